from __future__ import annotations

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from community.core.columns import id_column, stamp, text_column
from community.core.db import Model
from community.core.upsert import insert_or_update
from community.extensions import db


class LinkDomain(Model):
    """What moderators decided of links to a domain and everything under it."""

    __tablename__ = "link_domains"

    id: Mapped[int] = id_column()
    domain: Mapped[str] = text_column(253, unique=True)
    state: Mapped[str] = text_column(8)
    note: Mapped[str] = text_column(200)
    created_at = stamp()

    __table_args__ = (CheckConstraint("state IN ('approved', 'pending', 'blocked')", name="state"),)

    @classmethod
    def decide(cls, domain: str, state: str, note: str = "") -> bool:
        """False when nothing is new in it."""
        values = {"domain": domain, "state": state, "note": note}
        if db.session.scalar(db.select(cls.id).filter_by(**values)):
            return False
        insert_or_update(cls, values, unique=["domain"], change=["state", "note"])
        return True

    @classmethod
    def state_of(cls, host: str) -> str:
        """'approved', 'pending', 'blocked', or '' where nobody has decided. The longest name that
        was decided counts, compared label by label."""
        labels = host.lower().rstrip(".").split(".")
        names = [".".join(labels[at:]) for at in range(len(labels))]
        rows = db.session.execute(db.select(cls.domain, cls.state).where(cls.domain.in_(names)))
        found = {row.domain: row.state for row in rows}
        return next((found[name] for name in names if name in found), "")
