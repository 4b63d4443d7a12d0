"""The first admin: whoever holds the link that `flask set-up` printed, once for ever."""

from __future__ import annotations

from flask import Blueprint, abort, current_app, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeTimedSerializer
from sqlalchemy import update

from community.accounts.models import Account, Role
from community.core import audit
from community.core.answers import see_other
from community.core.db import change, writing
from community.core.limits import limit, network_of_request
from community.core.site import claim_first_admin, first_admin
from community.friends.access import me
from community.friends.viewer import current_viewer

bp = Blueprint("set_ups", __name__)

A_DAY = 24 * 3600


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.extensions["settings"].secret_key, salt="set-up")


def token() -> str:
    return _signer().dumps("first admin")


@bp.get("/set-up/<string(maxlength=120):token>")
def show(token: str) -> ResponseReturnValue:
    _check(token)
    return render_template("admin/set_up.html", token=token)


@bp.post("/set-up/<string(maxlength=120):token>")
def create(token: str) -> ResponseReturnValue:
    """Of many who ask at once one is told yes, by a conditional UPDATE of the one row."""
    _check(token)
    with writing():
        profile = me(current_viewer())
        if not claim_first_admin(profile.id):
            abort(404)
        first = update(Account).where(Account.id == profile.account_id)
        first = first.where(Account.role != Role.ADMIN.value)
        if change(first.values(role=Role.ADMIN.value)):
            audit.record(profile.id, "role.admin", "profile", profile.id)
    flash(_("You run this place now."))
    return see_other(url_for("admin.index"))


def _check(token: str) -> None:
    limit("sign-in", "set-up", network_of_request())
    try:
        _signer().loads(token, max_age=A_DAY)
    except BadSignature:
        abort(404)
    if first_admin() not in (None, current_viewer().profile_id):
        abort(404)
