"""Polls to answer, one's own, those answered; asking a new one; taking one away."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import Select

from community.core.answers import invalid, is_htmx, page, see_other
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import limit
from community.core.pagination import by_id
from community.friends.access import me
from community.friends.models import ShareLink
from community.friends.viewer import Viewer, current_viewer
from community.pages.poll_material import offer_products, prefill
from community.polls import queries
from community.polls.access import find_own_poll
from community.polls.forms import PollForm
from community.polls.models import Poll

bp = Blueprint("polls", __name__)

TABS = ("answer", "mine", "answered")


@bp.get("/polls")
def index() -> ResponseReturnValue:
    viewer = current_viewer()
    tab = request.args.get("tab")
    tab = tab if tab in TABS else TABS[0]
    after = request.args.get("after")
    polls = by_id(queries.for_cards(_select(tab, viewer)), Poll.id, after, size=10)
    template = "polls/_polls.html" if is_htmx() and after else "polls/index.html"
    return page(template, polls=polls, tab=tab)


@bp.get("/polls/new")
def new() -> ResponseReturnValue:
    """About a product or a list; of a page nobody has brought yet, the way to bring it first."""
    form = PollForm()
    if not prefill(form, current_viewer(), request.args):
        return redirect(url_for("clips.new", url=request.args["url"][:2000]), 303)
    return page("polls/new.html", form=form)


@bp.post("/polls/new")
def create() -> ResponseReturnValue:
    viewer = current_viewer()
    form = PollForm()
    offer_products(form, viewer)
    if "more" in request.form:
        form.add_texts()
        return page("polls/new.html", form=form)
    return _ask(form)


@bp.post("/polls/<thing:poll>/delete")
@once
def destroy(poll: int) -> ResponseReturnValue:
    with writing_once():
        find_own_poll(current_viewer(), poll).remove()
        to = keep_answer(url_for("polls.index", tab="mine"))
    flash(_("The poll is gone, with its votes and comments."))
    return see_other(to)


@once
def _ask(form: PollForm) -> ResponseReturnValue:
    if not form.validate():
        return invalid("polls/new.html", form=form)
    limit("ask", current_viewer().profile_id)
    with writing_once():
        viewer = current_viewer()
        offer_products(form, viewer)
        poll = form.poll()
        poll.owner = me(viewer)
        form.show(poll)
        poll.ask()
        poll.asked_count = queries.count_asked(poll)
        if form.wants_link:
            ShareLink.make(poll.kind, poll.id, me(viewer))
        to = keep_answer(url_for("poll_pages.show", poll=poll))
    flash(_("Asked. Answers appear here as they come."))
    return see_other(to)


def _select(tab: str, viewer: Viewer) -> Select[Poll]:
    if tab == "mine":
        return queries.asked_by(viewer.profile_id, viewer)
    return queries.answered_by(viewer) if tab == "answered" else queries.to_answer(viewer)
