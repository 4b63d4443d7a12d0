"""One page in, facts out: every row of the table is tried in order, the first answer stands."""

from __future__ import annotations

from community.clipping import pictures, stock
from community.clipping.document import Page, text_of, tidy
from community.clipping.evidence import Evidence
from community.clipping.facts import Fact, Facts
from community.clipping.prices import price_and_currency
from community.clipping.rules import FIELDS
from community.clipping.walls import find_wall

LIMITS = {"title": 300, "brand": 120, "image": 2000, "canonical_url": 2000, "description": 2000}


def read(html: str | bytes, url: str, charset: str | None = None) -> Facts:
    page = Page(html, url, charset)
    evidence = Evidence(page)
    wall = find_wall(page, has_product=any(p.name and p.offers for p in evidence.products))
    if wall:
        return Facts(wall=wall)
    found = {field: first_fact(field, evidence) for field in FIELDS}
    price, currency = price_and_currency(evidence)
    found["availability"] = availability(found["availability"], price, evidence)
    return Facts(price=price, currency=currency, images=all_pictures(evidence), **found)


def first_fact(field: str, evidence: Evidence) -> Fact | None:
    for row in FIELDS[field]:
        value = tidy(row.rule(evidence), LIMITS.get(field, 120))
        if value:
            return Fact(value, row.source, row.confidence)
    return None


def availability(stated: Fact | None, price: Fact | None, evidence: Evidence) -> Fact | None:
    """Plain words near the heading overrule an InStock that the shop forgot to change."""
    gone, buy = seen_words(evidence)
    if gone and not buy:
        return Fact("out_of_stock", "visible", "likely")
    if stated:
        return stated
    return Fact("in_stock", "visible", "guess") if buy and price else None


def seen_words(evidence: Evidence) -> tuple[bool, bool]:
    gone = buy = False
    is_after = evidence.heading_element is None
    for seen, element in enumerate(evidence.page.tree.iter()):
        is_after = is_after or element is evidence.heading_element
        if not is_after or seen > 30_000 or not isinstance(element.tag, str):
            continue
        for text in (element.text, element.tail, element.get("value"), element.get("aria-label")):
            if text and len(text) < 300 and (short := text.strip()):
                gone = gone or stock.says_gone(short)
                buy = buy or stock.says_buy(short)
    return gone, buy


def all_pictures(evidence: Evidence) -> tuple[str, ...]:
    labels = evidence.labels.all("og:image:secure_url", "og:image", "twitter:image")
    listed = [image for product in evidence.products for image in product.images]
    return tuple(pictures.photos(evidence.page, [*labels, *listed]))


def whole_text(page: Page) -> str:
    return text_of(page.tree, 20_000)
