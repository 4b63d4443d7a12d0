"""What a new poll can be made of: the products and wishes of the asker's lists, or of one list."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Select, select
from sqlalchemy.orm import selectinload
from werkzeug.datastructures import MultiDict

from community.catalog.access import may_see
from community.catalog.models import Offer, Product
from community.catalog.models.offer import url_key
from community.clipping.addresses import canonical_address
from community.core.ids import decode, encode
from community.core.kinds import thing_or_none
from community.extensions import db
from community.friends.audience import Audience
from community.friends.forms import handles_in
from community.friends.viewer import Viewer
from community.polls.forms import ChoicesForm, PollForm
from community.polls.models import MOST_OPTIONS, Sort
from community.wishlists.models import Wish, Wishlist

RECENT = 18


def prefill(form: PollForm, viewer: Viewer, asked: MultiDict[str, str]) -> bool:
    """From a product, its page in a shop, or a list: tick what the asker came from, so that one
    step is left. False when the page is one that the viewer knows nothing of."""
    ids = ids_in(asked.getlist("product"))
    if url := asked.get("url", ""):
        ids += _sold_at(url, viewer)
        if not ids:
            return False
    wishes = _wishes_of(viewer, asked.get("list", ""))
    ids += [wish.product_id for wish in wishes if wish.product_id]
    ids = list(dict.fromkeys(ids))[:MOST_OPTIONS]
    form.products.data = [encode(product_id) for product_id in ids]
    own_words = [wish.title for wish in wishes if not wish.product_id]
    for entry, text in zip(form.texts.entries, own_words, strict=False):
        entry.data = text[:140]
    if len(ids) == 1 and not own_words:
        form.sort.data = Sort.BUY.value
    _put_to(form, asked.get("asks", ""))
    offer_products(form, viewer)
    return True


def _sold_at(url: str, viewer: Viewer) -> list[int]:
    there = select(Offer.product_id).where(Offer.url_key == url_key(canonical_address(url)))
    return list(
        db.session.scalars(select(Product.id).where(Product.id.in_(there), may_see(viewer)))
    )


def _put_to(form: PollForm, handles: str) -> None:
    """To those named, as far as they are there: the form says if one is not."""
    named = sorted(handles_in(handles[:400]))
    if named:
        form.audience.data = Audience.PEOPLE.value
        form.people.data = ", ".join(f"@{handle}" for handle in named)


def offer_products(form: ChoicesForm, viewer: Viewer) -> None:
    """Those that are ticked, then the newest of the asker's own lists, each once."""
    ticked = ids_in(form.products.data or [])
    ids = list(dict.fromkeys([*ticked, *db.session.scalars(_recent(viewer))]))
    query = select(Product).where(Product.id.in_(ids), may_see(viewer))
    found = {each.id: each for each in db.session.scalars(_with_offers(query))}
    form.products.offered = [found[product_id] for product_id in ids if product_id in found]


def ids_in(keys: Iterable[str]) -> list[int]:
    """Ids of the keys that are keys."""
    ids: list[int] = []
    for key in list(keys)[:50]:
        try:
            ids.append(decode(key.partition("-")[0]))
        except ValueError:
            continue
    return ids


def _recent(viewer: Viewer) -> Select[int | None]:
    return (
        select(Wish.product_id)
        .join(Wish.wishlist)
        .where(Wishlist.owner_id == viewer.profile_id, Wish.removed_at.is_(None))
        .where(Wish.product_id.is_not(None))
        .order_by(Wish.id.desc())
        .limit(RECENT)
    )


def _wishes_of(viewer: Viewer, key: str) -> list[Wish]:
    ids = ids_in([key])
    wishlist = thing_or_none(viewer, "list", ids[0]) if ids else None
    if wishlist is None:
        return []
    query = select(Wish).where(Wish.list_id == wishlist.id, Wish.removed_at.is_(None))
    return list(db.session.scalars(query.order_by(Wish.position).limit(MOST_OPTIONS)))


def _with_offers(query: Select[Product]) -> Select[Product]:
    return query.options(selectinload(Product.offers))
