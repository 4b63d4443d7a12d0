"""The worker reads a member's tastes anew, and keeps what is different.

Whatever a member did, the same is done: all they keep is read from the rows that exist and laid
beside the tastes there are. So nothing is added or subtracted, and what was missed is put right by
the next reading, which comes for everybody in turn.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import and_, delete, insert, or_, select, update

from community.accounts.models import Profile
from community.core import clock
from community.core.db import change, writing
from community.core.events import publish
from community.core.ids import new_id
from community.core.jobs import every_minute
from community.core.upsert import insert_or_ignore
from community.extensions import db
from community.recommendations.events import PairsUntold, StandingsDue
from community.recommendations.keeping import Kept, kept_by, may_count
from community.recommendations.models import FEWEST, NEVER, Neighbour, Reading, Standing, Taste

A_MINUTE = 25  # members, in turn
AGAIN, STEP = timedelta(days=1), timedelta(hours=1)
AT_ONCE = 400  # rows of a statement


def read(profile_id: int) -> None:
    """Inside `writing()`; of who is gone there is nothing to read. Pairs that the member has
    stopped showing are gone in the same transaction; what is left to count, the worker does next.
    """
    if db.session.get(Profile, profile_id) is None:
        return
    is_here, is_old = may_count(profile_id)
    kept = {each.product_id: each for each in (kept_by(profile_id) if is_here else [])}
    _note_reading(profile_id)
    known = {row.product_id: row for row in _known(profile_id)}
    less = [key for key, row in known.items() if _says_less(row, kept.get(key), is_old)]
    gone = [key for key in known if key not in kept]
    other = [each for key, each in kept.items() if _is_other(each, known.get(key), is_old)]
    _untell(profile_id, less)
    _forget(profile_id, gone)
    _keep(profile_id, other, set(known), is_old)
    changed = {*gone, *(each.product_id for each in other)}
    if changed:
        Standing.fall_due(list(changed))
        publish(StandingsDue())


def _note_reading(profile_id: int) -> None:
    """At most hourly: it only says whose turn it is."""
    now = clock.now()
    if not insert_or_ignore(Reading, {"profile_id": profile_id, "is_off": False, "read_at": now}):
        mine = Reading.profile_id == profile_id, Reading.read_at < now - STEP
        change(update(Reading).where(*mine).values(read_at=now))


def _known(profile_id: int) -> list[Any]:
    columns = Taste.product_id, Taste.weight, Taste.is_public, Taste.counts, Taste.since
    return list(db.session.execute(select(*columns).where(Taste.profile_id == profile_id)))


def _says_less(known: Any, kept: Kept | None, is_old: bool) -> bool:
    if not known.counts:
        return False
    return kept is None or not is_old or (known.is_public and not kept.is_public)


def _is_other(kept: Kept, known: Any, is_old: bool) -> bool:
    if known is None:
        return True
    words = (known.weight, known.is_public, known.counts, known.since)
    return words != (kept.weight, kept.is_public, is_old, kept.since)


def _untell(profile_id: int, product_ids: list[int]) -> None:
    """Pairs of these with all else the member keeps, where nobody else or just enough stand
    behind them; counting brings back what may still be told."""
    theirs = select(Taste.product_id).where(Taste.profile_id == profile_id)
    hangs = or_(Neighbour.public_people < 2, Neighbour.people <= FEWEST)
    for some in _portions(product_ids):
        here = and_(Neighbour.product_id.in_(some), Neighbour.other_id.in_(theirs))
        there = and_(Neighbour.other_id.in_(some), Neighbour.product_id.in_(theirs))
        gone = delete(Neighbour).where(or_(here, there), hangs).returning(Neighbour.product_id)
        quiet = gone.execution_options(synchronize_session=False)
        untold = set(db.session.scalars(quiet))
        if untold:
            publish(PairsUntold(tuple(untold)))


def _forget(profile_id: int, product_ids: list[int]) -> None:
    for some in _portions(product_ids):
        mine = Taste.profile_id == profile_id, Taste.product_id.in_(some)
        change(delete(Taste).where(*mine))


def _keep(profile_id: int, tastes: list[Kept], known: set[int], counts: bool) -> None:
    """Ids sort a member's tastes by age, as far as they came in order."""
    new = [each for each in tastes if each.product_id not in known]
    rows = [
        {"id": new_id(), "profile_id": profile_id, **_columns(each, counts)}
        for each in sorted(new, key=lambda each: each.since)
    ]
    if rows:
        db.session.execute(insert(Taste), rows)
    for each in tastes:
        if each.product_id in known:
            mine = Taste.profile_id == profile_id, Taste.product_id == each.product_id
            change(update(Taste).where(*mine).values(**_columns(each, counts)))


def _columns(kept: Kept, counts: bool) -> dict[str, Any]:
    words = {"weight": kept.weight, "is_public": kept.is_public, "since": kept.since}
    return {"product_id": kept.product_id, "counts": counts, **words}


def _portions(ids: list[int]) -> list[list[int]]:
    return [ids[at : at + AT_ONCE] for at in range(0, len(ids), AT_ONCE)]


@every_minute
def read_in_turn() -> None:
    """Those who were never read, then those whose reading is oldest: newcomers grow old, a
    suspension ends, a moderator gives something back."""
    old = Reading.read_at < clock.now() - AGAIN
    query = select(Reading.profile_id).where(old).order_by(Reading.read_at)
    ids = list(db.session.scalars(query.limit(A_MINUTE)))
    db.session.rollback()
    for profile_id in ids:
        with writing():
            read(profile_id)


def read_again_who_keeps(product_ids: list[int]) -> None:
    """Inside `writing()`; the minute's turn comes to them first."""
    whose = select(Taste.profile_id).where(Taste.product_id.in_(product_ids))
    change(update(Reading).where(Reading.profile_id.in_(whose)).values(read_at=NEVER))
