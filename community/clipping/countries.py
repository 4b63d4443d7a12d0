"""In which country a page sells: by its address, else by its language."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from community.clipping.words import listed

_EURO = listed("at be cy de ee es fi fr gr hr ie it lt lu lv mt nl pt si sk")
COUNTRY_MONEY = {
    "us": "USD",
    "gb": "GBP",
    "uk": "GBP",
    "au": "AUD",
    "ca": "CAD",
    "nz": "NZD",
    "jp": "JPY",
    "in": "INR",
    "ch": "CHF",
    "se": "SEK",
    "no": "NOK",
    "dk": "DKK",
    "pl": "PLN",
    "cz": "CZK",
    "hu": "HUF",
    "ro": "RON",
    "bg": "EUR",
    "kr": "KRW",
    "tw": "TWD",
    "br": "BRL",
    "mx": "MXN",
    "tr": "TRY",
    "ua": "UAH",
    "ru": "RUB",
    "by": "BYN",
    "cn": "CNY",
    "hk": "HKD",
    "sg": "SGD",
    **dict.fromkeys(_EURO, "EUR"),
}
_COUNTRIES = frozenset(COUNTRY_MONEY) | listed("""
    ar cl uy pk lk np mu is za th my id ph vn il ae sa eg rs
""")
_NOT_COUNTRIES = listed("""
    co in io me tv ai cc to ly is
""")
_AT_HOME = {
    "sv": "se",
    "da": "dk",
    "nb": "no",
    "nn": "no",
    "no": "no",
    "is": "is",
    "ja": "jp",
    "cs": "cz",
    "hu": "hu",
    "pl": "pl",
    "uk": "ua",
    "he": "il",
    "th": "th",
    "vi": "vn",
}
_LOCALE = re.compile(r"^(?:([a-z]{2})[-_])?([a-z]{2})$", re.I)


def country_of(url: str, language: str = "") -> str:
    """Two letters, from the path, the host's end, its beginning, the page's language; else ''."""
    try:
        parts = urlsplit(url)
        labels = (parts.hostname or "").split(".")
    except ValueError:
        return ""
    for guess in (
        _of_path(parts.path),
        _of_ending(labels),
        _of_beginning(labels),
        _region(language),
    ):
        if guess:
            return guess
    return ""


def _of_path(path: str) -> str:
    segments = [s for s in path.split("/") if s][:2]
    for segment in segments:
        found = _LOCALE.match(segment)
        if found and found.group(1) and found.group(2).lower() in _COUNTRIES:
            return found.group(2).lower()
    first = segments[0].lower() if segments else ""
    second = segments[1].lower() if len(segments) > 1 else ""
    is_pair = len(second) == 2 or first in ("us", "uk", "gb", "ca", "au", "nz")
    return first if len(first) == 2 and first in _COUNTRIES and is_pair else ""


def _of_ending(labels: list[str]) -> str:
    last = labels[-1].lower()
    if last == "in":
        return last
    return last if last in _COUNTRIES and last not in _NOT_COUNTRIES - {"is"} else ""


def _of_beginning(labels: list[str]) -> str:
    first = labels[0].lower()
    return first if len(labels) > 2 and first in _COUNTRIES - _NOT_COUNTRIES else ""


def _region(language: str) -> str:
    """`zh-Hant-TW` and `en_GB` name a country; a language of one country does so alone."""
    first, *rest = re.split(r"[-_]", language.lower())
    region = rest[-1] if rest and len(rest[-1]) == 2 else _AT_HOME.get(first, "")
    return region if region in _COUNTRIES else ""
