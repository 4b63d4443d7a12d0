from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from community.core.access import public
from community.core.answers import page
from community.friends.seen_as import can_be_seen_as
from community.friends.viewer import current_viewer
from community.polls.access import find_poll, may_answer
from community.polls.cards import poll_card
from community.polls.guests import new_guest_key
from community.polls.models import Poll
from community.polls.sight import sight_of, summary_of

bp = Blueprint("poll_cards", __name__)

# What the card asks for, on whatever page it stands.
bp.add_app_template_global(poll_card)
bp.add_app_template_global(sight_of)
bp.add_app_template_global(summary_of)
bp.add_app_template_global(new_guest_key)


@bp.app_template_global("may_answer")
def may_viewer_answer(poll: Poll) -> bool:
    return may_answer(current_viewer(), poll)


@bp.get("/polls/<thing:poll>/card")
@public
@can_be_seen_as
def show(poll: int) -> ResponseReturnValue:
    """The card as this viewer sees it now; open pages ask for it when they hear of news."""
    return page("polls/_card.html", poll=find_poll(current_viewer(), poll))
