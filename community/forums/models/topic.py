from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, CheckConstraint, Index, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Profile
from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model, change
from community.core.events import publish
from community.core.kinds import ThingRemoved, kind_of
from community.core.text import slugify
from community.extensions import db
from community.forums.events import TopicChanged, TopicStarted
from community.forums.models.board import Board
from community.friends.audience import Audience, Audienced

POSTS_A_PAGE = 30


@dataclass(frozen=True)
class Place:
    """A post's number in its topic, and the id it gets."""

    number: int
    post_id: int


class Topic(Audienced, Model):
    """A conversation. Its posts are numbered from 1 without gaps; `post_count` is the last number.

    Everybody may read it, but for those who are blocked by who began it, and the reverse.
    """

    __tablename__ = "topics"
    kind = "topic"

    id: Mapped[int] = id_column()
    board_id: Mapped[int] = reference("boards.id", index=False)
    title: Mapped[str] = text_column(140)
    about_kind: Mapped[str] = text_column(20)
    about_id: Mapped[int | None] = mapped_column(BigInteger, nullable=True)
    post_count: Mapped[int] = mapped_column(default=0)
    last_post_id: Mapped[int] = mapped_column(BigInteger, default=0)
    last_post_at = stamp()
    answer_number: Mapped[int | None] = mapped_column(nullable=True)
    pinned_at = moment()
    locked_at = moment()
    created_at = stamp()

    board: Mapped[Board] = relationship()

    __table_args__ = (
        Audienced.audience_check(),
        CheckConstraint("post_count >= 0", name="post_count"),
        CheckConstraint("answer_number BETWEEN 2 AND post_count", name="answer_number"),
        Index("ix_topics_board_latest", "board_id", "last_post_id"),
        Index("ix_topics_latest", "last_post_id"),
        Index("ix_topics_about", "about_kind", "about_id", "last_post_id"),
    )

    @property
    def slug(self) -> str:
        return slugify(self.title)

    @property
    def reply_count(self) -> int:
        return max(self.post_count - 1, 0)

    @property
    def page_count(self) -> int:
        return page_with(max(self.post_count, 1))

    @classmethod
    def start(cls, board: Board, owner: Profile, title: str, about: Any = None) -> Topic:
        """A topic without its first post, which `Post.write` gives it in the same transaction."""
        topic = cls(board_id=board.id, owner_id=owner.id, title=title)
        topic.audience = Audience.PUBLIC.value
        if about is not None:
            topic.about_kind, topic.about_id = kind_of(about).name, about.id
        db.session.add(topic)
        db.session.flush()
        publish(TopicStarted(topic.id, board.id, owner.id))
        return topic

    def take_place(self, post_id: int, *, past_lock: bool = False) -> Place | None:
        """The next number, given out by the database; None when the topic is locked or gone."""
        is_open = [] if past_lock else [Topic.locked_at.is_(None)]
        taken = db.session.execute(
            update(Topic)
            .where(Topic.id == self.id, *is_open)
            .values(post_count=Topic.post_count + 1, last_post_id=post_id)
            .values(last_post_at=clock.now())
            .returning(Topic.post_count)
            .execution_options(synchronize_session=False)
        ).scalar_one_or_none()
        if taken is None:
            return None
        added = {"topic_count": Board.topic_count + 1} if taken == 1 else {}
        board = update(Board).where(Board.id == self.board_id)
        change(board.values(last_topic_id=self.id, **added))
        return Place(taken, post_id)

    def remove(self) -> bool:
        """For good, while nobody has answered."""
        alone = delete(Topic).where(Topic.id == self.id, Topic.post_count <= 1)
        if not change(alone):
            return False
        self._leave(self.board_id)
        publish(ThingRemoved("topic", self.id, self.owner_id))
        return True

    def move_to(self, board: Board) -> bool:
        """To another board, with all that was said."""
        left = self.board_id
        here = update(Topic).where(Topic.id == self.id, Topic.board_id == left)
        if left == board.id or not change(here.values(board_id=board.id)):
            return False
        # Two moves that cross lock their boards in the same order.
        for step in sorted((left, board.id)):
            self._leave(left) if step == left else self._arrive(board.id)
        publish(TopicChanged(self.id))
        return True

    def mark(self, **marks: bool) -> None:
        """`pinned` or `locked`: says which state, so that it may be said twice."""
        for name, wanted in marks.items():
            column = getattr(Topic, f"{name}_at")
            at = clock.now() if wanted else None
            there = column.is_(None) if wanted else column.is_not(None)
            change(update(Topic).where(Topic.id == self.id, there).values({column: at}))
        publish(TopicChanged(self.id))

    def accept(self, number: int | None) -> None:
        """The answer that helped, by its number; None takes it back."""
        change(update(Topic).where(Topic.id == self.id).values(answer_number=number))
        publish(TopicChanged(self.id))

    def _leave(self, board_id: int) -> None:
        newest = select(func.max(Topic.last_post_id)).where(Topic.board_id == board_id)
        last = select(Topic.id).where(Topic.last_post_id == newest.scalar_subquery())
        left = update(Board).where(Board.id == board_id)
        now_last = last.where(Topic.board_id == board_id).limit(1).scalar_subquery()
        change(left.values(topic_count=Board.topic_count - 1, last_topic_id=now_last))

    def _arrive(self, board_id: int) -> None:
        there = update(Board).where(Board.id == board_id)
        change(there.values(topic_count=Board.topic_count + 1, last_topic_id=self.id))


def page_with(number: int) -> int:
    """The page a post stands on, from 1."""
    return (number - 1) // POSTS_A_PAGE + 1
