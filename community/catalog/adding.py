"""From a clip to a product and its offer: matched by address, made when new."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from community.accounts.models import Profile
from community.catalog.learning import for_everybody
from community.catalog.models import Clip, Offer, Product, Shop
from community.catalog.models.offer import url_key
from community.catalog.sameness import codes_in, known_as, note_codes
from community.clipping.addresses import canonical_address, has_secret, shop_domain
from community.core import clock
from community.core.events import publish
from community.core.kinds import ThingChanged
from community.core.money import BadAmount, Money, UnknownCurrency
from community.extensions import db


def offer_at(
    url: str,
    by: Profile,
    *,
    clip: Clip | None = None,
    title: str = "",
    same_as: Product | None = None,
) -> Offer | None:
    """The offer at an address; its product is made unlisted if it is new. Inside `writing()`.

    Facts that everybody may one day see come from what the worker read (`clip.found`), and only
    the title from what was typed when the page told none. None for an address with a secret in it:
    that is never shared. A second member's clip of a page that was read puts the product on show.
    A new address becomes an offer of `same_as`, where the member says that it is the same.
    """
    found = for_everybody(clip) if clip and clip.state == "found" else {}
    address = _address(url, found)
    if has_secret(address):
        return None
    offer = _offer_at(address)
    if offer is None:
        try:
            with db.session.begin_nested():
                return _new_offer(address, by, found, clip, same_as or Product(title=title))
        except IntegrityError:  # another member's clip of the same page was faster
            offer = _offer_at(address)
            if offer is None:
                raise
    if offer.checked_at is None and found:
        _take_facts(offer, found, clip)
    if offer.product.found_by_id != by.id and offer.checked_at is not None:
        offer.product.put_on_show()
    return offer


def _offer_at(address: str) -> Offer | None:
    return db.session.scalar(select(Offer).where(Offer.url_key == url_key(address)))


def _address(url: str, found: dict[str, Any]) -> str:
    """The page's own name for itself counts when it stays within the shop."""
    stated = found.get("canonical_url") or url
    return canonical_address(stated if shop_domain(stated) == shop_domain(url) else url)


def _new_offer(
    address: str, by: Profile, found: dict[str, Any], clip: Clip | None, product: Product
) -> Offer:
    is_new = product.id is None
    if is_new:
        product.found_by = by
    shop = Shop.at(shop_domain(address))
    offer = Offer(product=product, shop=shop, url=address, url_key=url_key(address))
    with db.session.no_autoflush:
        if found:
            _take_facts(offer, found, clip)
        db.session.add(offer)
    db.session.flush()
    if is_new:
        note_codes(product, codes_in(found))
    return offer


def twin_of(clip: Clip) -> Product | None:
    """What is on show already under a code of the page, when its address is new here."""
    if clip.state != "found" or not (codes := codes_in(clip.found)):
        return None
    address = _address(clip.url, clip.found)
    return None if has_secret(address) or _offer_at(address) else known_as(codes)


def _take_facts(offer: Offer, found: dict[str, Any], clip: Clip | None) -> None:
    product = offer.product
    if len(product.offers) < 2:  # what several shops offer is described by no further one
        _describe(product, found, clip)
    price = price_found(found)
    offer.amount, offer.currency = (price.amount, price.currency) if price else (None, "")
    offer.availability = found.get("availability") or ""
    offer.delivery = _delivery(found, offer.currency)
    offer.has_pickup = is_stated(found, "pickup")
    offer.in_shops = (found.get("in_shops") or "")[:120]
    offer.checked_at = clip.read_at if clip and clip.read_at else clock.now()
    if product.id:
        publish(ThingChanged(product.kind, product.id))


def _describe(product: Product, found: dict[str, Any], clip: Clip | None) -> None:
    product.title = found.get("title") or product.title
    product.brand = product.brand or found.get("brand") or ""
    product.description = product.description or (found.get("description") or "")[:2000]
    if clip and found.get("image") == clip.found.get("image"):
        product.picture = product.picture or clip.picture


def price_found(found: dict[str, Any]) -> Money | None:
    try:
        return Money.from_decimal(found.get("price") or "", found.get("currency") or "")
    except (BadAmount, UnknownCurrency):
        return None


def is_stated(found: dict[str, Any], name: str) -> bool:
    """In the page's data, not only seen among its words."""
    return bool(found.get(name)) and found.get("confidence", {}).get(name) != "guess"


def _delivery(found: dict[str, Any], currency: str) -> int | None:
    """Minor units; None where it is not stated, or in another currency than the price."""
    cost, _space, stated = (found.get("delivery") or "").partition(" ")
    if not is_stated(found, "delivery") or not currency or stated not in ("", currency):
        return None
    try:
        return Money.from_decimal(cost, currency).amount
    except BadAmount:
        return None
