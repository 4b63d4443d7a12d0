"""Which price: what each source says, and what is believed when they differ."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from community.clipping.amounts import Price, is_same, machine_amount, priced, sign_in
from community.clipping.countries import COUNTRY_MONEY
from community.clipping.currencies import code_of
from community.clipping.evidence import Evidence
from community.clipping.facts import Confidence, Fact
from community.clipping.products import Offer, Product
from community.clipping.settling import Said, believed

SEEN_WELL = 3.8
FAINT, LEAD = 2.5, 1.5
_FREE = re.compile(
    r"\bfree[ -]to[ -]play\b|\bplay for free\b|\bfree download\b|\bfree for everyone\b", re.I
)


def of_product(kind: str) -> Callable[[Evidence], list[Price]]:
    def rule(evidence: Evidence) -> list[Price]:
        product: Product | None = getattr(evidence, kind)
        offers = product.offers if product else []
        return [Price(o.price, o.currency) for o in _ordered(offers, evidence) if o.price]

    return rule


def _ordered(offers: list[Offer], evidence: Evidence) -> list[Offer]:
    """The offer of this very address first, then in the shop's order."""
    here = evidence.page.url.rstrip("/")
    return sorted(
        offers,
        key=lambda o: (
            0 if o.url and (evidence.page.absolute(o.url) or "").rstrip("/") == here else 1
        ),
    )


def of_labels(evidence: Evidence) -> list[Price]:
    found = []
    for amount, currency in evidence.labels.prices():
        code = code_of(currency or sign_in(amount), evidence.country)
        number = machine_amount(amount, code)
        if number:
            found.append(Price(number, code))
    return found


def of_twitter(evidence: Evidence) -> list[Price]:
    return [
        price
        for label, data in evidence.labels.twitter()
        if re.search(r"price|preis|prix|precio|prezzo|cena", label)
        for price in priced(data, evidence.country)
    ]


def of_scripts(evidence: Evidence) -> list[Price]:
    return [evidence.embedded] if evidence.embedded else []


def of_sight(evidence: Evidence) -> list[Price]:
    return [seen.price for seen in evidence.visible if seen.score >= SEEN_WELL and not seen.is_old]


SOURCES: tuple[tuple[str, Callable[[Evidence], list[Price]]], ...] = (
    ("json-ld", of_product("json_ld")),
    ("microdata", of_product("microdata")),
    ("rdfa", of_product("rdfa")),
    ("opengraph", of_labels),
    ("twitter", of_twitter),
    ("embedded", of_scripts),
    ("visible", of_sight),
)


def price_and_currency(evidence: Evidence) -> tuple[Fact | None, Fact | None]:
    if free := _free(evidence):
        return free, _first_currency(evidence)
    said = [
        Said(source, tuple(prices))
        for source, rule in SOURCES
        if (prices := _positive(rule(evidence)))
    ]
    if not said:
        return _alone(evidence)
    source, price = believed(said, evidence.visible)
    agree = [s for s in said if s.has(price.amount)]
    differ = [
        s
        for s in said
        if s.source not in ("visible", "embedded") and not is_same(s.first.amount, price.amount)
    ]
    is_seen_otherwise = any(
        s.source == "visible" and not is_same(s.first.amount, price.amount) for s in said
    )
    fact = Fact(
        price.amount, source, _confidence(source, len(agree), bool(differ) or is_seen_otherwise)
    )
    return fact, _currency(price, source, agree, said, evidence)


def _alone(evidence: Evidence) -> tuple[Fact | None, Fact | None]:
    """Nothing speaks of a price but one on the page, with its sign and before all others."""
    signed = [s for s in evidence.visible if s.price.currency and not s.is_old]
    best = signed[0] if signed else None
    others = [s for s in signed if best and not is_same(s.price.amount, best.price.amount)]
    if best is None or (others and best.score < max(FAINT, others[0].score + LEAD)):
        return None, _first_currency(evidence)
    price = best.price
    return Fact(price.amount, "visible", "guess"), Fact(price.currency or "", "visible", "guess")


def _positive(prices: list[Price]) -> list[Price]:
    return [p for p in prices if Decimal(p.amount) > 0][:300]


def _confidence(source: str, agreeing: int, is_contested: bool) -> Confidence:
    if agreeing >= 2 and not is_contested:
        return "certain"
    return "guess" if source in ("visible", "embedded") else "likely"


def _currency(
    price: Price, source: str, agree: list[Said], said: list[Said], evidence: Evidence
) -> Fact | None:
    if price.currency:
        return Fact(price.currency, source, "likely" if source == "visible" else "certain")
    same = [
        (s.source, p.currency)
        for s in agree
        for p in s.prices
        if p.currency and is_same(p.amount, price.amount)
    ]
    other = [(s.source, p.currency) for s in said for p in s.prices if p.currency]
    for found in (*same, *other):
        return Fact(str(found[1]), found[0], "likely")
    return _first_currency(evidence) or _money_of_the_country(evidence)


def _money_of_the_country(evidence: Evidence) -> Fact | None:
    """A price with no sign at all, as shops write that sell at home only."""
    code = COUNTRY_MONEY.get(evidence.country)
    return Fact(code, "address", "guess") if code else None


def _first_currency(evidence: Evidence) -> Fact | None:
    """The currency that is stated although no price is."""
    for product in evidence.products:
        for offer in product.offers:
            if offer.currency:
                return Fact(offer.currency, product.source, "likely")
    label = code_of(
        evidence.labels.first("product:price:currency", "og:price:currency", "og:currency")
    )
    return Fact(label, "opengraph", "likely") if label else None


def is_for_nothing(evidence: Evidence) -> bool:
    """Every stated price is nought, and the page does not say that it is free."""
    amounts = [Decimal(o.price) for p in evidence.products for o in p.offers if o.price]
    return bool(amounts) and not any(amounts) and not _FREE.search(evidence.page.text)


def _free(evidence: Evidence) -> Fact | None:
    """Nought is a price only where the page says that it is free."""
    stated = [(p, Decimal(o.price)) for p in evidence.products for o in p.offers if o.price]
    zero = [p for p, amount in stated if amount == 0]
    return (
        Fact("0", zero[0].source, "likely")
        if zero and len(zero) == len(stated) and _FREE.search(evidence.page.text)
        else None
    )
