"""What the worker packs and clears away."""

from __future__ import annotations

import logging

from sqlalchemy import delete, select

from community.accounts.models import Profile
from community.belongings.events import ArchiveAsked
from community.belongings.leaving import forget
from community.belongings.models import KEPT, Archive, Departure, archive_folder
from community.belongings.packing import pack
from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.core.jobs import every_minute
from community.extensions import db

log = logging.getLogger(__name__)


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
def forget_departed() -> None:
    due = select(Departure.id).where(Departure.due_at <= clock.now())
    for departure_id in db.session.scalars(due.order_by(Departure.due_at).limit(20)).all():
        try:
            forget(departure_id)
        except Exception:  # the others' time has come, too; this one is tried again
            db.session.rollback()
            log.exception("a departure was broken off")
