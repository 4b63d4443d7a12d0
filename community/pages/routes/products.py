"""A product's page: its offer, who of your friends wants it, the polls and lists it is in."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import BigInteger, Select, bindparam, select

from community.accounts.models import Profile
from community.catalog.access import find_product
from community.catalog.models import Product
from community.catalog.routes.out import affiliate_tag
from community.collections.models import Collection, Piece
from community.collections.queries import collections_with, to_collect_into
from community.collections.queries import covers as collection_covers
from community.core.access import public
from community.core.answers import page
from community.core.cache import for_strangers
from community.deals.queries import offers_for
from community.forums.queries import topics_about
from community.friends.audience import listed_for
from community.friends.prebuilt import prebuilt
from community.friends.viewer import Viewer, current_viewer
from community.pages.marking import marks_on
from community.polls.models import Poll
from community.polls.queries import for_cards, showing
from community.purchases.models import State
from community.reactions.queries import comments_under
from community.recommendations.queries import seen_together
from community.reviews.showing import on_product
from community.wishlists.models import Wishlist
from community.wishlists.queries import (
    covers,
    lists_and_saves,
    lists_with,
    own_wishes_of,
    wished_for_by,
)

bp = Blueprint("product_pages", __name__)

MOST_POLLS = 3
MOST_LISTS = 6
MOST_COLLECTIONS = 6
MOST_FACES = 12


@bp.get("/products/<thing:product>")
@public
@for_strangers("after", kind="product", thing="product")
def show(product: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_product(viewer, product)
    if found.id != product:  # it was made part of another
        return redirect(url_for("product_pages.show", product=found), 301)
    lists = list(_lists.scalars(viewer, product=found.id).unique())
    own_lists, holding = _own_lists(viewer, found)
    marks = marks_on(viewer, found)
    shelf = _collections.execute(viewer, product=found.id).unique().all()
    collections = [row.Collection for row in shelf]
    mine, collected = _own_collections(viewer, found)
    return page(
        "products/show.html",
        product=found,
        offer=found.offer,
        saved=bool(holding),
        holding=holding,
        own_lists=own_lists,
        wanting=_wanted_by(viewer, found, marks["people_with"].pop(State.WANT, [])),
        **marks,
        polls=_polls.scalars(viewer, product=found.id).unique().all(),
        lists=lists,
        covers=covers(lists) if lists else {},
        in_collections=collections,
        collection_count=shelf[0].met if shelf else 0,
        collection_covers=collection_covers(collections) if collections else {},
        collections=mine,
        collected=collected,
        **on_product(viewer, found),
        **offers_for(viewer, found),
        **_together(viewer, found),
        topics=topics_about(viewer, "product", found.id),
        comments=comments_under(viewer, "product", found.id, request.args.get("after")),
        earns=any(affiliate_tag(offer.shop.domain) for offer in found.offers),
    )


PRODUCT = bindparam("product", type_=BigInteger)


@prebuilt
def _lists(viewer: Viewer) -> Select[Wishlist]:
    return lists_with(viewer, PRODUCT).order_by(Wishlist.id.desc()).limit(MOST_LISTS)


@prebuilt
def _collections(viewer: Viewer) -> Select[Collection, int]:
    query = collections_with(viewer, PRODUCT).order_by(Collection.id.desc())
    return query.limit(MOST_COLLECTIONS)


def _together(viewer: Viewer, product: Product) -> dict[str, Any]:
    """Only of what everybody may meet: elsewhere nothing is told of who keeps it besides."""
    found = seen_together(viewer, product.id) if product.is_on_show else []
    saved = own_wishes_of(viewer, [each.id for each in found])
    return {"together": found, "saved_together": saved}


def _own_lists(viewer: Viewer, product: Product) -> tuple[list[Wishlist], list[Wishlist]]:
    return lists_and_saves(viewer.profile_id, product.id) if viewer.profile_id else ([], [])


def _own_collections(viewer: Viewer, product: Product) -> tuple[list[Collection], list[Piece]]:
    return to_collect_into(viewer.profile_id, product.id) if viewer.profile_id else ([], [])


def _wanted_by(viewer: Viewer, product: Product, marked: list[Profile]) -> list[Profile]:
    """By a list of theirs, or by a mark."""
    if not viewer.is_member:
        return []
    wishing = list(_wanting.scalars(viewer, product=product.id).unique())
    return [*wishing, *(person for person in marked if person not in wishing)]


@prebuilt
def _wanting(viewer: Viewer) -> Select[Profile]:
    return wished_for_by(viewer, PRODUCT).limit(MOST_FACES)


@prebuilt
def _polls(viewer: Viewer) -> Select[Poll]:
    query = select(Poll).where(listed_for(Poll, viewer), showing(PRODUCT))
    return for_cards(query.order_by(Poll.id.desc()).limit(MOST_POLLS))
