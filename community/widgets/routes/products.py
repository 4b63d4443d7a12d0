"""Widgets about a product, named by the address of its page in the shop."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from community.catalog.models import Product
from community.clipping.addresses import canonical_address
from community.core.access import public
from community.core.cache import for_strangers
from community.core.ids import encode
from community.forums.queries import topics_about
from community.friends.viewer import Viewer
from community.widgets.access import LONGEST, Front, find_front, pages_of, product_at
from community.widgets.answering import OPTIONS, answers_in_frames, at_least, framed
from community.widgets.queries import count_savers

bp = Blueprint("product_widgets", __name__)
answers_in_frames(bp)


@bp.get("/embed/save")
@public
@for_strangers("url", *OPTIONS)
def save() -> ResponseReturnValue:
    front = find_front(request.args.get("url", ""))
    count = at_least(count_savers(front.product.id)) if front.product else 0
    to = url_for("clips.new", url=front.url)
    return _framed("widgets/save.html", front, to=to, count=count)


@bp.get("/embed/ask")
@public
@for_strangers("url", *OPTIONS)
def ask() -> ResponseReturnValue:
    front = find_front(request.args.get("url", ""))
    product = encode(front.product.id) if front.product else None
    to = url_for("polls.new", product=product, url=None if product else front.url)
    return _framed("widgets/ask.html", front, to=to)


@bp.get("/embed/talk")
@public
@for_strangers("url", *OPTIONS)
def talk() -> ResponseReturnValue:
    """What everybody may read of the forum about it."""
    front = find_front(request.args.get("url", ""))
    topics = topics_about(Viewer(), "product", front.product.id) if front.product else []
    return _framed("widgets/talk.html", front, to=_at(front.product, front.url), topics=topics)


@bp.get("/at")
@public
def show() -> ResponseReturnValue:
    """Where a plain link leads: the page of what is sold at an address, or the way to bring it."""
    address = canonical_address(request.args.get("url", "")[:LONGEST])
    return redirect(_at(product_at(address), address), 303)


def _framed(template: str, front: Front, **parts: Any) -> ResponseReturnValue:
    return framed(template, pages_of(front.shop), front=front, **parts)


def _at(product: Product | None, address: str) -> str:
    if product is None:
        return url_for("clips.new", url=address)
    return url_for("product_pages.show", product=product)
