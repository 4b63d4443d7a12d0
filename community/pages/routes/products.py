"""A product's page: its offer, who of your friends wants it, the polls and lists it is in."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from community.catalog.access import find_product
from community.catalog.models import Product
from community.catalog.routes.out import affiliate_tag
from community.core.access import public
from community.core.answers import page
from community.core.cache import for_strangers
from community.extensions import db
from community.friends.audience import listed_for
from community.friends.viewer import Viewer, current_viewer
from community.polls.models import Poll
from community.polls.queries import for_cards, showing
from community.reactions.queries import comments_under
from community.wishlists.models import Wishlist
from community.wishlists.queries import (
    covers,
    lists_with,
    own_wishes_of,
    owned_by,
    wished_for_by,
)

bp = Blueprint("product_pages", __name__)

MOST_POLLS = 3
MOST_LISTS = 6
MOST_FACES = 12


@bp.get("/products/<thing:product>")
@public
@for_strangers("after", kind="product", thing="product")
def show(product: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_product(viewer, product)
    lists = list(db.session.scalars(_lists(viewer, found)).unique())
    wanting = wished_for_by(viewer, found.id).limit(MOST_FACES)
    return page(
        "products/show.html",
        product=found,
        offer=found.offer,
        saved=bool(own_wishes_of(viewer, [found.id])),
        own_lists=owned_by(viewer.profile_id) if viewer.profile_id else [],
        wanting=list(db.session.scalars(wanting).unique()) if viewer.is_member else [],
        polls=list(db.session.scalars(_polls(viewer, found)).unique()),
        lists=lists,
        covers=covers(lists) if lists else {},
        comments=comments_under(viewer, "product", found.id, request.args.get("after")),
        earns=any(affiliate_tag(offer.shop.domain) for offer in found.offers),
    )


def _lists(viewer: Viewer, product: Product):  # type: ignore[no-untyped-def]
    return lists_with(viewer, product.id).order_by(Wishlist.id.desc()).limit(MOST_LISTS)


def _polls(viewer: Viewer, product: Product):  # type: ignore[no-untyped-def]
    query = db.select(Poll).where(listed_for(Poll, viewer), showing(product.id))
    return for_cards(query.order_by(Poll.id.desc()).limit(MOST_POLLS))
