from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Select

from community.accounts.models import Profile
from community.core.answers import is_htmx, page
from community.core.pagination import by_id
from community.core.text import plain_line
from community.friends.access import me
from community.friends.audience import no_block_between
from community.friends.forms import MailInvitationForm
from community.friends.models import MailInvitation
from community.friends.queries import (
    asked_by_me,
    asking,
    count_asking,
    followed_by,
    followers_of,
    friends_of,
    named_like,
    people_for,
    relations,
)
from community.friends.routes.invites import invite_link_of
from community.friends.viewer import Viewer, current_viewer

bp = Blueprint("people", __name__)


@bp.get("/people")
def index() -> ResponseReturnValue:
    """Friends, followed, followers, or anybody by name."""
    viewer, tab = current_viewer(), request.args.get("tab", "friends")
    words = plain_line(request.args.get("q", "")[:60], 120)
    after = request.args.get("after")
    rows = by_id(_people(viewer, tab, words), Profile.id, after)
    return page(
        "friends/_people.html" if is_htmx() and after else "friends/people.html",
        tab="search" if words else tab,
        q=words,
        page=rows,
        relations=relations(viewer, rows.items),
        invite=invite_link_of(me(viewer)),
        waiting=count_asking(me(viewer).id),
        letters=MailInvitation.of(me(viewer).id),
        mail_form=MailInvitationForm(formdata=None),
    )


def _people(viewer: Viewer, tab: str, words: str) -> Select[Profile]:
    own = me(viewer).id
    if words:
        return named_like(people_for(viewer), words)
    if tab == "requests":
        return asking(own).where(no_block_between(viewer, Profile.id))
    tabs = {"followed": followed_by, "followers": followers_of, "asked": asked_by_me}
    return tabs.get(tab, friends_of)(own)
