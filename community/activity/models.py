from __future__ import annotations

from sqlalchemy import BigInteger, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Profile
from community.core.columns import id_column, reference, stamp, text_column
from community.core.db import Model


class Activity(Model):
    """What a member did, for those who follow them: actor, verb, and a thing of some kind.

    `burst` keeps what belongs together in one row ("added 4 finds to …"): the hour it began in.
    Whether a reader may see it is asked of the thing, each time.
    """

    __tablename__ = "activities"

    id: Mapped[int] = id_column()
    actor_id: Mapped[int] = reference("profiles.id", index=False)
    verb: Mapped[str] = text_column(10)
    kind: Mapped[str] = text_column(20)
    thing_id: Mapped[int] = mapped_column(BigInteger)
    burst: Mapped[str] = text_column(20)
    count: Mapped[int] = mapped_column(default=1)
    created_at = stamp()

    actor: Mapped[Profile] = relationship()

    __table_args__ = (
        UniqueConstraint("actor_id", "verb", "kind", "thing_id", "burst"),
        Index("ix_activities_actor_newest", "actor_id", "id"),
        Index("ix_activities_thing", "kind", "thing_id"),
    )
