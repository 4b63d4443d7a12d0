"""The worker's part: portion by portion, each one transaction that moves the mark along. Whoever
comes after one that died goes on from the mark; what was made stands in the ledger."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from typing import Any

from sqlalchemy.exc import DBAPIError

from community.accounts.models import Profile
from community.belongings.events import ImportBegun
from community.belongings.importing.archive import OpenArchive, opened
from community.belongings.importing.fields import Row, key
from community.belongings.importing.problems import BadArchive, RowStays
from community.belongings.importing.profiles import PROFILE
from community.belongings.importing.steps import STEPS
from community.belongings.importing.taking import Maker, Reading, Taking
from community.belongings.models import Import, ImportedRow
from community.collections.events import CollectionChanged
from community.core.db import writing
from community.core.events import publish
from community.extensions import db
from community.wishlists.events import ListChanged

log = logging.getLogger(__name__)

PORTION = 25
AT_A_TIME = 20.0  # seconds
CHANGED = {"list": ListChanged, "collection": CollectionChanged}


def bring(fact: ImportBegun) -> None:
    """Idempotent; says so itself when there is more."""
    what = db.session.get(Import, fact.import_id)
    if what is None or what.state != "bringing":
        return
    try:
        with opened(what.path) as archive:
            is_done = _bring_a_while(archive, what.id)
    except (BadArchive, OSError):
        log.warning("an archive could not be read again")
        _end(fact.import_id, "failed")
        return
    if is_done:
        _end(fact.import_id, "done")
        return
    with writing():
        publish(ImportBegun(fact.import_id))


def _bring_a_while(archive: OpenArchive, import_id: int) -> bool:
    """True at the end of the archive."""
    until = time.monotonic() + AT_A_TIME
    while time.monotonic() < until:
        what = db.session.get(Import, import_id, populate_existing=True)
        if what is None or what.step >= len(STEPS):
            return True
        _bring_portion(archive, what)
    return False


def _bring_portion(archive: OpenArchive, what: Import) -> None:
    """The next rows, and where those end."""
    maker = STEPS[what.step]
    rows = archive.rows(maker.section)[what.place : what.place + PORTION]
    is_last = len(rows) < PORTION
    step, place = (what.step + 1, 0) if is_last else (what.step, what.place + PORTION)
    profile_id, import_id = what.profile_id, what.id
    ready = list(_read(Reading(archive, profile_id), maker, rows))
    with writing():
        what = db.session.get_one(Import, import_id)
        if not what.go_on(step, place):
            return  # another worker was faster
        taking = Taking(db.session.get_one(Profile, profile_id), what)
        for row, said in ready:
            taking.counts[maker.section, _made(taking, maker, row, said)] += 1
        db.session.refresh(what)
        what.result = _sum(what.result, taking.counts)
        for kind, thing_id in sorted(taking.changed):
            publish(CHANGED[kind](thing_id))


def _read(
    reading: Reading, maker: Maker, rows: list[Row]
) -> Iterator[tuple[Row, dict[str, Any] | str]]:
    """Each row cleaned, or the reason why it stays."""
    for row in rows:
        try:
            key(row)
            yield row, maker.read(reading, row)
        except RowStays as why:
            yield row, why.reason


def _made(taking: Taking, maker: Maker, row: Row, said: dict[str, Any] | str) -> str:
    """'' when it was made, else the reason why not."""
    if isinstance(said, str):
        return said
    if maker is not PROFILE and taking.is_there(maker, row["id"]):
        return "there"
    try:
        with db.session.begin_nested():
            new_id = maker.make(taking, said)
            ImportedRow.keep(taking.person.id, maker.section, row["id"], new_id)
    except RowStays as why:
        return why.reason
    except DBAPIError:
        log.exception("a row could not be brought in")
        return "odd"
    return ""


def _sum(result: dict[str, Any], counts: Any) -> dict[str, Any]:
    """By section: how many were made (under no reason) and how many stay, by reason."""
    summed = {section: dict(reasons) for section, reasons in result.items()}
    for (section, reason), number in counts.items():
        reasons = summed.setdefault(section, {})
        reasons[reason] = reasons.get(reason, 0) + number
    return summed


def _end(import_id: int, state: str) -> None:
    with writing():
        what = db.session.get(Import, import_id)
        if what is None:
            return
        what.end(state)
        path = what.path
    path.unlink(missing_ok=True)
