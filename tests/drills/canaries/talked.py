"""Topics on the boards: one for each audience, and one for everybody about each private list."""

from __future__ import annotations

from community.accounts.models import Profile
from community.core.db import writing
from community.extensions import db
from community.forums.models import Draft, Post, Topic
from community.forums.words import Words
from community.wishlists.models import Wishlist
from tests.drills.canaries.planting import Stage
from tests.world import board_called, topic_by

AUTHORITIES = ("ana", "mo", "ada")


def a_topic(stage: Stage, audience: str) -> None:
    """Its first post was written twice; moderators read what stood there before if they may
    read the topic."""
    if audience in ("linked", "named", "circle"):
        return  # topics are for everybody, followers or friends
    hatch, ana = stage.aviary.hatch, stage.world.ana
    readers = stage.aviary.readers_of(audience)
    topic = topic_by(ana, hatch("topics.title", audience), audience=audience)
    edited = tuple(reader for reader in AUTHORITIES if reader in readers)
    before = Words("No.", f"<p>{hatch('post_edits.html', audience, edited)}</p>")
    now = Words(hatch("posts.body", audience), f"<p>{hatch('posts.html', audience)}</p>")
    with writing():
        post = Post.write(db.session.get_one(Topic, topic.id), ana, before)
        post.edit(now)
        again = Words("Yes.", "<p>Yes.</p>")
        Post.write(db.session.get_one(Topic, topic.id), ana, again, quoted=post)
    stage.put("topic", topic, audience)
    stage.put("post", post)


def talk_of_lists(stage: Stage) -> None:
    """Everybody reads the topic; its card only who may read the list."""
    ana = db.session.get_one(Profile, stage.world.ana.id)
    for kind, thing_id in list(stage.of):
        if kind == Wishlist.kind:
            stage.put(
                "topic",
                topic_by(ana, "What of this?", about=db.session.get_one(Wishlist, thing_id)),
                "public",
            )
    with writing():
        words = stage.aviary.hatch
        Draft.keep(
            ana.id,
            "new",
            words("forum_drafts.title", "me"),
            words("forum_drafts.body", "me"),
            "home",
        )
    stage.things["slug"] = [board_called().slug]
