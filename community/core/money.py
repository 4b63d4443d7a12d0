"""Money: whole minor units of one currency, never a float."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import cache, total_ordering

from babel import Locale
from babel.core import get_global
from babel.numbers import (
    format_currency,
    get_currency_name,
    get_currency_precision,
    get_currency_symbol,
    list_currencies,
)
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l

LARGEST = 10**12
_LONGEST_TEXT = 40
_COMMON = ("EUR", "USD", "GBP", "CHF", "JPY", "CAD", "AUD", "SEK", "NOK", "DKK", "PLN", "CZK")


class BadAmount(ValueError):
    """`str()` of it says what is wrong, in the reader's language."""


class UnknownCurrency(ValueError):
    def __init__(self, currency: object) -> None:
        self.currency = currency
        super().__init__(_l("This currency is not known."))


def _current_currencies() -> tuple[str, ...]:
    """Legal tender somewhere today, by CLDR; the common ones first."""
    tender = {
        code
        for held in get_global("territory_currencies").values()
        for code, _start, end, is_tender in held
        if end is None and is_tender
    }
    return (*_COMMON, *sorted(tender - set(_COMMON)))


CURRENCIES = _current_currencies()
_KNOWN = frozenset(list_currencies())


def is_currency(code: object) -> bool:
    """Any ISO code CLDR knows, past ones too: an old price must stay readable."""
    return isinstance(code, str) and code in _KNOWN


def currency_choices(locale: Locale | str | None = None) -> list[tuple[str, str]]:
    """(code, “Euro (EUR)”) for a select, the common ones first."""
    language = _language(locale)
    return [(code, f"{get_currency_name(code, locale=language)} ({code})") for code in CURRENCIES]


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """`amount` counts minor units: Money(1250, "EUR") is €12.50, Money(1250, "JPY") is ¥1,250."""

    amount: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.amount) is not int:
            raise TypeError("An amount is a whole number of minor units.")
        if not is_currency(self.currency):
            raise UnknownCurrency(self.currency)

    @classmethod
    def parse(cls, text: str, currency: str) -> Money:
        """What a person typed: `12`, `12,5`, `1.299,00`, `1,299.00 €`. Raises BadAmount."""
        precision = _precision(currency)
        number = _typed_number(text, currency, precision)
        if len(number.partition(".")[2].rstrip("0")) > precision:
            raise BadAmount(_l("This price has more decimals than its currency."))
        return cls.from_decimal(number, currency)

    @classmethod
    def from_decimal(cls, number: Decimal | str, currency: str) -> Money:
        """A number of major units, rounded half up to the currency's coins. Raises BadAmount."""
        precision = _precision(currency)
        number = _finite(number)
        if number < 0:
            raise BadAmount(_l("A price can’t be less than nothing."))
        if number.adjusted() > 15 or number.scaleb(precision) > LARGEST:
            raise BadAmount(_l("This price is too large."))
        return cls(int(number.scaleb(precision).quantize(Decimal(1), ROUND_HALF_UP)), currency)

    def decimal(self) -> Decimal:
        return Decimal(self.amount).scaleb(-_precision(self.currency))

    def format(self, locale: Locale | str | None = None) -> str:
        """`€12.50`, as the given locale or the reader's writes it."""
        return str(format_currency(self.decimal(), self.currency, locale=_language(locale)))

    text = format

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._same(other), self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._same(other), self.currency)

    def __lt__(self, other: Money) -> bool:
        return self.amount < self._same(other)

    def _same(self, other: Money) -> int:
        if not isinstance(other, Money) or other.currency != self.currency:
            raise TypeError(f"{self.currency} and {other!r} don't go together.")
        return other.amount


def total_by_currency(amounts: Iterable[Money]) -> list[Money]:
    """One sum a currency, by code."""
    totals: dict[str, int] = {}
    for money in amounts:
        totals[money.currency] = totals.get(money.currency, 0) + money.amount
    return [Money(totals[code], code) for code in sorted(totals)]


@cache
def _precision(currency: str) -> int:
    if not is_currency(currency):
        raise UnknownCurrency(currency)
    return int(get_currency_precision(currency))


def _language(locale: Locale | str | None) -> Locale | str:
    return locale or get_locale() or "en"


def _finite(number: Decimal | str) -> Decimal:
    if isinstance(number, str) and len(number) > _LONGEST_TEXT + 2:
        raise BadAmount(_l("Write the price as a number, like 12.50."))
    try:
        number = Decimal(number)
    except (InvalidOperation, TypeError, ValueError):
        raise BadAmount(_l("Write the price as a number, like 12.50.")) from None
    if not number.is_finite():
        raise BadAmount(_l("Write the price as a number, like 12.50."))
    return number


def _typed_number(text: str, currency: str, precision: int) -> str:
    """ASCII digits with at most one point; what groups thousands is gone."""
    bare = _bare(text, currency)
    if bare.startswith(("-", "−")):
        raise BadAmount(_l("A price can’t be less than nothing."))
    whole, fraction = _parted(bare, precision)
    digits = whole + fraction
    if not digits or not (digits.isascii() and digits.isdigit()):
        raise BadAmount(_l("Write the price as a number, like 12.50."))
    return f"{whole or '0'}.{fraction}"


def _bare(text: str, currency: str) -> str:
    if len(text) > _LONGEST_TEXT:
        raise BadAmount(_l("Write the price as a number, like 12.50."))
    bare = text.upper()
    for sign in (currency, get_currency_symbol(currency, locale="en").upper()):
        bare = bare.removeprefix(sign) if bare.startswith(sign) else bare.strip().removesuffix(sign)
    return "".join(_plain(char) for char in bare if not (char.isspace() or char in "'’"))


def _plain(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return {"٫": ".", "٬": ","}.get(char, char)


def _parted(bare: str, precision: int) -> tuple[str, str]:
    """Digits before and after the decimal sign, be it a comma or a point.

    With both in use the last is the decimal sign. One alone is, unless three digits follow it where
    the currency has fewer: `1.299` euros are many, `1.299` dinars one and a bit.
    """
    last = max(bare.rfind(","), bare.rfind("."))
    if last < 0:
        return bare, ""
    sign, other = bare[last], "," if bare[last] == "." else "."
    whole, fraction = bare[:last], bare[last + 1 :]
    if other in whole:
        return (_ungrouped(whole, other), fraction) if sign not in whole else ("?", "")
    if sign in whole or _is_group(whole, fraction, precision):
        return _ungrouped(bare, sign), ""
    return whole, fraction


def _is_group(whole: str, fraction: str, precision: int) -> bool:
    return len(fraction) == 3 > precision and 1 <= len(whole) <= 3 and not whole.startswith("0")


def _ungrouped(number: str, sign: str) -> str:
    """`1.299.000` and `12.99.000` (India) are grouped; `1.2.3` is not a number."""
    first, *middle, last = number.split(sign)
    is_grouped = 1 <= len(first) <= 3 and len(last) == 3 and all(len(g) in (2, 3) for g in middle)
    return first + "".join(middle) + last if is_grouped else "?"
