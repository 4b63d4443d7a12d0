"""Signs and codes of money, and which country a bare sign is spoken in."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from community.clipping.words import listed

ISO = listed("""
    AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP
    BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP
    GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS
    KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR
    MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF
    SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD
    TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWL
""")
NO_DECIMALS = listed("""
    BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF IDR
""")
THREE_DECIMALS = listed("""
    BHD IQD JOD KWD LYD OMR TND
""")

# Signs that name one currency wherever they stand.
SIGNS = {
    "€": "EUR",
    "eur": "EUR",
    "euro": "EUR",
    "£": "GBP",
    "₤": "GBP",
    "₹": "INR",
    "₽": "RUB",
    "руб": "RUB",
    "рублей": "RUB",
    "₩": "KRW",
    "원": "KRW",
    "円": "JPY",
    "zł": "PLN",
    "kč": "CZK",
    "lei": "RON",
    "лв": "BGN",
    "грн": "UAH",
    "₴": "UAH",
    "₺": "TRY",
    "tl": "TRY",
    "₫": "VND",
    "đ": "VND",
    "฿": "THB",
    "r$": "BRL",
    "nt$": "TWD",
    "hk$": "HKD",
    "s$": "SGD",
    "a$": "AUD",
    "au$": "AUD",
    "c$": "CAD",
    "ca$": "CAD",
    "cdn$": "CAD",
    "us$": "USD",
    "nz$": "NZD",
    "mx$": "MXN",
    "kn": "HRK",
    "fr.": "CHF",
    "₱": "PHP",
    "rm": "MYR",
    "rp": "IDR",
    "₪": "ILS",
    "₦": "NGN",
    "ksh": "KES",
    "₸": "KZT",
    "₾": "GEL",
    "₼": "AZN",
    "₲": "PYG",
    "₡": "CRC",
    "s/": "PEN",
    "b/.": "PAB",
    "₮": "MNT",
    "درهم": "AED",
    "ريال": "SAR",
    "جنيه": "EGP",
    "rur": "RUB",
    "byr": "BYN",
    "sfr.": "CHF",
    "br.": "BYN",
    "din": "RSD",
    "ден": "MKD",
    "₵": "GHS",
    "руб.": "RUB",
}
# Signs several countries share: the country decides, else the first.
SHARED: dict[str, dict[str, str | None]] = {
    "$": {
        "": "USD",
        "au": "AUD",
        "ca": "CAD",
        "nz": "NZD",
        "sg": "SGD",
        "hk": "HKD",
        "tw": "TWD",
        "mx": "MXN",
        "ar": "ARS",
        "cl": "CLP",
        "co": "COP",
        "uy": "UYU",
    },
    "kr": {"": None, "se": "SEK", "no": "NOK", "dk": "DKK", "is": "ISK"},
    "rs": {"": "INR", "in": "INR", "pk": "PKR", "lk": "LKR", "np": "NPR", "mu": "MUR"},
    "¥": {"": "JPY", "jp": "JPY", "cn": "CNY"},
    "р": {"": "RUB", "ru": "RUB", "by": "BYN"},
    "r": {"": None, "za": "ZAR"},
    "元": {"": "CNY", "tw": "TWD", "hk": "HKD"},
    "ft": {"": None, "hu": "HUF"},
    "dkr": {"": "DKK"},
    "skr": {"": "SEK"},
    "nkr": {"": "NOK"},
}
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
_LOCALE = re.compile(r"^(?:([a-z]{2})[-_])?([a-z]{2})$", re.I)
_WORDS = listed("""
    ALL TOP CUP MOP SOS BAM
""")  # capitals that shops shout
_SIGN_WORDS = sorted({*SIGNS, *SHARED}, key=len, reverse=True)


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
    found = _LOCALE.match(language)
    region = found.group(2).lower() if found and found.group(1) else ""
    return region if region in _COUNTRIES else ""


def code_of(sign: str | None, country: str = "") -> str | None:
    """ISO code of a written sign or code; None when it names none."""
    if not sign:
        return None
    word = sign.strip().strip(":*").lower()
    if word.upper() in ISO:
        return word.upper()
    if word.rstrip(".") in SHARED:
        choices = SHARED[word.rstrip(".")]
        return choices.get(country, choices[""])
    return SIGNS.get(word) or SIGNS.get(word.rstrip("."))


def _edge(word: str) -> str:
    left = r"(?<![^\W\d_])" if word[0].isalpha() else ""
    right = r"(?![^\W\d_])" if word[-1].isalpha() else ""
    return left + re.escape(word) + right


SIGN_PATTERN = "|".join(
    [_edge(w) for w in _SIGN_WORDS]
    + [r"(?-i:(?<![^\W\d_])(?:" + "|".join(sorted(ISO - _WORDS)) + r")(?![^\W\d_]))"]
)
SIGN = re.compile(SIGN_PATTERN, re.I)
