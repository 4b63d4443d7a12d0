"""What people say of a product, on the shop's own page: as everybody may read it, good or bad."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from community.core.access import public
from community.core.cache import for_strangers
from community.reviews.queries import public_reviews, rating_of
from community.widgets.access import Front, find_front, pages_of
from community.widgets.answering import OPTIONS, answers_in_frames, framed

bp = Blueprint("review_widgets", __name__)
answers_in_frames(bp)

SHOWN = 5


@bp.get("/embed/badge")
@public
@for_strangers("url", *OPTIONS)
def badge() -> ResponseReturnValue:
    front = find_front(request.args.get("url", ""))
    return _framed("widgets/badge.html", front)


@bp.get("/embed/reviews")
@public
@for_strangers("url", *OPTIONS)
def index() -> ResponseReturnValue:
    """In the order of the product's own page, in which stars have no say."""
    front = find_front(request.args.get("url", ""))
    reviews = public_reviews(front.product, SHOWN) if front.product else []
    return _framed("widgets/reviews.html", front, reviews=reviews)


def _framed(template: str, front: Front, **parts: Any) -> ResponseReturnValue:
    product = front.product
    return framed(
        template,
        pages_of(front.shop),
        rating=rating_of(product.id) if product else None,
        read=url_for("reviews.index", product=product) if product else "",
        write=_where_to_write(front),
        **parts,
    )


def _where_to_write(front: Front) -> str:
    """Of what nobody has brought yet: the way to bring it."""
    if front.product is None:
        return url_for("clips.new", url=front.url)
    return url_for("reviews.new", product=front.product)
