"""What those with powers did: who, what, when and to what, as ids. Rows are only ever added; the
database itself refuses to change one or take one away (a trigger, see the migration).

Whence an act came is personal and stands in a table of its own, which is forgotten after 30 days.
"""

from __future__ import annotations

from datetime import timedelta

from flask import has_request_context, request
from sqlalchemy import BigInteger, delete
from sqlalchemy.orm import Mapped, mapped_column

from community.core import clock
from community.core.columns import id_column, reference, stamp, text_column
from community.core.db import Model, writing
from community.core.jobs import every_minute
from community.core.limits import network_of_request
from community.core.watching import request_number
from community.extensions import db

ORIGINS_KEPT = timedelta(days=30)
AT_THE_MACHINE = 0  # the actor of a command


class AuditEntry(Model):
    __tablename__ = "audit_entries"

    id: Mapped[int] = id_column()
    actor_id: Mapped[int] = mapped_column(BigInteger, index=True)  # a profile, maybe gone since
    act: Mapped[str] = text_column(40)
    kind: Mapped[str] = text_column(20)
    thing_id: Mapped[int] = mapped_column(BigInteger, default=0)
    request: Mapped[str] = text_column(64)
    created_at = stamp()


class AuditOrigin(Model):
    __tablename__ = "audit_origins"

    id: Mapped[int] = id_column()
    entry_id: Mapped[int] = reference("audit_entries.id", index=False)
    network: Mapped[str] = text_column(64)
    browser: Mapped[str] = text_column(200)
    created_at = stamp(index=True)


def record(actor_id: int, act: str, kind: str = "", thing_id: int = 0) -> None:
    """Write it down, inside the `writing()` of the act itself: both stand or neither does."""
    entry = AuditEntry(actor_id=actor_id, act=act, kind=kind, thing_id=thing_id)
    entry.request = request_number()[:64]
    db.session.add(entry)
    db.session.flush()
    if has_request_context():
        entry_id, browser = entry.id, request.user_agent.string[:200]
        origin = AuditOrigin(entry_id=entry_id, network=network_of_request(), browser=browser)
        db.session.add(origin)


@every_minute
def forget_origins() -> None:
    before = clock.now() - ORIGINS_KEPT
    with writing():
        db.session.execute(delete(AuditOrigin).where(AuditOrigin.created_at < before))
