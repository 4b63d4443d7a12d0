"""One page in, facts out: every row of the table is tried in order, the first answer stands."""

from __future__ import annotations

from typing import Any

from community.clipping import pictures, stock
from community.clipping.document import Page, tidy
from community.clipping.evidence import Evidence
from community.clipping.facts import Fact, Facts
from community.clipping.prices import is_for_nothing, price_and_currency
from community.clipping.rules import FIELDS
from community.clipping.spots import Spot, find_spots
from community.clipping.walls import find_wall

LIMITS = {"title": 300, "brand": 120, "image": 2000, "canonical_url": 2000, "description": 2000}


def read(html: str | bytes, url: str, charset: str | None = None) -> Facts:
    return facts_of(Evidence(Page(html, url, charset)))


def read_with_spots(
    html: str | bytes, url: str, charset: str | None = None
) -> tuple[Facts, list[Spot]]:
    """The facts, and where on the page other answers stand."""
    evidence = Evidence(Page(html, url, charset))
    facts = facts_of(evidence)
    return facts, [] if facts.wall else find_spots(evidence)


def facts_of(evidence: Evidence) -> Facts:
    has_product = any(p.name and p.offers for p in evidence.products)
    wall = find_wall(evidence.page, has_product=has_product)
    if wall:
        return Facts(wall=wall)
    found: dict[str, Any] = {field: first_fact(field, evidence) for field in FIELDS}
    price, currency = price_and_currency(evidence)
    found["availability"] = availability(found["availability"], price, evidence)
    return Facts(
        price=price,
        currency=currency,
        images=all_pictures(evidence),
        variants=all_variants(evidence),
        **found,
    )


def first_fact(field: str, evidence: Evidence) -> Fact | None:
    for row in FIELDS[field]:
        value = tidy(row.rule(evidence), LIMITS.get(field, 120))
        if value:
            return Fact(value, row.source, row.confidence)
    return None


def availability(stated: Fact | None, price: Fact | None, evidence: Evidence) -> Fact | None:
    """Plain words near the heading overrule an InStock that the shop forgot to change.

    Where nothing is said, a button to buy it counts, or an offer with a price.
    """
    said = stock.said_first(evidence.page.tree, evidence.heading_element)
    if said == "gone":
        return Fact("out_of_stock", "visible", "likely")
    if stated and stated.value == "in_stock" and is_for_nothing(evidence):
        return Fact("out_of_stock", stated.source, "guess")
    if stated:
        return stated
    if said == "buy" or (price and stock.is_for_sale(evidence.page.tree)):
        return Fact("in_stock", "visible", "guess")
    offering = next((p for p in evidence.products if any(o.price for o in p.offers)), None)
    return Fact("in_stock", offering.source, "guess") if offering and price else None


def all_pictures(evidence: Evidence) -> tuple[str, ...]:
    labels = evidence.labels.all("og:image:secure_url", "og:image", "twitter:image")
    listed = [image for product in evidence.products for image in product.images]
    return tuple(pictures.photos(evidence.page, [*labels, *listed]))


def all_variants(evidence: Evidence) -> tuple[dict[str, str], ...]:
    """Each with what is told of size, colour, price, stock, and its own address."""
    told = next((p.variants for p in evidence.products if p.variants), [])
    whole = evidence.page.absolute
    return tuple({**each, "url": whole(each.get("url") or "") or ""} for each in told)
