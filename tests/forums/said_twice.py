"""What may be said twice of forums, and why; see tests/core/idempotency/harmless.py."""

from __future__ import annotations

from tests.core.idempotency.acts import Act
from tests.core.idempotency.stage import key

HARMLESS: dict[str, tuple[str, Act]] = {
    "posts.destroy": (
        "a removal is a mark that stands or not",
        lambda s: s.ana_sends(f"/forum/posts/{key(s.post)}/delete"),
    ),
    "post_edits.update": (
        "says the whole state; the same words again change nothing",
        lambda s: s.ana_sends(f"/forum/posts/{key(s.post)}/edit", body="Other words"),
    ),
    "posts.preview": ("makes nothing", lambda s: s.ana_sends("/forum/preview", body="*So*")),
    "answers.update": (
        "the form says which state",
        lambda s: s.ana_sends(f"/forum/posts/{key(s.post)}/accept", wanted="1"),
    ),
    "topic_marks.read": (
        "never goes back",
        lambda s: s.ana_sends(f"/forum/topics/{key(s.topic)}/read", number="1"),
    ),
    "topic_marks.subscribe": (
        "the form says which state",
        lambda s: s.ana_sends(f"/forum/topics/{key(s.topic)}/subscribe", wanted="0"),
    ),
    "topic_keeping.update": (
        "the form says which state",
        lambda s: s.moderator_sends(f"/forum/topics/{key(s.topic)}/keep", pinned="1"),
    ),
    "topic_keeping.move": (
        "where it stands it stays",
        lambda s: s.moderator_sends(f"/forum/topics/{key(s.topic)}/move", board="home"),
    ),
    "drafts.update": (
        "one row a member and place, which says the whole state",
        lambda s: s.ana_sends("/forum/drafts", place="new", body="Half a thought"),
    ),
    "drafts.destroy": (
        "what is gone is gone",
        lambda s: s.ana_sends("/forum/drafts/delete", place="new"),
    ),
}
