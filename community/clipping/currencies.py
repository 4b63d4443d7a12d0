"""Signs and codes of money."""

from __future__ import annotations

import re

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
    "б.р.": "BYN",
    "бел. руб.": "BYN",
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
    ":-": {"": None, "se": "SEK", "no": "NOK", "dk": "DKK"},
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
_WORDS = listed("""
    ALL TOP CUP MOP SOS BAM
""")  # capitals that shops shout
_SIGN_WORDS = sorted({*SIGNS, *SHARED}, key=len, reverse=True)


def code_of(sign: str | None, country: str = "") -> str | None:
    """ISO code of a written sign or code; None when it names none."""
    if not sign:
        return None
    word = sign.strip().lower()
    word = word if word in SHARED else word.strip(":*")
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
