from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import func

from community.accounts.models import Profile
from community.core.answers import invalid, see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.ids import decode
from community.core.limits import limit
from community.core.text import plain_line
from community.extensions import db
from community.friends.access import find_own_circle, me
from community.friends.forms import CircleForm
from community.friends.models import PeopleSet
from community.friends.queries import circles_of, friends_of, named_like
from community.friends.viewer import current_viewer

bp = Blueprint("circles", __name__)

MOST_SHOWN = 60


@bp.get("/circles")
def index() -> ResponseReturnValue:
    return render_template("friends/circles.html", **_overview(CircleForm()))


@bp.post("/circles")
@once
def create() -> ResponseReturnValue:
    form = CircleForm()
    if not form.validate_on_submit():
        return invalid("friends/circles.html", **_overview(form))
    limit("write", current_viewer().profile_id)
    with writing_once():
        circle = PeopleSet.circle(me(current_viewer()), form.name.data or "")
        to = keep_answer(url_for("circles.show", circle=circle))
    return see_other(to)


@bp.get("/circles/<thing:circle>")
def show(circle: int) -> ResponseReturnValue:
    found = find_own_circle(current_viewer(), circle)
    return render_template("friends/circle.html", **_picker(found, CircleForm(obj=found)))


@bp.post("/circles/<thing:circle>")
def update(circle: int) -> ResponseReturnValue:
    form, viewer = CircleForm(), current_viewer()
    if not form.validate_on_submit():
        return invalid("friends/circle.html", **_picker(find_own_circle(viewer, circle), form))
    limit("write", viewer.profile_id)
    with writing():
        found = find_own_circle(viewer, circle)
        found.name = form.name.data or ""
        found.set_members(_friends_among(_ids(request.form.getlist("members"))))
    flash(_("%(circle)s is saved.", circle=found.name))
    return see_other(url_for("circles.index"))


@bp.post("/circles/<thing:circle>/delete")
@once
def destroy(circle: int) -> ResponseReturnValue:
    limit("write", current_viewer().profile_id)
    with writing_once():
        found = find_own_circle(current_viewer(), circle)
        found.set_members([])
        db.session.delete(found)
        to = keep_answer(url_for("circles.index"))
    flash(_("%(circle)s is gone. What you showed to it, only you see now.", circle=found.name))
    return see_other(to)


def _overview(form: CircleForm) -> dict[str, Any]:
    return {"form": form, "circles": circles_of(me(current_viewer()).id)}


def _picker(circle: PeopleSet, form: CircleForm) -> dict[str, Any]:
    """Friends to choose from: those in the circle first, then by name."""
    words = plain_line(request.args.get("q", "")[:60], 120)
    inside = {membership.profile_id for membership in circle.memberships}
    friends = named_like(friends_of(circle.owner_id), words).where(Profile.id.not_in(inside))
    query = friends.order_by(func.lower(Profile.name), Profile.id).limit(MOST_SHOWN)
    others = list(db.session.scalars(query))
    return {"circle": circle, "form": form, "inside": circle.people, "others": others, "q": words}


def _friends_among(ids: list[int]) -> list[int]:
    friends = friends_of(me(current_viewer()).id)
    chosen = friends.where(friends.selected_columns.id.in_(ids))
    return [person.id for person in db.session.scalars(chosen)]


def _ids(texts: list[str]) -> list[int]:
    ids = []
    for text in texts[:500]:
        try:
            ids.append(decode(text))
        except ValueError:
            continue
    return ids
