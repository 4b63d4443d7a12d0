"""What the rest of the house hears of polls."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy.orm import selectinload

from community.catalog.merging import moves_with_product
from community.core import cache
from community.core.events import Fact, subscribe
from community.core.kinds import Kind, Searched, Words, register_kind
from community.core.live import watchable
from community.friends.audience import listed_for, visible_to
from community.friends.events import AudienceChanged
from community.polls import jobs, live
from community.polls.events import PollAsked, PollChanged, PollClosed, PollDecided, VoteCast
from community.polls.models import Option, Poll, Vote
from community.polls.queries import for_cards, shows
from community.polls.showing import show_after_change

CHANGING: tuple[type[Fact], ...] = (VoteCast, PollChanged, PollClosed, PollDecided)

__all__ = ["jobs", "register"]


def register() -> None:
    moves_with_product(Poll.product_id)
    moves_with_product(Option.product_id, one_per=(Option.poll_id,))
    register_kind(
        Kind(
            name="poll",
            model=Poll,
            noun=lambda: _("poll"),
            visible=lambda viewer: visible_to(Poll, viewer),
            listed=lambda viewer: listed_for(Poll, viewer),
            address=lambda poll: url_for("poll_pages.show", poll=poll),
            title=lambda poll: poll.question,
            card="polls/_card.html",
            preload=for_cards,
            shows=shows,
            search=Searched(
                lambda: _("Polls"),
                "vote",
                _words,
                dict.fromkeys((PollAsked, PollChanged), _poll_of),
                load=lambda query: query.options(selectinload(Poll.options)),
            ),
        )
    )
    watchable("poll", live.join, live.state)
    cache.may_lag(Poll, "asked_count", "comment_count", "version", "vote_count")
    cache.may_lag(Option, "votes")
    cache.may_lag(Vote, "option_id")
    subscribe(AudienceChanged, show_after_change, name="show-polls", durable=True)
    for fact in CHANGING:
        subscribe(fact, _freshen, name="pages")
        subscribe(fact, live.announce, name="live")


def _poll_of(fact: Any) -> int:
    poll_id: int = fact.poll_id
    return poll_id


def _words(poll: Poll) -> Words:
    return Words(poll.question, " ".join([poll.note, *(option.text for option in poll.options)]))


def _freshen(fact: Any) -> None:
    cache.touch("poll", fact.poll_id)
