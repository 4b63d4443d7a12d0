from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import Index, UniqueConstraint, delete, update
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Profile
from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model, change
from community.core.events import publish
from community.core.ids import new_id
from community.core.images.models import Picture
from community.core.upsert import insert_or_ignore
from community.extensions import db
from community.forums.events import Mentioned, Posted, PostRemoved, TopicChanged
from community.forums.models.reader import Reader
from community.forums.models.topic import Topic, page_with
from community.forums.words import Words

LONGEST_QUOTE = 400


class TopicLocked(Exception):
    """Nobody may write there any more."""


class Post(Model):
    """One contribution. A removed one keeps its number and loses its words.

    `quote` are words of the post `quoted_id`, shown while that stands and the viewer may see it.
    """

    __tablename__ = "posts"
    kind = "post"

    id: Mapped[int] = id_column()
    topic_id: Mapped[int] = reference("topics.id", index=False)
    owner_id: Mapped[int] = reference("profiles.id")
    number: Mapped[int] = mapped_column()
    body: Mapped[str] = text_column(8000)
    html: Mapped[str] = text_column(49_152)
    quoted_id: Mapped[int | None] = reference(
        "posts.id", on_delete="SET NULL", nullable=True, index=False
    )
    quote: Mapped[str] = text_column(LONGEST_QUOTE)
    created_at = stamp()
    edited_at = moment()
    removed_at = moment()
    hidden_at = moment()

    topic: Mapped[Topic] = relationship()
    owner: Mapped[Profile] = relationship()
    quoted: Mapped[Post | None] = relationship(remote_side="Post.id")
    pictures: Mapped[list[PostPicture]] = relationship(
        order_by="PostPicture.position", passive_deletes=True
    )

    __table_args__ = (
        UniqueConstraint("topic_id", "number"),
        Index("ix_posts_quoted_id", "quoted_id"),
    )

    @property
    def page(self) -> int:
        return page_with(self.number)

    @property
    def stands(self) -> bool:
        return self.removed_at is None and self.hidden_at is None

    @classmethod
    def write(
        cls,
        topic: Topic,
        owner: Profile,
        words: Words,
        *,
        quoted: Post | None = None,
        pictures: Iterable[Picture] = (),
        past_lock: bool = False,
    ) -> Post:
        """At the end of the topic; who writes subscribes to it. Raises TopicLocked."""
        post_id = new_id()
        place = topic.take_place(post_id, past_lock=past_lock)
        if place is None:
            raise TopicLocked
        post = cls(id=post_id, topic_id=topic.id, owner_id=owner.id, number=place.number)
        post.body, post.html = words.body, words.html
        if quoted is not None and quoted.stands and quoted.topic_id == topic.id:
            post.quoted_id, post.quote = quoted.id, excerpt(quoted.body)
        db.session.add(post)
        db.session.flush()
        post._hang(pictures)
        post._mention(words.mentioned)
        Reader.subscribe(topic.id, owner.id, True)
        Reader.mark(topic.id, owner.id, place.number)
        publish(Posted(topic.id, post.id, owner.id, place.number))
        return post

    def edit(self, words: Words) -> None:
        """New words; the old ones are kept for their author and for moderators."""
        if words.body == self.body:
            return
        db.session.add(PostEdit(post_id=self.id, body=self.body, html=self.html))
        self.body, self.html, self.edited_at = words.body, words.html, clock.now()
        db.session.flush()
        self._mention(words.mentioned)
        publish(TopicChanged(self.topic_id))

    def remove(self) -> bool:
        """Take it back, once: words, pictures and earlier versions go at once."""
        standing = update(Post).where(Post.id == self.id, Post.removed_at.is_(None))
        if not change(standing.values(removed_at=clock.now(), body="", html="", quote="")):
            return False
        for model in (PostEdit, PostPicture, Mention):
            change(delete(model).where(model.post_id == self.id))
        # What others have quoted of it goes, too.
        change(update(Post).where(Post.quoted_id == self.id).values(quote=""))
        answer = (Topic.id == self.topic_id, Topic.answer_number == self.number)
        change(update(Topic).where(*answer).values(answer_number=None))
        publish(PostRemoved(self.topic_id, self.id))
        return True

    def _hang(self, pictures: Iterable[Picture]) -> None:
        for position, picture in enumerate(pictures):
            row = {"post_id": self.id, "picture_id": picture.id, "position": position}
            insert_or_ignore(PostPicture, row)

    def _mention(self, profile_ids: Iterable[int]) -> None:
        """Each is told once, however often the post is edited."""
        for profile_id in profile_ids:
            if profile_id != self.owner_id and insert_or_ignore(
                Mention, {"post_id": self.id, "profile_id": profile_id}
            ):
                publish(Mentioned(self.id, profile_id, self.owner_id))


class PostEdit(Model):
    """What a post said before it was edited; `created_at` is when that ended."""

    __tablename__ = "post_edits"

    id: Mapped[int] = id_column()
    post_id: Mapped[int] = reference("posts.id")
    body: Mapped[str] = text_column(8000)
    html: Mapped[str] = text_column(49_152)
    created_at = stamp()


class PostPicture(Model):
    __tablename__ = "post_pictures"

    id: Mapped[int] = id_column()
    post_id: Mapped[int] = reference("posts.id", index=False)
    picture_id: Mapped[int] = reference("pictures.id")
    position: Mapped[int] = mapped_column(default=0)

    picture: Mapped[Picture] = relationship(lazy="joined")

    __table_args__ = (UniqueConstraint("post_id", "picture_id"),)


class Mention(Model):
    __tablename__ = "post_mentions"

    id: Mapped[int] = id_column()
    post_id: Mapped[int] = reference("posts.id", index=False)
    profile_id: Mapped[int] = reference("profiles.id")
    created_at = stamp()

    __table_args__ = (UniqueConstraint("post_id", "profile_id"),)


def excerpt(body: str) -> str:
    """What is quoted of a post: its beginning, without the quotes that stand in it."""
    lines = [line for line in body.splitlines() if not line.startswith(">")]
    text = "\n".join(lines).strip()
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 1].rstrip()}…"
