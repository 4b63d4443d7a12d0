"""Lookups through the viewer, and who may do what with a poll."""

from __future__ import annotations

from flask import abort
from sqlalchemy import Select, bindparam, select

from community.accounts.models import Profile
from community.extensions import db
from community.friends.audience import visible_to
from community.friends.models import Guest
from community.friends.prebuilt import prebuilt
from community.friends.viewer import Viewer
from community.polls.models import Option, Poll, Results
from community.polls.queries import for_cards, with_material


def find_poll(viewer: Viewer, poll_id: int) -> Poll:
    """As it stands in the database now, with what its card is drawn from."""
    query = with_material(select(Poll).where(Poll.id == poll_id, visible_to(Poll, viewer)))
    fresh = query.execution_options(populate_existing=True)
    return db.session.scalar(fresh) or abort(404)


def meet_poll(viewer: Viewer, poll_id: int) -> Poll:
    """For pages that show its card, which may stand drawn already."""
    return _met.scalars(viewer, poll=poll_id).one_or_none() or abort(404)


@prebuilt
def _met(viewer: Viewer) -> Select[Poll]:
    return for_cards(select(Poll).where(Poll.id == bindparam("poll"), visible_to(Poll, viewer)))


def find_own_poll(viewer: Viewer, poll_id: int) -> Poll:
    poll = find_poll(viewer, poll_id)
    if not viewer.owns(poll):
        abort(404)
    return poll


def find_option(poll: Poll, option_id: int | None) -> Option | None:
    return next((option for option in poll.options if option.id == option_id), None)


def may_answer(viewer: Viewer, poll: Poll) -> bool:
    """Members who see it, and guests who hold its link; nobody answers their own question."""
    if viewer.is_member:
        return not viewer.owns(poll)
    return viewer.holds_link_to("poll", poll.id)


def may_see_results(viewer: Viewer, poll: Poll, *, voted: bool) -> bool:
    """The rule the asker chose; the asker sees them always, everyone once the poll is closed."""
    if viewer.owns(poll) or not poll.looks_open:
        return True
    return poll.results == Results.ALWAYS or (poll.results == Results.VOTED and voted)


def may_see_names(viewer: Viewer, poll: Poll) -> bool:
    """Passers-by see numbers; who voted is for members and for those with the link."""
    return viewer.is_member or viewer.holds_link_to("poll", poll.id)


def voter_or_none(viewer: Viewer) -> Profile | Guest | None:
    return viewer.profile or viewer.guest
