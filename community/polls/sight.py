"""What one viewer sees of polls: their own vote, the results if the rule allows, who voted.

Counts belong to the record, names to the viewer: the votes of blocked people count, unnamed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from flask import g
from flask_babel import format_percent, ngettext
from flask_babel import gettext as _
from sqlalchemy import Executable, Select, bindparam, select, union_all
from sqlalchemy.orm import aliased

from community.accounts.models import Face, Profile
from community.core.images.models import Picture, Shown
from community.extensions import db
from community.friends.audience import no_block_between
from community.friends.models import Guest
from community.friends.prebuilt import prebuilt
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
    avatar: Shown | None = None

    @classmethod
    def of(cls, row: Any) -> Voter:
        if row.handle is None:
            return cls(row.guest_name, row.guest_name[:2].upper(), row.guest_id % 6 + 1)
        picture = (row.digest, row.width, row.plain_ground, row.is_private)
        avatar = Shown(*picture) if row.digest else None
        face = Face(row.profile_id, row.handle, row.name, avatar)
        return cls(face.first_name, face.initials, face.hue, avatar)


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
        for each, sight in sights(current_viewer(), [*{*polls_of_page(), poll}]).items():
            known[each] = sight
    return known[poll.id, poll.version]


def polls_of_page() -> list[Poll]:
    """Those loaded so far: what one card asks the database, it asks for all of them."""
    return [each for each in db.session.identity_map.values() if isinstance(each, Poll)]


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
    column = Vote.profile_id if viewer.profile else Vote.guest_id
    rows = db.session.execute(_own_votes(column), {"who": who.id, "polls": poll_ids})
    return dict(rows.all())


@cache
def _own_votes(column: Any) -> Executable:
    asked = Vote.poll_id.in_(bindparam("polls", expanding=True))
    return select(Vote.poll_id, Vote.option_id).where(asked, column == bindparam("who"))


def _voters(viewer: Viewer, poll_ids: list[int]) -> dict[int, dict[int, list[Voter]]]:
    """The first few of each option whom the viewer may meet."""
    if not poll_ids:
        return {}
    found: dict[int, dict[int, list[Voter]]] = {}
    for row in _few_of_each.execute(viewer, polls=poll_ids):
        of_poll = found.setdefault(row.poll_id, {})
        of_poll.setdefault(row.option_id, []).append(Voter.of(row))
    return found


@prebuilt
def _few_of_each(viewer: Viewer) -> Executable:
    """The earliest votes of each option, each found by the index: no poll's votes are counted."""
    early = union_all(*(_nth(viewer, place) for place in range(FACES)))
    who = (Profile.handle, Profile.name, Guest.name.label("guest_name"))
    look = (Picture.digest, Picture.width, Picture.plain_ground, Picture.is_private)
    return (
        select(Vote.poll_id, Vote.option_id, Vote.profile_id, Vote.guest_id, *who, *look)
        .outerjoin(Profile, Profile.id == Vote.profile_id)
        .outerjoin(Picture, Picture.id == Profile.avatar_id)
        .outerjoin(Guest, Guest.id == Vote.guest_id)
        .where(Vote.id.in_(early))
        .order_by(Vote.id)
    )


def _nth(viewer: Viewer, place: int) -> Select[Any]:
    vote = aliased(Vote)
    is_met = vote.profile_id.is_(None) | no_block_between(viewer, vote.profile_id)
    of_option = select(vote.id).where(vote.option_id == Option.id, is_met).order_by(vote.id)
    one = of_option.offset(place).limit(1).correlate(Option).scalar_subquery()
    return select(one).where(Option.poll_id.in_(bindparam("polls", expanding=True)))


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
