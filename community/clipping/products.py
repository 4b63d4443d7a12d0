"""Structured nodes (JSON-LD, microdata, RDFa) into products with offers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from community.clipping import jsonld
from community.clipping.amounts import machine_amount, sign_in
from community.clipping.codes import gtin_of
from community.clipping.currencies import code_of
from community.clipping.document import tidy
from community.clipping.terms import handed_over

Node = dict[str, Any]
OFFERS_CAP = 500
VARIANTS_CAP = 60
_LIST_PRICES = ("listprice", "strikethroughprice", "msrp", "srp", "suggestedretailprice")


@dataclass(frozen=True)
class Offer:
    price: str | None
    currency: str | None
    availability: str | None
    url: str | None


@dataclass(frozen=True)
class Product:
    name: str
    source: str
    offers: list[Offer] = field(default_factory=list)
    images: list[str] = field(default_factory=list)
    brand: str = ""
    url: str = ""
    gtin: str = ""
    description: str = ""
    is_group: bool = False
    mpn: str = ""
    sku: str = ""
    category: str = ""
    delivery: str = ""  # `4.95 EUR`, `0 EUR` where it is free
    pickup: str = ""
    in_shops: str = ""
    variants: list[dict[str, str]] = field(default_factory=list)


class Reader:
    def __init__(self, values: list[Any], source: str, country: str) -> None:
        self.values, self.source, self.country = values, source, country
        self.ids = jsonld.by_id(values)

    def products(self) -> list[Product]:
        found = [n for n in jsonld.nodes(self.values) if jsonld.is_product(n)]
        groups = [self.product(node) for node in found[:300]]
        return [p for p in groups if p.name or p.offers]

    def product(self, node: Node) -> Product:
        node = _plainly_keyed(node)
        variants = [v for v in _listed(node.get("hasVariant")) if isinstance(v, dict)][:300]
        return Product(
            name=_text(node.get("name")),
            source=self.source,
            offers=self.offers(node, variants)[:OFFERS_CAP],
            images=[i for n in [node, *variants[:20]] for i in self.images(n)][:60],
            brand=self.brand(node) or next(filter(None, map(self.brand, variants)), ""),
            url=_text(node.get("url") or node.get("@id"), 2000),
            gtin=gtin_of(node),
            description=_text(node.get("description"), 2000),
            is_group=bool(variants),
            mpn=_text(node.get("mpn"), 70),
            sku=_text(node.get("sku"), 70),
            category=_category(self.follow(_first(node.get("category")))),
            **handed_over(self.offers_said(node, variants), self.follow, self.country),
            variants=[v for n in variants or self.sorts(node) if (v := self.variant(n))][
                :VARIANTS_CAP
            ],
        )

    def sorts(self, node: Node) -> list[Node]:
        """Several offers of one thing that are told apart by what they offer."""
        said = [(o, self.follow(o.get("itemOffered"))) for o in self.offers_said(node, [])]
        whole = [({**o, **i} if isinstance(i, dict) else o) | {"offers": o} for o, i in said]
        named = {_text(n.get("name")) for n in whole} - {"", _text(node.get("name"))}
        return whole if len(named) > 1 else []

    def variant(self, node: Node) -> dict[str, str]:
        """What tells one of a group's things from the others, and what it costs."""
        offer = next(iter(self.offers(node, [])), None)
        told = {name: _text(node.get(name), 80) for name in ("name", "size", "color")}
        told |= {"url": (offer.url if offer else "") or _text(node.get("url"), 2000)}
        if offer and offer.price:
            told |= {"price": offer.price, "currency": offer.currency or ""}
            told |= {"availability": offer.availability or ""}
        return {name: value for name, value in told.items() if value}

    def offers_said(self, node: Node, variants: list[Node]) -> list[Node]:
        said = [self.follow(o) for n in (node, *variants[:3]) for o in _listed(n.get("offers"))]
        inner = [
            self.follow(o)
            for offer in said[:5]
            if isinstance(offer, dict)
            for o in _listed(offer.get("offers"))[:5]
        ]
        return [o for o in (*said[:10], *inner) if isinstance(o, dict)]

    def follow(self, value: Any) -> Any:
        if isinstance(value, dict) and set(value) <= {"@id", "@type"}:
            return self.ids.get(str(value.get("@id")), value)
        return value

    def offers(self, node: Node, variants: list[Node]) -> list[Offer]:
        found = [o for raw in _listed(node.get("offers")) for o in self.offer(self.follow(raw), 0)]
        if not found and ("price" in node or "lowPrice" in node):
            found = self.offer(node, 0)
        for variant in variants:
            whole = self.follow(variant)
            for offer in self.offers(whole, []) if isinstance(whole, dict) else []:
                found.append(_with_url(offer, _text(whole.get("url"), 2000)))
        return found

    def offer(self, raw: Any, depth: int) -> list[Offer]:
        if not isinstance(raw, dict) or depth > 3:
            return []
        raw = _plainly_keyed(raw)
        inner = [
            o
            for r in _listed(raw.get("offers"))[:300]
            for o in self.offer(self.follow(r), depth + 1)
        ]
        currency = self.currency(raw)
        own = Offer(
            self.amount(raw, currency),
            currency,
            _text(raw.get("availability"), 100) or None,
            _text(raw.get("url"), 2000) or None,
        )
        if own.price and inner and raw.get("lowPrice") is not None:
            return [own, *inner]
        return inner or [own]

    def amount(self, raw: Node, currency: str | None) -> str | None:
        for value in (
            _first(raw.get("price")),
            self.specified(raw, "price"),
            _first(raw.get("lowPrice")),
            self.specified(raw, "minPrice"),
        ):
            amount = machine_amount(value, currency)
            if amount and float(amount) > 0:
                return amount
        return machine_amount(_first(raw.get("price")), currency)

    def currency(self, raw: Node) -> str | None:
        stated = _text(_first(raw.get("priceCurrency")), 20) or _text(
            self.specified(raw, "priceCurrency"), 20
        )
        known = code_of(stated, self.country)
        written = sign_in(_text(_first(raw.get("price")), 60))
        return known or (code_of(written, self.country) if written else None)

    def specified(self, raw: Node, name: str) -> Any:
        for spec in _listed(raw.get("priceSpecification")):
            spec = self.follow(spec)
            kind = str(spec.get("priceType", "")).lower() if isinstance(spec, dict) else "-"
            if not isinstance(spec, dict) or kind.rsplit("/", 1)[-1] in _LIST_PRICES:
                continue
            if spec.get(name) not in (None, "") and not _is_unit_price(spec):
                return _first(spec[name])
        return None

    def brand(self, node: Node) -> str:
        for key in ("brand", "manufacturer"):
            value = self.follow(_first(node.get(key)))
            name = _text(value.get("name") if isinstance(value, dict) else value, 120)
            if name and not name.startswith("http"):
                return name
        return ""

    def images(self, node: Node) -> list[str]:
        return [
            address
            for raw in _listed(node.get("image"))[:30]
            if (address := _address(self.follow(raw)))
        ]


def _plainly_keyed(node: Node) -> Node:
    """Some shop systems write `Offers` and `Availability`."""
    if not any(key[:1].isupper() for key in node):
        return node
    return {key[:1].lower() + key[1:]: value for key, value in node.items()} | node


def _is_unit_price(spec: Node) -> bool:
    return (
        "UnitPriceSpecification" in str(spec.get("@type"))
        and bool(spec.get("referenceQuantity"))
        and "priceCurrency" not in spec
    )


def _with_url(offer: Offer, url: str) -> Offer:
    return (
        offer
        if offer.url or not url
        else Offer(offer.price, offer.currency, offer.availability, url)
    )


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _first(value: Any) -> Any:
    value = value[0] if isinstance(value, list) and value else value
    if isinstance(value, dict) and "@value" in value:
        return value["@value"]
    return None if isinstance(value, list) else value


def _text(value: Any, limit: int = 500) -> str:
    value = _first(value)
    return "" if isinstance(value, dict | bool) else unescaped(tidy(value, limit))


def unescaped(text: str) -> str:
    """Entities undone, twice for shops that escape twice; still text, never markup."""
    import html

    return tidy(html.unescape(html.unescape(text)), 2000) if "&" in text else text


def _category(value: Any) -> str:
    """The last step of “Home > Kitchen > Kettles”, or a name."""
    name = _text(value.get("name") if isinstance(value, dict) else value, 300)
    return "" if name.startswith("http") else re.split(r"\s[>/|»]\s", name)[-1].strip()[:80]


def _address(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("contentUrl") or value.get("url") or value.get("@id")
    return _text(value, 2000)
