"""Changing a poll: its words until the first vote, then only more to choose from."""

from __future__ import annotations

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.answers import invalid, page, see_other
from community.core.events import publish
from community.core.idempotency import keep_answer, once, writing_once
from community.extensions import db
from community.friends.events import AudienceChanged
from community.friends.viewer import current_viewer
from community.pages.poll_material import offer_products
from community.polls.access import find_own_poll
from community.polls.forms import PollEditForm
from community.polls.models import MOST_OPTIONS, Poll, PollIsClosed, Sort
from community.polls.queries import count_asked

bp = Blueprint("poll_edits", __name__)


@bp.get("/polls/<thing:poll>/edit")
def edit(poll: int) -> ResponseReturnValue:
    found = find_own_poll(current_viewer(), poll)
    form = PollEditForm(obj=None, data={"question": found.question, "note": found.note})
    form.results.data = found.results
    form.take(found)
    offer_products(form, current_viewer())
    return page("polls/edit.html", form=form, poll=found)


@bp.post("/polls/<thing:poll>/edit")
def update(poll: int) -> ResponseReturnValue:
    found = find_own_poll(current_viewer(), poll)
    form = PollEditForm()
    _keep_words(form, found)
    offer_products(form, current_viewer())
    if "more" in request.form:
        form.add_texts()
        return page("polls/edit.html", form=form, poll=found)
    return _save(form, found)


@once
def _save(form: PollEditForm, found: Poll) -> ResponseReturnValue:
    if not (form.validate() and _has_room(form, found)):
        return invalid("polls/edit.html", form=form, poll=found)
    try:
        _change(form, found.id)
    except PollIsClosed:
        flash(_("The poll has closed meanwhile; its words stay as they are."), "error")
    return see_other(url_for("poll_pages.show", poll=found))


def _change(form: PollEditForm, poll_id: int) -> None:
    with writing_once():
        poll = find_own_poll(current_viewer(), poll_id)
        keep_answer(url_for("poll_pages.show", poll=poll))
        before = (poll.audience, poll.people_set_id)
        form.show(poll)
        if (poll.audience, poll.people_set_id) != before or poll.people_set:
            db.session.flush()
            poll.show_products()
            poll.asked_count = count_asked(poll)
            publish(AudienceChanged(poll.kind, poll.id))
        if not poll.looks_open:
            return
        if not poll.vote_count:
            poll.reword(form.question.data or "", form.note.data or "", form.results.data)
        offer_products(form, current_viewer())
        if poll.sort == Sort.WHICH and (new := form.options()):
            poll.add(new)


def _keep_words(form: PollEditForm, poll: Poll) -> None:
    """Once there are votes, question and rule are no part of the form."""
    if poll.vote_count or not poll.looks_open:
        form.question.data, form.note.data = poll.question, poll.note
        form.results.data = poll.results


def _has_room(form: PollEditForm, poll: Poll) -> bool:
    if poll.sort == Sort.BUY or len(poll.options) + len(form.options()) <= MOST_OPTIONS:
        return True
    form.texts.errors = [_("Ten at most.")]
    return False
