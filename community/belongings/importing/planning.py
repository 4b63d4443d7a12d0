"""What would come in: counted before anybody says yes, with nothing decoded or written."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from sqlalchemy import select

from community.accounts.models import Profile
from community.belongings.importing.archive import OpenArchive, opened
from community.belongings.importing.problems import RowStays
from community.belongings.importing.smaller import followed_among, handles_in
from community.belongings.importing.steps import STAYS, STEPS
from community.belongings.importing.taking import Maker, Reading
from community.belongings.models import ImportedRow
from community.extensions import db

MOST_NAMED = 50


def plan_of(path: Path, person: Profile) -> dict[str, Any]:
    """Raises BadArchive."""
    with opened(path) as archive:
        reading = Reading(archive, person.id, is_dry=True)
        looked = {maker.section: _look(reading, maker) for maker in STEPS}
        handles = {handle for row in archive.rows("circles") for handle in handles_in(row)}
        people = followed_among(person, sorted(handles)[:MOST_NAMED])
        return {
            "handle": archive.data["handle"],
            "made_at": archive.data["made_at"],
            "comes": {name: count for name, (count, _left) in looked.items() if count},
            "left": {name: dict(left) for name, (_count, left) in looked.items() if left},
            "stays": {name: len(archive.rows(name)) for name in STAYS if archive.rows(name)},
            "people": [each.handle for each in people],
            "pictures": _pictures(archive),
        }


def _look(reading: Reading, maker: Maker) -> tuple[int, Counter[str]]:
    """How many come, and why the others do not."""
    brought = select(ImportedRow.old_key).filter_by(
        profile_id=reading.profile_id, section=maker.section
    )
    known, left, count = set(db.session.scalars(brought)), Counter[str](), 0
    for row in reading.archive.rows(maker.section):
        try:
            maker.read(reading, row)
        except RowStays as why:
            left[why.reason] += 1
            continue
        if row.get("id") in known and maker.section != "profile":
            left["there"] += 1
        else:
            count += 1
    return count, left


def _pictures(archive: OpenArchive) -> int:
    sections = ("wishes", "pieces", "purchases")
    names = {row.get("picture") for name in sections for row in archive.rows(name)}
    hung = (row.get("pictures") for row in archive.rows("reviews"))
    names |= {name for each in hung if isinstance(each, list) for name in each[:MOST_NAMED]
              if isinstance(name, str)}  # fmt: skip
    return sum(isinstance(name, str) and archive.has_picture(name) for name in names)
