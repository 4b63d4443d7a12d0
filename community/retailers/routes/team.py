from __future__ import annotations

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.accounts.models import Profile
from community.core.answers import invalid, see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import limit
from community.friends.access import me
from community.friends.viewer import current_viewer
from community.retailers.access import demand_lead, find_retailer, find_seat
from community.retailers.forms import InviteForm
from community.retailers.models import LastOwner, Seat
from community.retailers.models.seat import EDITOR, OWNER
from community.retailers.queries import team_of

bp = Blueprint("team", __name__)


@bp.get("/retailers/<thing:retailer>/team")
def index(retailer: int) -> ResponseReturnValue:
    found = find_retailer(current_viewer(), retailer)
    seats = team_of(found)
    return render_template("retailers/team.html", retailer=found, form=InviteForm(), seats=seats)


@bp.post("/retailers/<thing:retailer>/team")
def create(retailer: int) -> ResponseReturnValue:
    form, viewer = InviteForm(), current_viewer()
    found = find_retailer(viewer, retailer)
    demand_lead(viewer, found)
    if not form.validate():
        return invalid("retailers/team.html", retailer=found, form=form, seats=team_of(found))
    limit("invite", viewer.profile_id)
    invited: Profile = form.person or abort(404)
    with writing():
        found = find_retailer(viewer, retailer)
        demand_lead(viewer, found)
        Seat.offer(found, invited, form.role.data, me(viewer))
    flash(_("%(name)s is invited.", name=invited.name))
    return see_other(url_for("team.index", retailer=found))


@bp.post("/seats/<thing:seat>/take")
def take(seat: int) -> ResponseReturnValue:
    viewer = current_viewer()
    with writing():
        found = find_seat(viewer, seat)
        if found.profile_id != viewer.profile_id:
            abort(403)
        found.take()
    flash(_("You are in the team of %(shop)s.", shop=found.retailer.name))
    return see_other(url_for("retailers.show", retailer=found.retailer))


@bp.post("/seats/<thing:seat>/role")
def update(seat: int) -> ResponseReturnValue:
    viewer = current_viewer()
    with writing():
        found = find_seat(viewer, seat)
        demand_lead(viewer, found.retailer)
        try:
            found.give_role(OWNER if request.form.get("role") == OWNER else EDITOR)
        except LastOwner:
            return _last_owner(found)
    return see_other(url_for("team.index", retailer=found.retailer))


@bp.post("/seats/<thing:seat>/remove")
@once
def destroy(seat: int) -> ResponseReturnValue:
    """An owner takes a seat back; everybody may leave their own, but for the last owner."""
    viewer = current_viewer()
    with writing_once():
        found = find_seat(viewer, seat)
        retailer, is_mine = found.retailer, found.profile_id == viewer.profile_id
        if not is_mine:
            demand_lead(viewer, retailer)
        try:
            found.leave()
        except LastOwner:
            return _last_owner(found)
        back = url_for("team.index", retailer=retailer)
        to = keep_answer(url_for("retailers.index") if is_mine else back)
    return see_other(to)


def _last_owner(seat: Seat) -> ResponseReturnValue:
    return invalid(
        "retailers/team.html",
        status=409,
        retailer=seat.retailer,
        form=InviteForm(formdata=None),
        seats=team_of(seat.retailer),
        problem=_("A team keeps at least one owner. Make somebody else one first."),
    )
