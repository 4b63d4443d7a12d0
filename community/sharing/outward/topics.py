"""A topic as the world sees it: what was asked, and what was answered last."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from community.core.ids import encode
from community.core.mail import on_site
from community.extensions import db
from community.forums.models import Post, Topic
from community.sharing.outward.common import is_shown_to_all, owner_of, person
from community.sharing.outward.entry import Data, Entry, Look, Outward

MOST, LONGEST = 30, 2000


def _text(topic: Topic) -> str:
    name, board = topic.owner.name, topic.board.title
    return _("%(title)s: %(name)s asks in %(board)s", title=topic.title, name=name, board=board)


def _look(topic: Topic) -> Look:
    replies = ngettext("%(num)s reply", "%(num)s replies", topic.reply_count)
    return Look(topic.title, f"{topic.board.title} · {topic.owner.name} · {replies}")


def _standing(topic: Topic) -> Select[Post]:
    standing = select(Post).where(Post.topic_id == topic.id, Post.removed_at.is_(None))
    return standing.where(Post.hidden_at.is_(None)).options(joinedload(Post.owner))


def _data(topic: Topic) -> list[Data]:
    first = db.session.scalar(_standing(topic).where(Post.number == 1))
    said: Data = {
        "@type": "DiscussionForumPosting",
        "headline": topic.title,
        "text": first.body[:LONGEST] if first else topic.title,
        "author": person(topic.owner),
        "datePublished": topic.created_at.isoformat(),
        "url": TOPICS.address(topic),
        "commentCount": topic.reply_count,
    }
    return [said]


def _entries(topic: Topic) -> list[Entry]:
    newest = _standing(topic).order_by(Post.number.desc()).limit(MOST)
    return [
        Entry(
            f"post/{encode(post.id)}",
            _("%(name)s in “%(title)s”", name=post.owner.name, title=topic.title),
            on_site(url_for("posts.show", post=post.id)),
            post.created_at,
            post.body[:LONGEST],
        )
        for post in db.session.scalars(newest).unique()
    ]


TOPICS = Outward(
    name="topic",
    endpoint="topics.show",
    argument="topic",
    is_open=is_shown_to_all,
    text=_text,
    look=_look,
    data=_data,
    author=owner_of,
    og_type="article",
    entries=_entries,
    changed=lambda model: model.last_post_at,
)
