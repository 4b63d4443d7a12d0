from __future__ import annotations

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
        name = product.brand.rpartition(":")[2].strip() if product else ""
        is_junk = name.lower() in _NO_BRAND or len(name.split()) > 5 or "{{" in name
        return None if is_junk else name

    return rule


_BYLINE = (
    "//*[@itemprop='brand' or @id='brand' or @id='bylineInfo'"
    " or contains(@class,'product-brand') or contains(@class,'brand-name')"
    " or contains(@class,'product__vendor')]"
)


def byline(evidence: Evidence) -> str | None:
    """A short element called brand near the heading."""
    for element in evidence.page.tree.xpath(_BYLINE)[:5]:
        text = tidy(element.get("content") or text_of(element, 80))
        for lead in (
            "Brand:",
            "Marca:",
            "Marque:",
            "Marke:",
            "Visit the",
            "Visita lo Store di",
            "by ",
        ):
            text = text.removeprefix(lead).strip()
        if 1 < len(text) < 40 and text.lower() not in _NO_BRAND and not text.isdigit():
            return text.removesuffix(" Store").strip()
    return None
