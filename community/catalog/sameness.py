"""The same thing under another address: known by what the world calls it.

Two kinds of codes stand in `product_codes`. Those of proven retailers' feeds (`gtin:…`, `mpn:…`)
bind: a feed's row with the code is that product. Those of pages that members clipped (`seen:…`)
only raise the question, since any page can carry any number: the member is asked, and moderators
are shown the pair.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, update

from community.catalog.models import Code, Likeness, Product
from community.catalog.models.merge import stands
from community.clipping.codes import world_codes
from community.core.db import change
from community.core.upsert import insert_or_ignore
from community.extensions import db

SEEN = "seen:"


def codes_in(found: dict[str, Any]) -> list[str]:
    told = [str(found.get(name) or "") for name in ("gtin", "brand", "mpn")]
    return world_codes(*told)


def known_as(codes: list[str]) -> Product | None:
    """What is on show under one of these codes; a feed's word before a page's, GTIN first."""
    wanted = [*codes, *(SEEN + code for code in codes)]
    if not wanted:
        return None
    query = select(Code.code, Product).join(Product, Product.id == Code.product_id)
    rows = db.session.execute(query.where(Code.code.in_(wanted), *stands(Product))).unique().all()
    found = {row.code: row.Product for row in rows}
    return next((found[code] for code in wanted if code in found), None)


def note_codes(product: Product, codes: list[str]) -> None:
    """Keep what a page calls the product, and show moderators whom else it calls so. Inside
    `writing()`. What nobody can meet gives its code up to whoever comes next."""
    other = known_as(codes)
    if other is not None and other.id != product.id:
        Likeness.suggest(product.id, other.id, "code")
        return
    for code in (SEEN + code for code in codes):
        if not insert_or_ignore(Code, {"product_id": product.id, "code": code}):
            met = select(Product.id).where(Product.id == Code.product_id, *stands(Product))
            held = Code.code == code, ~met.exists()
            change(update(Code).where(*held).values(product_id=product.id))


def tell_of_seen(codes: dict[str, int]) -> None:
    """A feed has brought codes (code → product): pages that said the same, for moderators."""
    seen = select(Code).where(Code.code.in_([SEEN + code for code in codes]))
    for each in db.session.scalars(seen):
        Likeness.suggest(codes[each.code.removeprefix(SEEN)], each.product_id, "code")
