"""The rules, field by field, in the order they are tried. One rule is one small function."""

from __future__ import annotations

import re

from community.clipping import handover, pictures, stock, titles
from community.clipping.addresses import canonical_address
from community.clipping.brands import (
    brand_of,
    byline,
    cleaned,
    is_brand,
    linked_in_heading,
    told_in_a_row,
)
from community.clipping.embedded import embedded_brand
from community.clipping.evidence import Evidence
from community.clipping.products import Product
from community.clipping.row import Row, Rule, labelled, of


def title_of(kind: str) -> Rule:
    def rule(evidence: Evidence) -> str | None:
        product: Product | None = getattr(evidence, kind)
        if not product or not is_a_name(product.name, evidence):
            return None
        name, heading = product.name, evidence.heading
        if titles.runs_on(name, heading):
            name = heading
        return titles.without_shop(name, evidence.shop, heading)

    return rule


def is_a_name(text: str, evidence: Evidence) -> bool:
    return (
        bool(titles.words(text))
        and "{{" not in text
        and "".join(titles.words(text)) not in evidence.shop
    )


def heading_in_title(evidence: Evidence) -> str | None:
    """The heading, when the title tag or og:title tells the same."""
    heading, told = (
        evidence.heading,
        evidence.page.title_tag + " " + evidence.labels.first("og:title"),
    )
    is_told = titles.coverage(heading, told) >= 0.6
    return (
        titles.without_shop(heading, evidence.shop)
        if is_told and is_a_name(heading, evidence)
        else None
    )


def og_title(evidence: Evidence) -> str | None:
    text = evidence.labels.first("og:title", "twitter:title")
    kept = titles.best_of_title_tag(text, evidence.shop, evidence.heading)
    return kept if is_a_name(kept, evidence) else None


def title_tag(evidence: Evidence) -> str | None:
    kept = titles.best_of_title_tag(evidence.page.title_tag, evidence.shop, evidence.heading)
    return kept if is_a_name(kept, evidence) else None


def any_heading(evidence: Evidence) -> str | None:
    return evidence.heading if is_a_name(evidence.heading, evidence) else None


def image_of(kind: str) -> Rule:
    def rule(evidence: Evidence) -> str | None:
        product: Product | None = getattr(evidence, kind)
        return next(iter(pictures.photos(evidence.page, product.images if product else [])), None)

    return rule


def og_image(evidence: Evidence) -> str | None:
    found = evidence.labels.all("og:image:secure_url", "og:image", "og:image:url")
    return next(iter(pictures.photos(evidence.page, found)), None)


def twitter_image(evidence: Evidence) -> str | None:
    found = evidence.labels.all("twitter:image", "twitter:image:src")
    return next(iter(pictures.photos(evidence.page, found)), None)


def linked_image(evidence: Evidence) -> str | None:
    found = evidence.page.tree.xpath("//link[@rel='image_src']/@href")
    return next(iter(pictures.photos(evidence.page, [str(f) for f in found[:3]])), None)


def image_in_page(evidence: Evidence) -> str | None:
    found = pictures.largest_near(evidence.page.tree, evidence.heading_element, evidence.name)
    return next(iter(pictures.photos(evidence.page, found)), None)


def availability_of(kind: str) -> Rule:
    def rule(evidence: Evidence) -> str | None:
        product: Product | None = getattr(evidence, kind)
        return stock.of_offers([o.availability for o in product.offers]) if product else None

    return rule


def availability_label(evidence: Evidence) -> str | None:
    found = evidence.labels.all(
        "product:availability", "og:availability", "og:product:availability"
    )
    twitter = [
        data for label, data in evidence.labels.twitter() if "avail" in label or "stock" in label
    ]
    return stock.of_offers([*found, *twitter])


def canonical_link(evidence: Evidence) -> str | None:
    found = evidence.page.tree.xpath("//link[@rel='canonical']/@href")[:1]
    whole = evidence.page.absolute(str(found[0])) if found else None
    return canonical_address(whole) if whole else None


def og_address(evidence: Evidence) -> str | None:
    whole = evidence.page.absolute(evidence.labels.first("og:url") or "")
    return canonical_address(whole) if whole and evidence.labels.first("og:url") else None


def own_address(evidence: Evidence) -> str | None:
    return canonical_address(evidence.page.url) or None


def brand_in_scripts(evidence: Evidence) -> str | None:
    names = dict.fromkeys(n for n in (evidence.name, evidence.heading) if n)
    found = (embedded_brand(evidence.page.scripts, name) for name in names)
    name = cleaned(next(filter(None, found), ""))
    return name if is_brand(name) else None


_TAG = re.compile(r"<[^<>]{0,300}>")


def description_of(kind: str) -> Rule:
    """Shops put markup into descriptions: only the words are kept."""

    def rule(evidence: Evidence) -> str | None:
        product: Product | None = getattr(evidence, kind)
        return _TAG.sub(" ", product.description) or None if product else None

    return rule


FIELDS: dict[str, tuple[Row, ...]] = {
    "title": (
        Row("json-ld", "certain", title_of("json_ld")),
        Row("microdata", "certain", title_of("microdata")),
        Row("rdfa", "likely", title_of("rdfa")),
        Row("visible", "likely", heading_in_title),
        Row("opengraph", "likely", og_title),
        Row("title", "guess", title_tag),
        Row("visible", "guess", any_heading),
    ),
    "image": (
        Row("opengraph", "certain", og_image),
        Row("json-ld", "certain", image_of("json_ld")),
        Row("microdata", "likely", image_of("microdata")),
        Row("twitter", "likely", twitter_image),
        Row("meta", "likely", linked_image),
        Row("visible", "guess", image_in_page),
    ),
    "brand": (
        Row("json-ld", "certain", brand_of("json_ld")),
        Row("microdata", "certain", brand_of("microdata")),
        Row(
            "opengraph",
            "likely",
            labelled("product:brand", "og:brand", "og:product:brand", "brand"),
        ),
        Row("visible", "guess", told_in_a_row),
        Row("visible", "guess", byline),
        Row("visible", "guess", linked_in_heading),
        Row("embedded", "guess", brand_in_scripts),
    ),
    "availability": (
        Row("json-ld", "likely", availability_of("json_ld")),
        Row("microdata", "likely", availability_of("microdata")),
        Row("rdfa", "likely", availability_of("rdfa")),
        Row("opengraph", "likely", availability_label),
    ),
    "canonical_url": (
        Row("meta", "certain", canonical_link),
        Row("opengraph", "likely", og_address),
        Row("address", "guess", own_address),
    ),
    "gtin": (
        Row("json-ld", "certain", of("json_ld", "gtin")),
        Row("microdata", "certain", of("microdata", "gtin")),
    ),
    "mpn": (
        Row("json-ld", "certain", of("json_ld", "mpn")),
        Row("microdata", "certain", of("microdata", "mpn")),
        Row("opengraph", "likely", labelled("product:mfr_part_no", "product:mpn")),
    ),
    "sku": (
        Row("json-ld", "certain", of("json_ld", "sku")),
        Row("microdata", "certain", of("microdata", "sku")),
        Row("opengraph", "likely", labelled("product:retailer_item_id", "product:sku")),
    ),
    "category": (
        Row("json-ld", "likely", of("json_ld", "category")),
        Row("microdata", "likely", of("microdata", "category")),
        Row("opengraph", "likely", labelled("product:category")),
    ),
    "delivery": (
        Row("json-ld", "likely", of("json_ld", "delivery")),
        Row("microdata", "likely", of("microdata", "delivery")),
        Row("visible", "guess", handover.delivery_seen),
    ),
    "pickup": (
        Row("json-ld", "likely", of("json_ld", "pickup")),
        Row("microdata", "likely", of("microdata", "pickup")),
        Row("visible", "guess", handover.pickup_seen),
    ),
    "in_shops": (
        Row("json-ld", "likely", of("json_ld", "in_shops")),
        Row("microdata", "likely", of("microdata", "in_shops")),
        Row("visible", "guess", handover.shops_seen),
    ),
    "description": (
        Row("opengraph", "likely", labelled("og:description")),
        Row("json-ld", "likely", description_of("json_ld")),
        Row("microdata", "likely", description_of("microdata")),
        Row("meta", "likely", labelled("description", "twitter:description")),
    ),
}
