from __future__ import annotations

from flask import Blueprint, abort, flash, g, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.accounts.models import Profile
from community.core.access import public
from community.core.answers import answer, invalid, see_other
from community.core.db import writing
from community.core.ids import decode_or_none
from community.core.limits import limit, network_of_request
from community.friends.models import Guest
from community.friends.viewer import Viewer, current_viewer
from community.polls.access import find_option, find_poll, may_answer, voter_or_none
from community.polls.forms import GuestForm
from community.polls.guests import guest_for
from community.polls.models import Option, Poll, PollIsClosed

bp = Blueprint("poll_votes", __name__)


@bp.post("/polls/<thing:poll>/vote")
@public
def create(poll: int) -> ResponseReturnValue:
    """Vote or change a vote; a newcomer with the link becomes a guest by it."""
    viewer = current_viewer()
    found = _find(viewer, poll)
    _limit(viewer)
    chosen = find_option(found, decode_or_none(request.form.get("option")))
    form = GuestForm()
    if chosen is None:
        return _refused(found, form, _("Choose one first."))
    if voter_or_none(viewer) is None and not (form.validate() and form.name.data):
        return _refused(found, form, _("Tell them your name."))
    try:
        return _cast(viewer, poll, chosen.id, form)
    except PollIsClosed:
        return _too_late(poll)


@bp.post("/polls/<thing:poll>/vote/withdraw")
@public
def destroy(poll: int) -> ResponseReturnValue:
    viewer = current_viewer()
    _find(viewer, poll)
    _limit(viewer)
    try:
        with writing():
            voter = voter_or_none(current_viewer())
            if voter:
                find_poll(viewer, poll).withdraw(by=voter)
    except PollIsClosed:
        return _too_late(poll)
    flash(_("Your vote is taken back."))
    return _shown(poll)


def _cast(viewer: Viewer, poll_id: int, option_id: int, form: GuestForm) -> ResponseReturnValue:
    is_new = voter_or_none(viewer) is None
    with writing():
        poll = find_poll(viewer, poll_id)
        option = find_option(poll, option_id) or abort(404)
        voter = voter_or_none(viewer) or guest_for(poll, form.name.data or "", form.token)
        _take_over(poll, voter)
        poll.vote(option, by=voter)
    if is_new:
        # A new cookie: sockets and page begin again as the guest.
        session["guest"] = form.token
        g.pop("viewer", None)
        return see_other(url_for("poll_pages.show", poll=poll))
    flash(_("Your vote for %(option)s is in.", option=_named(option)))
    return _shown(poll_id)


def _take_over(poll: Poll, voter: Profile | Guest) -> None:
    """Who voted as a guest and has signed in since keeps one vote."""
    token = session.get("guest")
    former = Guest.by_token(token) if token and isinstance(voter, Profile) else None
    if former:
        poll.withdraw(by=former)


def _find(viewer: Viewer, poll_id: int) -> Poll:
    found = find_poll(viewer, poll_id)
    if not may_answer(viewer, found):
        abort(403)
    return found


def _limit(viewer: Viewer) -> None:
    if viewer.profile_id:
        limit("vote", viewer.profile_id)
        return
    limit("vote", network_of_request())
    if viewer.guest is None:
        limit("guest", network_of_request())


def _shown(poll_id: int) -> ResponseReturnValue:
    g.pop("sights", None)
    poll = find_poll(current_viewer(), poll_id)
    return answer("polls/_answer.html", to=url_for("poll_pages.show", poll=poll), poll=poll)


def _too_late(poll_id: int) -> ResponseReturnValue:
    message = _("This poll has closed; your vote came too late.")
    return _refused(find_poll(current_viewer(), poll_id), GuestForm(), message, status=409)


def _refused(poll: Poll, form: GuestForm, message: str, status: int = 422) -> ResponseReturnValue:
    return invalid(
        "polls/vote.html",
        partial="polls/_card.html",
        status=status,
        poll=poll,
        problem=message,
        guest_form=form,
        chosen_key=request.form.get("option", ""),
    )


def _named(option: Option) -> str:
    return option.label if option.answer else option.letter
