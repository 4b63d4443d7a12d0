"""A poll that gets another audience: what it is about, and how many it is put to."""

from __future__ import annotations

from community.extensions import db
from community.friends.events import AudienceChanged
from community.polls.models import Poll
from community.polls.queries import count_asked


def show_after_change(fact: AudienceChanged) -> None:
    """For who changes the audience of many things and knows nothing of polls."""
    poll = db.session.get(Poll, fact.thing_id) if fact.kind == Poll.kind else None
    if poll is not None:
        poll.show_products()
        poll.asked_count = count_asked(poll)
