"""What one viewer sees of polls: their own vote, the results if the rule allows, who voted.

Counts belong to the record, names to the viewer: the votes of blocked people count, unnamed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import g
from flask_babel import format_percent, ngettext
from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from community.core.images.models import Picture
from community.extensions import db
from community.friends.audience import no_block_between
from community.friends.viewer import Viewer, current_viewer
from community.polls.access import may_see_names, may_see_results
from community.polls.models import Option, Poll, Vote

FACES = 3


@dataclass(frozen=True)
class Voter:
    """A face beside an option, a member's or a guest's."""

    name: str
    initials: str
    hue: int
    avatar: Picture | None = None

    @classmethod
    def of(cls, vote: Vote) -> Voter:
        if vote.profile:
            who = vote.profile
            return cls(who.first_name, who.initials, who.hue, who.avatar)
        assert vote.guest
        return cls(vote.guest.name, vote.guest.name[:2].upper(), vote.guest.id % 6 + 1)


@dataclass(frozen=True)
class Sight:
    """`mine` is the id of the option the viewer voted for; `voters` are by option id."""

    mine: int | None = None
    shows_results: bool = False
    voters: dict[int, list[Voter]] = field(default_factory=dict)

    def share(self, option: Option) -> float:
        total = option.poll.vote_count
        return option.votes / total if total else 0.0


def sight_of(poll: Poll) -> Sight:
    """For templates. The first card of a page looks for all polls the page has loaded."""
    known: dict[tuple[int, int], Sight] = g.setdefault("sights", {})
    if (poll.id, poll.version) not in known:
        loaded = [each for each in db.session.identity_map.values() if isinstance(each, Poll)]
        for each, sight in sights(current_viewer(), [*{*loaded, poll}]).items():
            known[each] = sight
    return known[poll.id, poll.version]


def sights(viewer: Viewer, polls: list[Poll]) -> dict[tuple[int, int], Sight]:
    """By (id, version); two selects for any number of polls."""
    mine = votes_of(viewer, [poll.id for poll in polls])
    told = [poll for poll in polls if may_see_results(viewer, poll, voted=poll.id in mine)]
    named = [poll.id for poll in told if poll.vote_count and may_see_names(viewer, poll)]
    voters = _voters(viewer, named)
    return {
        (poll.id, poll.version): Sight(mine.get(poll.id), poll in told, voters.get(poll.id, {}))
        for poll in polls
    }


def votes_of(viewer: Viewer, poll_ids: list[int]) -> dict[int, int]:
    """The viewer's own votes: option id by poll id."""
    who = viewer.profile or viewer.guest
    if who is None:
        return {}
    is_mine = Vote.is_by(who)
    rows = db.session.execute(
        select(Vote.poll_id, Vote.option_id).where(Vote.poll_id.in_(poll_ids), is_mine)
    )
    return dict(rows.all())


def _voters(viewer: Viewer, poll_ids: list[int]) -> dict[int, dict[int, list[Voter]]]:
    """The first few of each option whom the viewer may meet."""
    if not poll_ids:
        return {}
    found: dict[int, dict[int, list[Voter]]] = {}
    for vote in db.session.scalars(_few_of_each(viewer, poll_ids)):
        found.setdefault(vote.poll_id, {}).setdefault(vote.option_id, []).append(Voter.of(vote))
    return found


def _few_of_each(viewer: Viewer, poll_ids: list[int]) -> Any:
    place = func.row_number().over(partition_by=Vote.option_id, order_by=Vote.id)
    is_met = Vote.profile_id.is_(None) | no_block_between(viewer, Vote.profile_id)
    ranked = select(Vote.id, place.label("place")).where(Vote.poll_id.in_(poll_ids), is_met)
    few = ranked.subquery()
    query = select(Vote).join(few, few.c.id == Vote.id).where(few.c.place <= FACES)
    return query.order_by(Vote.id).options(joinedload(Vote.profile), joinedload(Vote.guest))


def summary_of(poll: Poll) -> str:
    """How it stands in one sentence, for who cannot see the bars."""
    if not sight_of(poll).shows_results or not poll.vote_count:
        return ngettext("%(num)s vote", "%(num)s votes", poll.vote_count)
    leader, *others = sorted(poll.options, key=lambda option: -option.votes)
    if others and others[0].votes == leader.votes:
        return _("It is a tie between %(a)s and %(b)s.", a=leader.label, b=others[0].label)
    share = format_percent(leader.votes / poll.vote_count)
    return ngettext(
        "%(name)s leads with %(share)s of %(num)s vote.",
        "%(name)s leads with %(share)s of %(num)s votes.",
        poll.vote_count,
        name=leader.label,
        share=share,
    )
