from __future__ import annotations

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.answers import invalid, see_other
from community.core.idempotency import keep_answer, once, writing_once
from community.friends.viewer import current_viewer
from community.polls.access import find_option, find_own_poll
from community.polls.forms import DecisionForm

bp = Blueprint("poll_decisions", __name__)


@bp.post("/polls/<thing:poll>/decision")
@once
def create(poll: int) -> ResponseReturnValue:
    """What the asker did; an open poll closes with it. It may be put right later."""
    found = find_own_poll(current_viewer(), poll)
    form = DecisionForm(found)
    if not form.validate():
        return invalid("polls/decide.html", poll=found, form=form)
    with writing_once():
        found = find_own_poll(current_viewer(), poll)
        option = find_option(found, form.option_id)
        said = "option" if option else form.decision.data
        found.decide(said, option, form.text.data if said == "other" else "")
        to = keep_answer(url_for("poll_pages.show", poll=found))
    flash(_("Said. Thank those who helped you."))
    return see_other(to)
