from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import func

from community.accounts.models import Profile
from community.core.answers import invalid, page, see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import limit
from community.core.text import plain_line
from community.extensions import db
from community.friends.access import find_own_circle, me
from community.friends.forms import CircleForm, ids_in
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
    found = _own(circle)
    return page("friends/circle.html", **_picker(found, CircleForm(obj=found)))


@bp.post("/circles/<thing:circle>")
def update(circle: int) -> ResponseReturnValue:
    """Without a script the search is a button of the same form: what is ticked stays ticked."""
    form, viewer = CircleForm(), current_viewer()
    if "find" in request.form and not _is_enter(_own(circle), form):
        ticked = ids_in(request.form.getlist("members"))
        return page("friends/circle.html", **_picker(_own(circle), form, ticked))
    if not form.validate_on_submit():
        return invalid("friends/circle.html", **_picker(_own(circle), form))
    limit("write", viewer.profile_id)
    with writing():
        found = find_own_circle(viewer, circle)
        found.name = form.name.data or ""
        found.set_members(_friends_among(ids_in(request.form.getlist("members"))))
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


def _is_enter(circle: PeopleSet, form: CircleForm) -> bool:
    """In the field for the name it presses the form’s first button, which is the search’s, and
    means to save: there is another name, and nothing new is sought."""
    is_sought = request.form.get("q", "") != request.form.get("sought", "")
    return not is_sought and form.name.data != circle.name


def _overview(form: CircleForm) -> dict[str, Any]:
    return {"form": form, "circles": circles_of(me(current_viewer()).id)}


def _own(circle: int) -> PeopleSet:
    return find_own_circle(current_viewer(), circle)


def _picker(circle: PeopleSet, form: CircleForm, ticked: list[int] | None = None) -> dict[str, Any]:
    """Friends to choose from: those in the circle or ticked first, then by name."""
    words = plain_line(request.values.get("q", "")[:60], 120)
    friends, by_name = friends_of(circle.owner_id), (func.lower(Profile.name), Profile.id)
    if ticked is None:
        inside = circle.people
    else:
        chosen = friends.where(Profile.id.in_(ticked)).order_by(*by_name)
        inside = list(db.session.scalars(chosen))
    found = named_like(friends, words).where(Profile.id.not_in([one.id for one in inside]))
    others = list(db.session.scalars(found.order_by(*by_name).limit(MOST_SHOWN)))
    return {"circle": circle, "form": form, "inside": inside, "others": others, "q": words}


def _friends_among(ids: list[int]) -> list[int]:
    friends = friends_of(me(current_viewer()).id)
    chosen = friends.where(friends.selected_columns.id.in_(ids))
    return [person.id for person in db.session.scalars(chosen)]
