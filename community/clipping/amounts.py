"""Numbers as shops print them into exact decimal strings."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from community.clipping.currencies import (
    ISO,
    NO_DECIMALS,
    SIGN,
    SIGN_PATTERN,
    THREE_DECIMALS,
    code_of,
)

LARGEST = Decimal(10) ** 10
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2009\u202f\u2007\u2002\u2003\u3000"), " ")
_QUOTES = dict.fromkeys(map(ord, "’‘´`"), "'")
_NUMBER = re.compile(r"(?:(?<![^\W\d_])\.(?=\d{2}(?!\d)))?\d{1,15}(?:[ '.,٬٫]\d{1,20}){0,8}")
_THOUSAND = re.compile(r"\d{3}(?!\d)")
_GAP = re.compile(r"(?<=\d)([.,]) (?=\d{2}(?!\d))")
_MACHINE = re.compile(r"\d{1,12}(?:\.\d{1,20})?$")
_WRITTEN = re.compile(r"(?:(?<![\w.])\.(?=\d{2}(?!\d)))?\d[\d '.,]{0,20}")
# “35€99” and, at the end, “35 € 99”: the sign stands where the comma would.
_SIGN_FOR_COMMA = re.compile(r"(?<=\d) ?([€£])(?:(\d\d)(?![\d.,]| ?[%€£])| (\d\d)$)")
_BEFORE = re.compile(rf"(?:{SIGN_PATTERN})[\s:.]{{0,3}}$", re.I)
_AFTER = re.compile(rf"(?:[-–]{{1,2}})?\s{{0,3}}({SIGN_PATTERN})", re.I)
_TO = re.compile(r"\s{0,3}[-–—]\s{0,3}$")
_WEAK_SIGNS = frozenset(("ft", "r", "kn", "tl", "rp", "rm"))  # also plain words and units


@dataclass(frozen=True)
class Price:
    amount: str
    currency: str | None = None


def plain(text: str) -> str:
    """Odd spaces, quotes and digits of other scripts made ordinary."""
    text = text.translate(_SPACES).translate(_QUOTES)
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.digit(c)) if c.isdecimal() and not c.isascii() else c for c in text
    )


def amount_in(text: str, currency: str | None = None) -> str | None:
    """The first number of a text as a decimal string: '1.234,50 €' gives '1234.50'."""
    found = _NUMBER.search(_GAP.sub(r"\1", plain(text[:200])))
    return _decimal(_joined(found.group(0)), currency) if found else None


def machine_amount(value: object, currency: str | None = None) -> str | None:
    """A number from structured data, where a lone point is the decimal point."""
    if isinstance(value, bool) or value is None:
        return None
    text = str(value).strip()[:60]
    if not _MACHINE.match(text):
        return amount_in(text, currency)
    if currency in NO_DECIMALS and re.search(r"\d\.\d{3}$", text):
        text = text.replace(".", "")
    return _checked(text)


def _joined(number: str) -> str:
    """Spaces part thousands only; anything else after a space is another number."""
    first, *groups = number.split(" ")
    kept = first
    for group in groups:
        if not _THOUSAND.match(group) or not first.isdigit() or len(first) > 3:
            break
        kept += group
        if not group.isdigit():
            break
    return kept


def _decimal(number: str, currency: str | None) -> str | None:
    number = number.replace("'", "").replace("٬", "").replace("٫", ".").rstrip(".,")
    point, comma = number.rfind("."), number.rfind(",")
    mark = "." if point > comma else ","
    if point >= 0 and comma >= 0:
        other = "," if mark == "." else "."
        number = number.replace(other, "")
    if number.count(mark) > 1 or _is_thousands(number, mark, currency):
        return _checked(number.replace(mark, ""))
    return _checked(number.replace(mark, "."))


def _is_thousands(number: str, mark: str, currency: str | None) -> bool:
    whole, _, rest = number.partition(mark)
    if len(rest) != 3 or whole in ("", "0") or len(whole) > 3:
        return False
    return currency not in THREE_DECIMALS


def _checked(text: str) -> str | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return format(value, "f") if 0 <= value < LARGEST else None


def priced(text: str, country: str = "") -> list[Price]:
    """Every number that stands next to a sign of money."""
    text = _SIGN_FOR_COMMA.sub(r",\2\3 \1", plain(text[:2000]).strip())
    found: list[Price] = []
    bare: re.Match[str] | None = None
    for match in _WRITTEN.finditer(text):
        sign = _sign_beside(text, match.start(), match.end())
        code = code_of(sign, country)
        if sign is None:
            bare = match
        elif code or sign.lower() not in _WEAK_SIGNS:
            # “352 – 376 €”: the sign is that of both
            is_range = bare and _TO.match(text[bare.end() : match.start()])
            for number in (bare, match) if bare and is_range else (match,):
                if amount := amount_in(number.group(0), code):
                    found.append(Price(amount, code))
            bare = None
    return found


def _sign_beside(text: str, start: int, end: int) -> str | None:
    """“$39.00 NZD”: the code behind says more than the sign in front."""
    before = _BEFORE.search(text[max(0, start - 10) : start])
    after = _AFTER.match(text, len(text[:end].rstrip(" ")))
    if after and (before is None or after.group(1) in ISO):
        return after.group(1)
    return before.group(0).strip(" :") if before else None


def sign_in(text: str) -> str | None:
    found = SIGN.search(plain(text[:200]))
    return found.group(0) if found else None


def is_same(left: str | None, right: str | None) -> bool:
    return left is not None and right is not None and Decimal(left) == Decimal(right)
