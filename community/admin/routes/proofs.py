"""The password once more, before what is risky."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from community.accounts.models import AccountSession
from community.accounts.signing_in import is_present_password
from community.admin.access import admin
from community.admin.forms import ProofForm
from community.core import clock
from community.core.answers import invalid, page, see_other
from community.core.db import writing
from community.core.text import safe_next
from community.extensions import db
from community.friends.viewer import current_viewer

bp = Blueprint("proofs", __name__)

A_MINUTE = timedelta(minutes=1)


@bp.get("/admin/password")
def new() -> ResponseReturnValue:
    admin(current_viewer())
    form = ProofForm(formdata=None, next=safe_next(request.args.get("next")))
    return page("admin/prove.html", form=form)


@bp.post("/admin/password")
def create() -> ResponseReturnValue:
    admin(current_viewer())
    form, session_id = ProofForm(), current_user.session_id
    if not form.validate():
        return invalid("admin/prove.html", form=form)
    if not is_present_password(current_user.account, form.password.data):
        form.password.errors = [_("This is not your present password.")]
        return invalid("admin/prove.html", form=form)
    with writing():
        session = db.session.get_one(AccountSession, session_id)
        if session.proved_at is None or session.proved_at < clock.now() - A_MINUTE:
            session.proved_at = clock.now()
    return see_other(safe_next(form.next.data) or url_for("admin.index"))
