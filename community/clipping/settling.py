"""When sources state different prices: which one is believed, and why."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from community.clipping.amounts import Price, is_same
from community.clipping.visible import Seen
from community.clipping.words import listed

VAT_RATES = tuple(
    map(Decimal, listed("1.05 1.07 1.08 1.081 1.1 1.13 1.15 1.19 1.2 1.21 1.22 1.23 1.25 1.27"))
)
PLAIN = 5.5  # a price that stands where a shopper looks for it
Settled = tuple[str, Price] | None


@dataclass(frozen=True)
class Said:
    """What one source says: its choice first, then the other prices it knows."""

    source: str
    prices: tuple[Price, ...]

    @property
    def first(self) -> Price:
        return self.prices[0]

    def has(self, amount: str) -> bool:
        return any(is_same(p.amount, amount) for p in self.prices)


def believed(said: list[Said], visible: list[Seen]) -> tuple[str, Price]:
    first = said[0]
    seen = next((s for s in said if s.source == "visible"), None)
    faint = tuple(s.price for s in visible if not s.is_old)
    old = tuple(s.price for s in visible if s.is_old)
    if seen is None and faint and len(said) > 1:
        seen = Said("visible", faint)
    stated = [s for s in said if s.source not in ("visible", "embedded")]
    if not stated and visible and visible[0].score >= PLAIN and seen and not visible[0].is_old:
        return seen.source, seen.first
    if struck := _struck_out(stated, seen, Said("visible", old) if old else None):
        return struck
    scripts = next((s for s in said if s.source == "embedded"), None)
    for settle in (_seen_among_offers, _seen_among_sources, _in_cents, _with_tax, _lower_of_labels):
        settled = settle(stated, seen or (scripts if settle is _with_tax else None))
        if settled:
            return settled
    return first.source, first.first


def _seen_among_offers(stated: list[Said], seen: Said | None) -> Settled:
    """Of several offers, the one the page shows first."""
    if not stated or not seen or stated[0].has(seen.first.amount) is False:
        return None
    first = stated[0]
    return first.source, next(p for p in first.prices if is_same(p.amount, seen.first.amount))


def _seen_among_sources(stated: list[Said], seen: Said | None) -> Settled:
    """Sources differ, and the page shows only one of them."""
    if not seen or len(stated) < 2 or seen.has(stated[0].first.amount):
        return None
    return next(((s.source, s.first) for s in stated[1:] if seen.has(s.first.amount)), None)


def _struck_out(stated: list[Said], seen: Said | None, old: Said | None) -> Settled:
    """The data still states what the page has struck out for a lower price."""
    if not stated or not seen or not old or not old.has(stated[0].first.amount):
        return None
    before, now = Decimal(stated[0].first.amount), Decimal(seen.first.amount)
    is_lower = before * Decimal("0.2") < now < before and not seen.has(stated[0].first.amount)
    return (
        ("visible", Price(seen.first.amount, seen.first.currency or stated[0].first.currency))
        if is_lower
        else None
    )


def _in_cents(stated: list[Said], seen: Said | None) -> Settled:
    """The data counts in cents what the page shows in full."""
    if not stated or not seen or seen.has(stated[0].first.amount):
        return None
    is_hundredfold = Decimal(stated[0].first.amount) == 100 * Decimal(seen.first.amount)
    price = Price(seen.first.amount, seen.first.currency or stated[0].first.currency)
    return (seen.source, price) if is_hundredfold else None


def _with_tax(stated: list[Said], seen: Said | None) -> Settled:
    """The data states the price before tax, the page what a shopper pays."""
    if not stated or not seen or seen.has(stated[0].first.amount):
        return None
    ratio = Decimal(seen.first.amount) / Decimal(stated[0].first.amount)
    if any(abs(ratio - rate) < Decimal("0.002") for rate in VAT_RATES):
        return seen.source, Price(
            seen.first.amount, seen.first.currency or stated[0].first.currency
        )
    return None


def _lower_of_labels(stated: list[Said], seen: Said | None) -> Settled:
    """Nothing to see, and labels differ from data: the lower one is the sale price."""
    if seen or len(stated) < 2 or is_same(stated[0].first.amount, stated[1].first.amount):
        return None
    low = min(stated[:2], key=lambda s: Decimal(s.first.amount))
    is_near = Decimal(low.first.amount) * 2 > Decimal(stated[0].first.amount)
    return (low.source, low.first) if is_near else None
