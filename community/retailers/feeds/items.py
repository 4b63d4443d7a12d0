"""One row of a feed, as every format gives it: checked, or refused with a reason."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from typing import Any

from community.clipping.addresses import canonical_address, has_secret
from community.clipping.codes import has_right_checksum, world_codes
from community.core.money import BadAmount, Money, UnknownCurrency
from community.core.text import plain_line, plain_text
from community.retailers.domains import belongs_to

LONGEST_TITLE = 300


class BadRow(ValueError):
    """`reason` names what is wrong (`problems.sentence`), `said` what stood there."""

    def __init__(self, reason: str, said: str = "") -> None:
        super().__init__(reason)
        self.reason, self.said = reason, said[:200]


@dataclass(frozen=True, slots=True)
class Item:
    """`amount` in minor units; `codes` are what the whole world calls it: a GTIN, brand + MPN."""

    key: str
    title: str
    url: str
    description: str
    brand: str
    image: str
    amount: int | None
    currency: str
    availability: str
    codes: tuple[str, ...]

    def facts(self) -> dict[str, Any]:
        return {**asdict(self), "codes": list(self.codes)}

    def packed(self) -> bytes:
        """Its facts in few bytes; fifty thousand of them are held at once."""
        return json.dumps(self.facts(), sort_keys=True, ensure_ascii=False).encode()


def unpacked(said: bytes) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(said)
    return facts


def digest_of(said: bytes) -> str:
    return hashlib.sha256(said).hexdigest()


def item_from(said: dict[str, str], domain: str, currency: str = "") -> Item:
    """Of a row’s fields by Google’s names; raises BadRow."""
    key = said.get("id", "").strip()
    if not key:
        raise BadRow("no id")
    title = _line(said.get("title", ""), LONGEST_TITLE)
    if not title:
        raise BadRow("no title")
    price = _price(said.get("sale_price") or said.get("price", ""), currency)
    brand = _line(said.get("brand", ""), 120)
    return Item(
        key=key[:100],
        title=title,
        url=_address(said.get("link", ""), domain),
        description=_description(said.get("description", "")),
        brand=brand,
        image=_image(said.get("image_link", "")),
        amount=price.amount if price else None,
        currency=price.currency if price else "",
        availability=_availability(said.get("availability", "")),
        codes=tuple(_codes(said, brand)),
    )


def _line(text: str, longest: int) -> str:
    return plain_line(text[: longest * 2], longest * 2)[:longest].strip()


def _description(text: str) -> str:
    return plain_text(text[:4000], 4000)[:2000]


def _address(url: str, domain: str) -> str:
    if not url.strip():
        raise BadRow("no link")
    address = canonical_address(url)
    if not address.startswith(("https://", "http://")) or len(url) > 2000:
        raise BadRow("bad link", url)
    if not belongs_to(domain, address):
        raise BadRow("other domain", url)
    if has_secret(address):
        raise BadRow("secret link", url)
    return address


def _image(url: str) -> str:
    url = url.strip()
    return url if url.startswith(("https://", "http://")) and len(url) <= 2000 else ""


def _price(text: str, currency: str) -> Money | None:
    """`129.00 EUR`; the currency may stand before it, or be the whole feed’s."""
    words = text.split()
    if not words:
        return None
    code = next((w for w in words if len(w) == 3 and w.isalpha()), currency).upper()
    number = next((w for w in words if any(c.isdigit() for c in w)), "")
    try:
        return Money.from_decimal(number, code) if "." in number else Money.parse(number, code)
    except UnknownCurrency:
        raise BadRow("currency", text) from None
    except (BadAmount, ValueError):
        raise BadRow("price", text) from None


_AVAILABLE = {"preorder": "preorder", "backorder": "backorder", "out_of_stock": "out_of_stock"}


def _availability(text: str) -> str:
    word = text.strip().lower().replace(" ", "_").replace("-", "_").rpartition("/")[2]
    if word in ("instock", "in_stock", "available", "true"):
        return "in_stock"
    if word in ("outofstock", "false", "discontinued"):
        return "out_of_stock"
    return _AVAILABLE.get(word, "")


def _codes(said: dict[str, str], brand: str) -> list[str]:
    gtin = "".join(said.get("gtin", "").replace("-", "").split())
    if gtin and not has_right_checksum(gtin):
        raise BadRow("gtin", gtin)
    return world_codes(gtin, brand, _line(said.get("mpn", ""), 70))
