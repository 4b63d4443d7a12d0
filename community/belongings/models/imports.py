from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import JSON, BigInteger, CheckConstraint, UniqueConstraint, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from community.belongings.events import ImportBegun
from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model, change
from community.core.events import publish
from community.core.ids import encode
from community.core.upsert import insert_or_update
from community.extensions import db


class Import(Model):
    """An archive that a member brings; one a member at a time.

    `plan` says what stands in it: `comes` and `stays`, both by section; `result` what came of it.
    `step` and `place` are how far the worker is, kept with each portion.
    """

    __tablename__ = "imports"

    id: Mapped[int] = id_column()
    profile_id: Mapped[int] = reference("profiles.id", index=False, unique=True)
    state: Mapped[str] = text_column(8, default="waiting")
    plan: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    result: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    takes_profile: Mapped[bool] = mapped_column(default=False)
    matches_people: Mapped[bool] = mapped_column(default=False)
    step: Mapped[int] = mapped_column(default=0)
    place: Mapped[int] = mapped_column(default=0)
    created_at = stamp(index=True)
    done_at = moment()

    __table_args__ = (
        CheckConstraint("state IN ('waiting', 'bringing', 'done', 'failed')", name="state"),
    )

    @classmethod
    def of(cls, profile_id: int | None) -> Import | None:
        return db.session.scalar(select(cls).where(cls.profile_id == profile_id))

    @classmethod
    def put(cls, import_id: int, profile_id: int, plan: dict[str, Any]) -> bool:
        """In the place of an older one, unless that is being brought in."""
        change(delete(cls).where(cls.profile_id == profile_id, cls.state != "bringing"))
        if cls.of(profile_id) is not None:
            return False
        db.session.add(cls(id=import_id, profile_id=profile_id, plan=plan))
        db.session.flush()
        return True

    def begin(self, *, takes_profile: bool, matches_people: bool) -> bool:
        """Once; False when it has begun."""
        chosen = {"takes_profile": takes_profile, "matches_people": matches_people}
        waiting = update(Import).where(Import.id == self.id, Import.state == "waiting")
        if not change(waiting.values(state="bringing", **chosen)):
            return False
        publish(ImportBegun(self.id))
        return True

    def go_on(self, step: int, place: int) -> bool:
        """Claims the way from where this was read to there; False when another was faster."""
        here = Import.state == "bringing", Import.step == self.step, Import.place == self.place
        moved = update(Import).where(Import.id == self.id, *here)
        return bool(change(moved.values(step=step, place=place)))

    def end(self, state: str) -> None:
        self.state, self.done_at = state, clock.now()

    @property
    def is_busy(self) -> bool:
        return self.state == "bringing"

    @property
    def path(self) -> Path:
        return import_folder() / f"{encode(self.id)}.zip"


class ImportedRow(Model):
    """What a row of an archive became here: brought again, it is not made again."""

    __tablename__ = "imported_rows"

    id: Mapped[int] = id_column()
    profile_id: Mapped[int] = reference("profiles.id", index=False)
    section: Mapped[str] = text_column(20)
    old_key: Mapped[str] = text_column(64)
    new_id: Mapped[int] = mapped_column(BigInteger)

    __table_args__ = (UniqueConstraint("profile_id", "section", "old_key"),)

    @classmethod
    def of(cls, profile_id: int, section: str, old_key: str) -> int | None:
        about = {"profile_id": profile_id, "section": section, "old_key": old_key}
        return db.session.scalar(select(cls.new_id).filter_by(**about))

    @classmethod
    def keep(cls, profile_id: int, section: str, old_key: str, new_id: int) -> None:
        about = {"profile_id": profile_id, "section": section, "old_key": old_key}
        unique = list(about)
        insert_or_update(cls, {**about, "new_id": new_id}, unique=unique, change=["new_id"])


def import_folder() -> Path:
    folder: Path = current_app.extensions["settings"].instance_folder / "imports"
    return folder
