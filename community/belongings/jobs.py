"""What the worker packs and clears away."""

from __future__ import annotations

import logging
from datetime import timedelta

from flask import current_app
from sqlalchemy import and_, delete, or_, select

from community.accounts.models import Profile
from community.belongings import departed
from community.belongings.events import ArchiveAsked
from community.belongings.leaving import forget, forget_again
from community.belongings.models import (
    KEPT,
    Archive,
    Departure,
    Import,
    archive_folder,
    import_folder,
)
from community.belongings.packing import pack
from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.core.jobs import every_minute
from community.extensions import db

log = logging.getLogger(__name__)

TOLD = timedelta(days=7)
BEING_WRITTEN = 600  # seconds that a file may be without its row


def make_archive(fact: ArchiveAsked) -> None:
    """Once; asked for again while it is made, it is another row."""
    archive = db.session.get(Archive, fact.archive_id)
    if archive is None or archive.state != "asked":
        return
    path = archive.path
    query = select(Profile).where(Profile.account_id == archive.account_id)
    size = pack(db.session.scalars(query).unique().one(), path)
    db.session.commit()
    with writing():
        archive = db.session.get(Archive, fact.archive_id)
        if archive is None:
            path.unlink(missing_ok=True)
            return
        archive.state, archive.size, archive.made_at = "made", size, clock.now()


@every_minute
def forget_archives() -> None:
    """A day after they were asked for; files without a row go too."""
    with writing():
        db.session.execute(delete(Archive).where(Archive.created_at <= clock.now() - KEPT))
    kept = {f"{encode(archive_id)}.zip" for archive_id in db.session.scalars(select(Archive.id))}
    for path in archive_folder().glob("*.zip"):
        if path.name not in kept:
            path.unlink(missing_ok=True)


@every_minute
def forget_imports() -> None:
    """What nobody said yes to within a day, what came of the others after a week, and files that
    belong to none."""
    now = clock.now()
    unsaid = Import.state == "waiting", Import.created_at <= now - KEPT
    told = Import.state.in_(("done", "failed")), Import.created_at <= now - TOLD
    with writing():
        db.session.execute(delete(Import).where(or_(and_(*unsaid), and_(*told))))
    kept = {f"{encode(import_id)}.zip" for import_id in db.session.scalars(select(Import.id))}
    for path in import_folder().glob("*.zip"):
        is_old = path.stat().st_mtime < now.timestamp() - BEING_WRITTEN
        if path.name not in kept and is_old:
            path.unlink(missing_ok=True)


@every_minute
def forget_departed() -> None:
    due = select(Departure.id).where(Departure.due_at <= clock.now())
    for departure_id in db.session.scalars(due.order_by(Departure.due_at).limit(20)).all():
        try:
            forget(departure_id)
        except Exception:  # the others' time has come, too; this one is tried again
            db.session.rollback()
            log.exception("a departure was broken off")


@every_minute
def forget_returned() -> None:
    """When a process begins, since a backup may have been put back, and hourly."""
    was_asked = current_app.extensions.setdefault("departed_asked", [])
    if was_asked and clock.now().minute != 23:
        return
    was_asked[:] = [True]
    for account_id in departed.returned():
        log.warning("a member who was forgotten is here again, and is forgotten again")
        forget_again(account_id)
