from __future__ import annotations

import re
from collections.abc import Callable

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
    "//*[@itemprop='brand' or @id='brand' or @id='bylineInfo'"
    " or contains(@class,'product-brand') or contains(@class,'brand-name')"
    " or contains(@class,'product__vendor')]"
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


def byline(evidence: Evidence) -> str | None:
    """A short element called brand near the heading."""
    for element in evidence.page.tree.xpath(_BYLINE)[:5]:
        text = tidy(element.get("content") or text_of(element, 80))
        if _ROLE.search(text):
            continue
        text = cleaned(text)
        if 1 < len(text) < 40 and text.lower() not in _NO_BRAND and not text.isdigit():
            return text
    return None
