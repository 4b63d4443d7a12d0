"""What one asked, answered, wrote and liked. What others wrote is theirs to take along."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, selectinload

from community.accounts.models import Profile
from community.belongings.sections.rows import Row, columns, rows, title
from community.extensions import db
from community.forums.models import Board, Draft, Post, PostEdit, Reader, Topic
from community.friends.audience import visible_to
from community.friends.viewer import Viewer
from community.polls.models import Option, Poll, Vote
from community.reactions.models import Comment, Like


def polls(me: Profile) -> Iterable[Row]:
    return [columns(each) for each in rows(select(Poll).where(Poll.owner_id == me.id))]


def poll_options(me: Profile) -> Iterable[Row]:
    query = select(Option).join(Option.poll).where(Poll.owner_id == me.id)
    for option in rows(query.order_by(Option.poll_id, Option.position)):
        yield {**columns(option), "label": option.label}


def votes(me: Profile) -> Iterable[Row]:
    query = select(Vote, Option).join(Option, Option.id == Vote.option_id)
    query = query.join(Poll, Poll.id == Option.poll_id).options(contains_eager(Option.poll))
    query = query.where(Vote.profile_id == me.id, visible_to(Poll, Viewer(me)))
    for vote, option in db.session.execute(query).unique():
        asked = {"question": option.poll.question, "answer": option.label}
        yield {**columns(vote, "guest_id"), **asked}


def comments(me: Profile) -> Iterable[Row]:
    mine = select(Comment).where(Comment.author_id == me.id, Comment.removed_at.is_(None))
    for comment in rows(mine):
        under = title(me, comment.kind, comment.thing_id)
        yield {**columns(comment, "author_id"), "under": under}


def likes(me: Profile) -> Iterable[Row]:
    for like in rows(select(Like).where(Like.profile_id == me.id)):
        yield {**columns(like), "title": title(me, like.kind, like.thing_id)}


def topics(me: Profile) -> Iterable[Row]:
    query = select(Topic, Board.slug).join(Board, Board.id == Topic.board_id)
    for topic, board in db.session.execute(query.where(Topic.owner_id == me.id)):
        about = title(me, topic.about_kind, topic.about_id)
        yield {**columns(topic, "last_post_id"), "board": board, "about": about}


def posts(me: Profile) -> Iterable[Row]:
    """Without what they quote; it is somebody else's."""
    query = select(Post).where(Post.owner_id == me.id, Post.removed_at.is_(None))
    for post in rows(query.options(selectinload(Post.pictures))):
        pictures = [each.picture.digest for each in post.pictures]
        row = columns(post, "quote", "quoted_id")
        yield {**row, "topic": title(me, "topic", post.topic_id), "pictures": pictures}


def post_edits(me: Profile) -> Iterable[Row]:
    """What one's posts said before."""
    query = select(PostEdit).join(Post, Post.id == PostEdit.post_id)
    return [columns(edit) for edit in rows(query.where(Post.owner_id == me.id))]


def drafts(me: Profile) -> Iterable[Row]:
    for draft in rows(select(Draft).where(Draft.profile_id == me.id)):
        yield {**columns(draft), "topic": title(me, "topic", draft.topic_id)}


def topic_readers(me: Profile) -> Iterable[Row]:
    query = select(Reader).join(Topic, Topic.id == Reader.topic_id)
    query = query.where(Reader.profile_id == me.id, visible_to(Topic, Viewer(me)))
    for reader in rows(query):
        yield {**columns(reader), "topic": title(me, "topic", reader.topic_id)}
