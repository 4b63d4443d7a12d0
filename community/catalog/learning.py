"""What members' corrections teach: where on a shop's pages the title, price and picture stand.

A selector counts for the member who has shown it, and for everybody once two more members say that
it is right than say it is wrong. It only chooses among what stands on the shop's page, never says a
value of its own; what it gives is *likely* at best, so each member is asked; and a price that two
sources of the page agree on is not touched.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from sqlalchemy import and_, func, or_, select, update

from community.catalog.models import Clip, Look, Selector, SelectorVoice
from community.clipping.addresses import shop_domain
from community.core.db import change
from community.core.upsert import insert_or_ignore, insert_or_update
from community.extensions import db

NEEDED = 2  # more voices for it than against it
MISSES = 5  # pages in a row that had nothing there
MOST_OF_A_FIELD = 12  # selectors a shop


@dataclass(frozen=True)
class Applied:
    """Facts after the selectors, the selector behind each field, and those that led nowhere."""

    found: dict[str, Any]
    used: dict[str, int]
    missed: tuple[int, ...]


def selectors_for(domain: str, profile_id: int) -> list[Selector]:
    """Those that count for this member, the best agreed on first."""
    score = func.coalesce(func.sum(SelectorVoice.says), 0)
    own = func.max(SelectorVoice.says).filter(SelectorVoice.profile_id == profile_id)
    query = (
        select(Selector)
        .join(SelectorVoice, SelectorVoice.selector_id == Selector.id)
        .where(Selector.domain == domain, Selector.off_at.is_(None), Selector.misses < MISSES)
        .group_by(Selector.id)
        .having(or_(own == 1, and_(score >= NEEDED, own.is_(None))))
        .order_by(func.coalesce(own, 0).desc(), score.desc(), Selector.id)
    )
    return list(db.session.scalars(query))


def apply(
    found: dict[str, Any], spots: Iterable[Iterable[str]], selectors: Iterable[Selector]
) -> Applied:
    places = {(field, path): value for field, path, value in spots}
    after = {**found, "sources": {**found.get("sources", {})}}
    after["confidence"] = {**found.get("confidence", {})}
    used: dict[str, int] = {}
    missed = []
    for selector in selectors:
        value = places.get((selector.field, selector.path))
        if not value:
            missed.append(selector.id)
        elif selector.field not in used and not _is_certain(found, selector.field):
            used[selector.field] = selector.id
            _put(after, selector.field, value)
    return Applied(after, used, tuple(missed))


def _is_certain(found: dict[str, Any], field: str) -> bool:
    """Only of a price does the word mean that two sources agree."""
    return field == "price" and found.get("confidence", {}).get("price") == "certain"


def _put(found: dict[str, Any], field: str, value: str) -> None:
    if field == "price":
        amount, _space, code = value.partition(" ")
        found["price"], found["currency"] = amount, code or found.get("currency")
    else:
        found[field] = value
    found["sources"][field], found["confidence"][field] = "learned", "likely"


def note_reading(used: Iterable[int], missed: Iterable[int]) -> None:
    """A selector that leads nowhere five times running is tried no more; inside `writing()`."""
    hits, gone = list(used), list(missed)
    if hits:
        change(update(Selector).where(Selector.id.in_(hits)).values(misses=0))
    if gone:
        change(update(Selector).where(Selector.id.in_(gone)).values(misses=Selector.misses + 1))


def judge(selector_id: int, profile_id: int, *, is_right: bool) -> None:
    """The member's voice on a selector; their last word counts."""
    values = {"selector_id": selector_id, "profile_id": profile_id, "says": 1 if is_right else -1}
    insert_or_update(SelectorVoice, values, unique=["selector_id", "profile_id"], change=["says"])


def teach(domain: str, field: str, path: str, profile_id: int) -> None:
    """A member has shown where the field stands; inside `writing()`."""
    known = select(Selector.id).where(Selector.domain == domain, Selector.field == field)
    selector_id = db.session.scalar(known.where(Selector.path == path))
    if selector_id is None:
        number = db.session.scalar(select(func.count()).select_from(known.subquery())) or 0
        if number >= MOST_OF_A_FIELD:
            return
        insert_or_ignore(Selector, {"domain": domain, "field": field, "path": path, "misses": 0})
        selector_id = db.session.scalar(known.where(Selector.path == path))
    if selector_id is not None:
        judge(selector_id, profile_id, is_right=True)


def is_agreed(selector_id: int) -> bool:
    """Enough members say so that it may speak for everybody."""
    score = select(func.sum(SelectorVoice.says)).where(SelectorVoice.selector_id == selector_id)
    return (db.session.scalar(score) or 0) >= NEEDED


def for_everybody(clip: Clip) -> dict[str, Any]:
    """What was found, with the page's own word where only this member's selector spoke."""
    lone = [name for name, selector_id in clip.learned.items() if not is_agreed(selector_id)]
    if not lone:
        return clip.found
    look = clip.look
    page = look.found if look else {}
    names = [*lone, *(["currency"] if "price" in lone else [])]
    return {**clip.found, **{name: page.get(name) for name in names}}


def learn_from(clip: Clip, saved: dict[str, str], profile_id: int) -> None:
    """What a member saved against what was read: title, price (`129.00 GBP`), address of the
    picture. A correction counts only when what they put stands on the page. Inside `writing()`."""
    look = clip.look
    for name, value in saved.items():
        selector_id, read = clip.learned.get(name), _read(clip, name)
        if is_same(name, value, read):
            if selector_id:
                judge(selector_id, profile_id, is_right=True)
            continue
        path = _where(look, name, value)
        if not path:
            continue
        if selector_id:
            judge(selector_id, profile_id, is_right=False)
        teach(shop_domain(clip.url), name, path, profile_id)


def _read(clip: Clip, name: str) -> str:
    value = clip.found.get(name) or ""
    return f"{value} {clip.found.get('currency') or ''}".strip() if name == "price" else value


def _where(look: Look | None, name: str, value: str) -> str:
    spots = look.spots if look and value else []
    return next((path for of, path, text in spots if of == name and is_same(of, value, text)), "")


def is_same(field: str, left: str, right: str) -> bool:
    if field == "image":
        return left == right
    if field == "price":
        codes = {text.partition(" ")[2] for text in (left, right)} - {""}
        return len(codes) < 2 and _amount(left) is not None and _amount(left) == _amount(right)
    return " ".join(left.split()).casefold() == " ".join(right.split()).casefold()


def _amount(text: str) -> Decimal | None:
    try:
        return Decimal(text.partition(" ")[0])
    except InvalidOperation:
        return None
