"""A shop's word that an order was made: signed, thirty days good, used once, and of no person.

    v1.<id>.<timestamp>.<body>.<signature>

`body` and `signature` are base64url without padding. What is signed is the text
`<id>.<timestamp>.<body>`, as in Standard Webhooks, with HMAC-SHA256 under one of the shop's keys.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update

from community.catalog.models import Code, Offer, Shop
from community.catalog.models.offer import url_key
from community.clipping.addresses import canonical_address, has_secret, shop_domain
from community.clipping.codes import has_right_checksum
from community.core import clock
from community.core.db import change
from community.core.money import BadAmount, Money, UnknownCurrency
from community.extensions import db
from community.retailers.models import Claim, Retailer, SigningKey

VERSION = "v1"
GOOD_FOR = timedelta(days=30)
AHEAD = timedelta(minutes=5)  # clocks of shops differ
LONGEST = 2000
ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
NAMES = {"order", "url", "gtin", "price", "currency"}


class BadToken(Exception):
    """`str()` of it says to the buyer what is wrong."""


class _Reason:
    FORM = _l("This is no token of a shop’s checkout.")
    SHOP = _l("This shop does not take part here, or has not proved its domain.")
    SIGNED = _l("The shop’s signature is not right.")
    OLD = _l("This token is more than thirty days old.")
    EARLY = _l("This token is from the future: the shop’s clock is wrong.")
    FOREIGN = _l("This product is not of the shop that signed for it.")
    OTHER = _l("The token is for another product than the page says.")
    PERSON = _l("A token names the order and the product, and nothing else.")


@dataclass(frozen=True)
class Token:
    """What a shop has signed. `offer` is its page for the product, where it is known."""

    retailer: Retailer
    key_id: int
    id: str
    url: str
    gtin: str
    price: Money | None
    offer: Offer | None


def read(text: str, shop: str, url: str = "") -> Token:
    """Raises BadToken. Asks and writes nothing; whether it was used, its use says."""
    parts = text.split(".") if len(text) <= LONGEST and text.isascii() else []
    if len(parts) != 5 or parts[0] != VERSION or not ID.fullmatch(parts[1]):
        raise BadToken(_Reason.FORM)
    _version, token_id, stamp, body, signature = parts
    retailer = retailer_of(shop)
    if retailer is None:
        raise BadToken(_Reason.SHOP)
    key_id = _key_that_signed(retailer, f"{token_id}.{stamp}.{body}", signature)
    _demand_fresh(stamp)
    said = _said(body)
    offer = _offer(retailer, said)
    if url and said["url"] and canonical_address(url) != canonical_address(said["url"]):
        raise BadToken(_Reason.OTHER)
    address = said["url"] or (offer.url if offer else "")
    return Token(retailer, key_id, token_id, address, said["gtin"], _price(said), offer)


def retailer_of(shop: str) -> Retailer | None:
    """Who has proved this domain, and is not suspended."""
    domain = shop_domain(shop if "://" in shop else f"https://{shop}") if shop else ""
    query = select(Retailer).join(Claim, Claim.retailer_id == Retailer.id)
    query = query.join(Shop, Shop.id == Claim.shop_id).where(Shop.domain == domain)
    return db.session.scalar(
        query.where(Claim.proved_at.is_not(None), Retailer.suspended_at.is_(None))
    )


def note_use(token: Token) -> None:
    """Inside `writing()`."""
    change(update(SigningKey).where(SigningKey.id == token.key_id).values(used_at=clock.now()))


def sign(secret: str, token_id: str, stamp: int, body: dict[str, Any]) -> str:
    """As a shop does it."""
    packed = _packed(json.dumps(body).encode())
    signed = f"{token_id}.{stamp}.{packed}"
    return f"{VERSION}.{signed}.{_packed(_mac(secret, signed))}"


def _key_that_signed(retailer: Retailer, signed: str, signature: str) -> int:
    """All keys are tried, each in constant time."""
    given, found = _unpacked(signature), 0
    mine = SigningKey.retailer_id == retailer.id, SigningKey.is_good()
    for key in db.session.scalars(select(SigningKey).where(*mine)):
        if hmac.compare_digest(_mac(key.secret, signed), given):
            found = key.id
    if not found:
        raise BadToken(_Reason.SIGNED)
    return found


def _mac(secret: str, signed: str) -> bytes:
    return hmac.new(secret.encode(), signed.encode(), hashlib.sha256).digest()


def _demand_fresh(stamp: str) -> None:
    if not stamp.isdigit() or len(stamp) > 12:
        raise BadToken(_Reason.FORM)
    age = clock.now().timestamp() - int(stamp)
    if age > GOOD_FOR.total_seconds():
        raise BadToken(_Reason.OLD)
    if age < -AHEAD.total_seconds():
        raise BadToken(_Reason.EARLY)


def _said(body: str) -> dict[str, str]:
    try:
        said = json.loads(_unpacked(body))
    except (ValueError, RecursionError):
        raise BadToken(_Reason.FORM) from None
    if not isinstance(said, dict) or not all(isinstance(each, str) for each in said.values()):
        raise BadToken(_Reason.FORM)
    if not set(said) <= NAMES:
        raise BadToken(_Reason.PERSON)
    if not said.get("order") or not (said.get("url") or said.get("gtin")):
        raise BadToken(_Reason.FORM)
    return {name: said.get(name, "") for name in NAMES}


def _offer(retailer: Retailer, said: dict[str, str]) -> Offer | None:
    """Only within the domains that the shop has proved."""
    domains = _domains(retailer)
    url = said["url"]
    if url:
        if shop_domain(url) not in domains or has_secret(url) or len(url) > LONGEST:
            raise BadToken(_Reason.FOREIGN)
        return db.session.scalar(
            select(Offer).where(Offer.url_key == url_key(canonical_address(url)))
        )
    return _offer_of_code(said["gtin"], domains)


def _offer_of_code(gtin: str, domains: set[str]) -> Offer:
    digits = gtin.zfill(14) if gtin.isascii() and gtin.isdigit() and len(gtin) <= 14 else ""
    if not digits or not has_right_checksum(digits):
        raise BadToken(_Reason.FORM)
    query = select(Offer).join(Code, Code.product_id == Offer.product_id).join(Offer.shop)
    query = query.where(Code.code == f"gtin:{digits}", Shop.domain.in_(domains))
    offer = db.session.scalar(query.order_by(Offer.id).limit(1))
    if offer is None:
        raise BadToken(_Reason.FOREIGN)
    return offer


def _domains(retailer: Retailer) -> set[str]:
    query = select(Shop.domain).join(Claim, Claim.shop_id == Shop.id)
    mine = Claim.retailer_id == retailer.id, Claim.proved_at.is_not(None)
    return set(db.session.scalars(query.where(*mine)))


def _price(said: dict[str, str]) -> Money | None:
    if not said["price"]:
        return None
    try:
        price = Money.from_decimal(said["price"], said["currency"])
    except (BadAmount, UnknownCurrency):
        raise BadToken(_Reason.FORM) from None
    if price.amount < 0:
        raise BadToken(_Reason.FORM)
    return price


def _packed(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _unpacked(text: str) -> bytes:
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        raise BadToken(_Reason.FORM) from None
