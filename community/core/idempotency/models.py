from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped

from community.core import clock
from community.core.columns import stamp, text_column
from community.core.db import Model, change, writing
from community.core.jobs import every_minute
from community.extensions import db

KEPT = timedelta(hours=48)
BATCH = 500
MOST_BATCHES = 40


class AnsweredKey(Model):
    """A submission that was done, and where its answer led.

    `key_hash` is of who and key together, `body_hash` of address and words: the row tells neither.
    """

    __tablename__ = "answered_keys"

    key_hash: Mapped[str] = text_column(64, primary_key=True)
    body_hash: Mapped[str] = text_column(64)
    location: Mapped[str] = text_column(2000)
    created_at = stamp(index=True)


@every_minute
def forget_old_keys() -> None:
    """In batches, since a writer on SQLite waits for each."""
    old = select(AnsweredKey.key_hash).where(AnsweredKey.created_at < clock.now() - KEPT)
    for _ in range(MOST_BATCHES):
        if db.session.scalar(old.limit(1)) is None:
            break
        with writing():
            change(delete(AnsweredKey).where(AnsweredKey.key_hash.in_(old.limit(BATCH))))
    db.session.rollback()
