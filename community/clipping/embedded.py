"""Prices in the state that shop systems leave in scripts, near the product's own name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from community.clipping.amounts import Price, machine_amount
from community.clipping.currencies import code_of
from community.clipping.document import Script

WINDOW = 3_000
_PRICE = re.compile(
    r"[\"'](?:(?:current|sale|final|selling|offer|customer|display|special|our|unit)?_?-?price"
    r"(?:_?(?:value|amount|current|raw))?)[\"']\s{0,3}:\s{0,3}[\"']?"
    r"(?:[$€£]\s?)?(\d{1,9}[.]\d{1,2})[\"']?(?=\s{0,3}[,}\]])",
    re.I,
)
_NESTED = re.compile(
    r"[\"'](?:current|sale|final|selling|primary|customer)?_?-?price[\"']\s{0,3}:\s{0,3}\{"
    r"[^{}]{0,120}(?:\{[^{}]{0,80})?[\"'](?:amount|value)[\"']\s{0,3}:\s{0,3}[\"']?(\d{1,9}[.]\d{1,2})\b",
    re.I,
)
_CURRENCY = re.compile(
    r"[\"'](?:price_?)?currency(?:_?(?:code|iso))?[\"']\s{0,3}:\s{0,3}(?:\{\s{0,3}[\"']code[\"']\s{0,3}:\s{0,3})?[\"']([A-Z]{3})[\"']",
    re.I,
)


_BRAND = re.compile(
    r"[\"'](?:brand(?:_?name)?|vendor|manufacturer(?:_?name)?)[\"']\s{0,3}:\s{0,3}"
    r"(?:\{[^{}]{0,200}?[\"'](?:name|label|title)[\"']\s{0,3}:\s{0,3})?"
    r"[\"']([^\"'\\<>{}]{2,40})[\"']",
    re.I,
)


def embedded_brand(scripts: list[Script], name: str) -> str:
    """The brand key nearest to the name, in whatever a shop system leaves for its scripts."""
    if len(name) < 6:
        return ""
    found = (
        _nearest(script.body.replace('\\"', '"'), name, _BRAND)
        for script in scripts
        if not script.is_json_ld
    )
    return next(filter(None, found), "")


def _nearest(body: str, name: str, key: re.Pattern[str]) -> str:
    best: tuple[int, str] | None = None
    at, seen = body.find(name), 0
    while at >= 0 and seen < 5:
        for match in key.finditer(body, max(0, at - WINDOW // 2), at + WINDOW // 2):
            gap = abs(match.start() - at)
            if best is None or gap < best[0]:
                best = (gap, match.group(1))
        at, seen = body.find(name, at + len(name)), seen + 1
    return best[1] if best else ""


def embedded_price(scripts: list[Script], name: str) -> Price | None:
    """The price key nearest to the name; only amounts with a decimal point, so never cents."""
    if len(name) < 6:
        return None
    for script in scripts:
        if not script.is_json_ld and "rice" in script.body:
            price = _near(script.body.replace('\\"', '"'), name)
            if price:
                return price
    return None


def _keys(body: str, start: int, end: int) -> Iterator[re.Match[str]]:
    yield from _PRICE.finditer(body, start, end)
    yield from _NESTED.finditer(body, start, end)


def _near(body: str, name: str) -> Price | None:
    best: tuple[int, str] | None = None
    at, seen = body.find(name), 0
    while at >= 0 and seen < 20:
        for match in _keys(body, max(0, at - WINDOW), at + WINDOW):
            gap = abs(match.start() - at)
            if float(match.group(1)) > 0 and (best is None or gap < best[0]):
                best = (gap, match.group(1))
        at, seen = body.find(name, at + len(name)), seen + 1
    amount = machine_amount(best[1]) if best else None
    code = _CURRENCY.search(body) if amount else None
    return Price(amount, code_of(code.group(1)) if code else None) if amount else None
