from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Index, delete, update
from sqlalchemy.orm import Mapped, mapped_column, relationship, synonym

from community.accounts.models import Profile
from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model, change
from community.core.events import publish
from community.core.kinds import kind_named, kind_of
from community.extensions import db
from community.reactions.events import Commented, CommentRemoved
from community.reactions.models.like import Like, LikeCount


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
    hidden_at = moment()

    owner_id: Mapped[int] = synonym("author_id")
    author: Mapped[Profile] = relationship()

    __table_args__ = (Index("ix_comments_thing", "kind", "thing_id", "id"),)

    @classmethod
    def write(cls, thing: Any, author: Profile, body: str, html: str) -> Comment:
        """`html` is `core.text.clean_markdown(body)`, rendered outside the transaction."""
        kind = kind_of(thing).name
        comment = cls(kind=kind, thing_id=thing.id, author=author, body=body, html=html)
        db.session.add(comment)
        db.session.flush()
        comment._count(1)
        publish(Commented(comment.id, kind, thing.id, author.id))
        return comment

    def remove(self) -> bool:
        """Take it back, once; its words go at once, the row says that there was one."""
        standing = update(Comment).where(Comment.id == self.id, Comment.removed_at.is_(None))
        if not change(standing.values(removed_at=clock.now(), body="", html="")):
            return False
        self._count(-1)
        for model in (Like, LikeCount):
            change(delete(model).where(model.kind == "comment", model.thing_id == self.id))
        publish(CommentRemoved(self.id, self.kind, self.thing_id))
        return True

    def _count(self, change: int) -> None:
        """Things whose cards show a number keep it themselves, in a column `comment_count`."""
        model = kind_named(self.kind).model
        if hasattr(model, "comment_count"):
            db.session.execute(
                update(model)
                .where(model.id == self.thing_id)
                .values(comment_count=model.comment_count + change)
                .execution_options(synchronize_session="fetch")
            )
