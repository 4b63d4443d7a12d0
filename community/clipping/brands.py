from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

from lxml.html import HtmlElement

from community.clipping.document import text_of, tidy
from community.clipping.evidence import Evidence
from community.clipping.products import Product
from community.clipping.words import listed

Rule = Callable[[Evidence], "str | None"]
_NO_BRAND = listed("""
    brand marca marke marque n/a none null unknown generic no-brand
""")


def brand_of(kind: str) -> Rule:
    def rule(evidence: Evidence) -> str | None:
        product: Product | None = getattr(evidence, kind)
        name = cleaned(product.brand).rpartition(":")[2].strip() if product else ""
        is_junk = name.lower() in _NO_BRAND or len(name.split()) > 5 or "{{" in name
        return None if is_junk else name

    return rule


_BYLINE = (
    "//*[@itemprop='brand' or @id='brand' or @id='bylineInfo' or contains(@class,'brand')"
    " or contains(@class,'vendor') or contains(@class,'manufacturer')"
    " or contains(@class,'designer-name') or contains(@data-testid,'product-brand')]"
)
_IDS = ("brand", "bylineInfo")
_MARKED = re.compile(
    r"product-brand|brand-name|product__vendor|(?:^| )brand(?: |$)|__brand|manufacturer|"
    r"designer-name"
)


_LEAD = re.compile(
    r"^(?:(?:brand|marca|marque|marke|merk|märke|značka|brend|бренд|марка|メーカー|品牌|브랜드)"
    r"\s{0,3}[:：]|visit the|visita (?:lo store di|la tienda de)|visitez la boutique|"
    r"besuche(?:n sie)? den|bezoek de|by|von|par|da|de chez)\s{1,3}",
    re.I,
)
_TRAIL = re.compile(r"[\s-]{1,3}(?:store|shop)$", re.I)
# A book's byline names people by what they did.
_ROLE = re.compile(r"\((?:author|autor|auteur|autore|editor|illustrator|artist)[^)]{0,20}\)", re.I)


def cleaned(text: str) -> str:
    """“Visit the Reed Store”, “Marque : Reed”: the name alone."""
    bare = _LEAD.sub("", text.strip().lstrip("\u200e"))
    return _TRAIL.sub("", bare).strip() if bare != text.strip() else bare


def linked_in_heading(evidence: Evidence) -> str | None:
    """“<h1><a>Reed</a> Basket</h1>”: a part of the heading leads to all of that brand."""
    heading = evidence.heading_element
    links = heading.xpath(".//a[@href]")[:3] if heading is not None else []
    for link in links:
        text = cleaned(text_of(link, 80))
        if is_brand(text) and text.casefold() != evidence.heading.casefold():
            return text
    return None


def byline(evidence: Evidence) -> str | None:
    """A short element called brand near the heading."""
    found = evidence.page.tree.xpath(_BYLINE)[:200]
    for element in [e for e in found if _is_marked(e)][:12]:
        text = tidy(element.get("content") or text_of(element, 80))
        if _ROLE.search(text) or _is_of_others(element):
            continue
        text = cleaned(text)
        if is_brand(text):
            return text
    return None


_LABEL = re.compile(
    r"^(?:brand(?: name)?|make|manufacturer|marke|hersteller|marque|fabricant|marca|fabricante|"
    r"produttore|merk|fabrikant|märke|varumärke|tillverkare|mærke|merke|producent|fabrikat|"
    r"valmistaja|tuotemerkki|marka|značka|výrobca|výrobce|proizvođač|proizvajalec|"
    r"gyártó|brend|бренд|марка|производитель|бренд|виробник|μάρκα|"
    r"メーカー|ブランド|品牌|브랜드|제조사|thương hiệu|merek|العلامة التجارية|מותג)"
    r"\s{0,3}[:：]?\s{0,3}(?P<name>.{0,60})$",
    re.I,
)
_BY = re.compile(r"^(?:by|von|par|por|di|door|av|af|de chez|od)$", re.I)


def _is_marked(element: HtmlElement) -> bool:
    told = element.get("itemprop") or element.get("data-testid") or element.get("id") in _IDS
    return bool(told) or bool(_MARKED.search(element.get("class") or ""))


def told_in_a_row(evidence: Evidence) -> str | None:
    """“Marque: Reed” in a line, a list or a table of details; or “by” and a link."""
    for element, line in evidence.lines:
        text = tidy(line, 80)
        if found := _LABEL.match(text):
            name = found["name"] if ":" in text or "：" in text else ""
            name = name or _value_beside(element)
        elif _BY.match(text):
            name = _first_link(element)
        else:
            continue
        if is_brand(name) and not _is_of_others(element):
            return cleaned(name)
    return None


def _value_beside(label: HtmlElement) -> str:
    """What stands in the label’s own element, behind it, or in the next cell."""
    first = next(label.iterchildren(), None)
    if first is not None:
        return text_of(first, 80)
    for element in (label, label.getparent()):
        if element is None:
            break
        if tail := tidy(element.tail, 80).strip(" :："):
            return tail
        following = element.getnext()
        if following is not None:
            return text_of(following, 80)
    return ""


def _first_link(element: HtmlElement) -> str:
    link = next(element.iterchildren("a"), None)
    return text_of(link, 80) if link is not None else ""


_NO_NAME = re.compile(
    r"\d{6}|[:;/{}<>?!]|^\d+\s|\b(?:log ?in|sign ?in|select|choose|view all|see all|all brands)\b",
    re.I,
)


def is_brand(name: str) -> bool:
    return (
        1 < len(name) < 40
        and name.lower() not in _NO_BRAND
        and len(name.split()) <= 4
        and bool(re.search(r"[^\W\d_]", name))
        and not _NO_NAME.search(name)
    )


def _is_of_others(element: HtmlElement) -> bool:
    """A filter, a menu, another thing on the shelf."""
    chain = [element, *islice(element.iterancestors(), 12)]
    if any(e.tag in ("nav", "footer", "aside", "form", "select", "header") for e in chain):
        return True
    marks = " ".join(e.get("class", "") + " " + e.get("id", "") for e in chain).lower()
    return bool(_OTHERS.search(marks))


_OTHERS = re.compile(r"filter|facet|related|similar|recommend|upsell|cross-?sell|carousel|menu")
