from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Profile
from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model
from community.core.events import publish
from community.core.kinds import kind_of
from community.extensions import db
from community.reactions.events import Commented


class Comment(Model):
    """A few words under a thing of some kind. `html` was cleaned when it was written."""

    __tablename__ = "comments"

    id: Mapped[int] = id_column()
    kind: Mapped[str] = text_column(20)
    thing_id: Mapped[int] = mapped_column(BigInteger)
    author_id: Mapped[int] = reference("profiles.id")
    body: Mapped[str] = text_column(2000)
    html: Mapped[str] = text_column(32_768)
    created_at = stamp()
    removed_at = moment()

    author: Mapped[Profile] = relationship()

    __table_args__ = (Index("ix_comments_thing", "kind", "thing_id", "id"),)

    @classmethod
    def write(cls, thing: Any, author: Profile, body: str, html: str) -> Comment:
        """`html` is `core.text.clean_markdown(body)`, rendered outside the transaction."""
        kind = kind_of(thing).name
        comment = cls(kind=kind, thing_id=thing.id, author=author, body=body, html=html)
        db.session.add(comment)
        db.session.flush()
        publish(Commented(comment.id, kind, thing.id, author.id))
        return comment

    def remove(self) -> None:
        self.removed_at = clock.now()
        publish(Commented(self.id, self.kind, self.thing_id, self.author_id))
