"""The price a shopper sees: near the heading, not struck out, not of related goods or shipping."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from community.clipping.amounts import Price, amount_in, priced
from community.clipping.document import text_of, tidy

LONGEST = 60
CANDIDATES_CAP = 400
TRIES_CAP = 4_000  # short texts with a digit
_DIGIT = re.compile(r"\d")
_CENTS = re.compile(r"\d\d(?!\d)")
_NUMBER_ONLY = re.compile(r"^\W{0,3}\d[\d\s.,'’]{0,14}(?:[-–]{1,2})?\W{0,3}$")
_OTHERS = re.compile(  # marks of what surrounds another thing, at any height
    r"related|similar|recommend|sponsor|upsell|up-sell|cross-?sell|also-?(?:bought|like|view)|"
    r"recently|bundle|accessor|footer|mini-?cart|minicart|"
    r"suggest|trade-?in|warranty|protection|\bsims|simil|other-?products|frequently|add-?on|"
    r"\bnav\b|navbar|megamenu|cart-?drawer|drawer-?cart|search-?result|cookie|promo-?banner|"
    r"top-?banner|gift-?wrap|shovel|carousel",
    re.I,
)
_OTHER_KIND = re.compile(  # and of another amount, close by
    r"(?<!has-)(?<!free-)(?<!with-)(?<!new-)(?:shipping|delivery|instal|klarna|afterpay|affirm|"
    r"review|compare|coupon|finance|loyalty|points|reward|cuotas|parcel|omnibus|lowest|"
    r"payment-?discount|transfer)",
    re.I,
)
KIND_LEVELS = 5
_OLD = re.compile(
    r"old-?price|was-?price|strike|(?:^|[^a-z])(?:was|old|strike|struck|crossed|line-?through|"
    r"rrp|msrp|uvp|before|original|"
    r"list-?price|price-?list|basis-?price|compare-?at|regular-?price-?old|previous|a-text-price|"
    r"per-?unit|unit-?price|base-?price|save|saving|discount-?(?:amount|percent)|you-?save|"
    r"from-?price-?old|"
    r"bez-?dph|without-?vat|excl|netto)(?:[^a-z]|$)",
    re.I,
)
_LEAD = re.compile(  # words before a number that make it another kind of amount
    r"shipping|delivery|versand|livraison|envío|spedizione|doprava|\bsave\b|you save|économ|"
    r"spar(?:en|st)|\bwas\b|\brrp\b|\buvp\b|msrp|list price|statt|au lieu|prima\b|antes\b|over\b|"
    r"orders|trade|credit|deposit|gift card|points|typical|reg\.|excl|ex\.? ?(?:vat|gst|tax)|"
    r"bez dph|payments? of|cuota|raten",
    re.I,
)
_TAX = re.compile(r"excl|ex\.? ?(?:vat|gst|tax)|bez dph", re.I)
_TRAIL = re.compile(  # and words after it
    r"per month|/\s?mo\b|/month|monthly|pro monat|par mois|al mese|% off|\boff\b|bez dph|excl|"
    r"(?:con|por) transferencia|(?:à vista )?no (?:pix|boleto)|en efectivo|con débito|netto|"
    r"ex\.? ?(?:vat|gst|tax)|/ ?(?:kg|100|l\b|ml|oz|lb|unit|count|m²)|per (?:kg|100|unit|oz|lb)|"
    r"installment|mensualit|bis\b",
    re.I,
)
_BLOCKS = ("p", "div", "dl", "ul", "ol", "table", "section", "h2", "h3", "form", "button", "tr")
_KIND_BEHIND = re.compile(r"gift card|points|shipping|delivery|credit|deposit|trade", re.I)
_NOW = re.compile(
    r"sale|current|now|final|special|our|main|buybox|actual|price-?to-?pay|offer-?price|"
    r"core-?price|selling|pay|aktu|total|product-?price|price-?product",
    re.I,
)


@dataclass(frozen=True)
class Seen:
    price: Price
    score: float
    is_old: bool = False


def visible_prices(tree: HtmlElement, heading: HtmlElement | None, country: str) -> list[Seen]:
    """Best first."""
    found = []
    for place, (element, is_after) in enumerate(_candidates(tree, heading)):
        price = _price_of(element, country)
        if price is None or _is_elsewhere(element):
            continue
        score = _score(element, is_after) - min(place, 60) / 15 + _signed(price)
        found.append(Seen(price, score, _is_old(element)))
    return sorted(found, key=lambda seen: -seen.score)


def elements_with_prices(
    tree: HtmlElement, heading: HtmlElement | None, country: str
) -> Iterator[tuple[HtmlElement, Price]]:
    """Every place where a price stands, whatever it is the price of."""
    for element, _is_after in _candidates(tree, heading):
        price = _price_of(element, country)
        if price is not None:
            yield element, price


def _signed(price: Price) -> float:
    return 1.0 if price.currency else -1.5


def _candidates(
    tree: HtmlElement, heading: HtmlElement | None
) -> Iterator[tuple[HtmlElement, bool]]:
    seen: set[HtmlElement] = set()
    for start, is_after in islice(_with_digits(tree, heading), TRIES_CAP):
        whole = _smallest_priced(start)
        if whole is not None and whole not in seen:
            seen.add(whole)
            yield whole, is_after
        if len(seen) >= CANDIDATES_CAP:
            return


def _with_digits(
    tree: HtmlElement, heading: HtmlElement | None
) -> Iterator[tuple[HtmlElement, bool]]:
    body, is_after = tree.find("body"), heading is None
    for element in body.iter() if body is not None else ():
        is_after = is_after or element is heading
        for start, text in ((element, element.text), (element.getparent(), element.tail)):
            if text and start is not None and len(text) < 200 and _DIGIT.search(text):
                yield start, is_after


def _smallest_priced(element: HtmlElement) -> HtmlElement | None:
    for _ in range(4):
        text = text_of(element, LONGEST + 1)
        if len(text) > LONGEST or element.tag in ("body", "html", "option"):
            return None
        if priced(text) or (_marks(element, 1).find("price") >= 0 and _NUMBER_ONLY.match(text)):
            return element
        parent = element.getparent()
        if parent is None:
            return None
        element = parent
    return None


def price_text(element: HtmlElement) -> str:
    """`$229<sup>99</sup>` is no 22999: two figures that begin an element are cents."""
    said = ""
    for piece in islice(element.itertext(), 40):
        is_split = said[-1:].isdigit() and piece[:1].isdigit()
        said += ("." if _CENTS.match(piece) else " ") * is_split + piece
    return tidy(said, LONGEST)


def _price_of(element: HtmlElement, country: str) -> Price | None:
    text = price_text(element)
    found = priced(text, country)
    known = [p for p in found if float(p.amount) > 0]
    if known:
        return known[-1] if _has_struck_part(element) else known[0]
    amount = None if found else amount_in(text)
    return Price(amount) if amount and float(amount) > 0 else None


def _has_struck_part(element: HtmlElement) -> bool:
    return any(inner.tag in ("del", "s", "strike") for inner in element.iterdescendants())


def _marks(element: HtmlElement, levels: int) -> str:
    chain = [element, *list(element.iterancestors())[: levels - 1]]
    names = ("id", "class", "data-testid", "itemprop")
    return " ".join(e.get(name, "")[:200] for e in chain for name in names).lower()


def _is_elsewhere(element: HtmlElement) -> bool:
    chain = [element, *element.iterancestors()]
    if any(e.tag in ("footer", "nav", "aside", "select") for e in chain):
        return True
    if any(e.tag == "a" and _leads_away(e.get("href", "")) for e in chain[:6]):
        return True
    if any(_is_hidden(e) for e in chain[:8]):
        return True
    if _OTHERS.search(_marks(element, 14)) or _OTHER_KIND.search(_marks(element, KIND_LEVELS)):
        return True
    return _is_other_amount(element)


def _is_old(element: HtmlElement) -> bool:
    chain = [element, *list(element.iterancestors())[:5]]
    is_struck = any(e.tag in ("del", "s", "strike") for e in chain)
    return is_struck or bool(_OLD.search(_marks(element, 2)))


def _is_hidden(element: HtmlElement) -> bool:
    style = element.get("style", "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style


def _leads_away(href: str) -> bool:
    return bool(href) and not href.startswith(("#", "javascript"))


def _is_other_amount(element: HtmlElement) -> bool:
    """Shipping, saving, a month’s rate: told by the words beside, up to the next number."""
    text, parent = text_of(element, LONGEST), element.getparent()
    wider = text_of(parent, 160) if parent is not None else text
    start = max(wider.find(text), 0)
    *earlier, before = re.split(r"\d", wider[max(0, start - 25) : start])
    if earlier:  # “100 € excl. VAT, 121 €”: the tax words belong to the number before
        before = _TAX.sub("", before)
    rest = wider[start + len(text) :][:40]
    after = re.split(r"\d", rest[:10], maxsplit=1)[0]
    if _LEAD.search(before + text) or _TRAIL.search(text + after):
        return True
    # “40 €” and then “Shipping: 9 €” or, in a block of its own, “Delivery in 3 days”
    is_label = bool(priced(rest)) or not _goes_on(element)
    return bool(_KIND_BEHIND.search(text if is_label else text + after))


def _goes_on(element: HtmlElement) -> bool:
    following = element.getnext()
    return bool((element.tail or "").strip()) or (
        following is not None and following.tag not in _BLOCKS
    )


def _score(element: HtmlElement, is_after: bool) -> float:
    marks = _marks(element, 4)
    score = 3.0 if is_after else 0.0
    score += (
        2.0 if "price" in marks or "prijs" in marks or "prix" in marks or "cena" in marks else 0.0
    )
    score += 1.5 if _NOW.search(marks) else 0.0
    return score + (0.5 if element.tag in ("b", "strong", "h2", "h3", "ins") else 0.0)
