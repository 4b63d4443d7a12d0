"""The browsers a member is signed in with, and ending them."""

from __future__ import annotations

from flask import Blueprint, abort, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from community.accounts.browser_names import browser_name
from community.accounts.models import AccountSession
from community.core.answers import see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once

bp = Blueprint("browsers", __name__)
bp.add_app_template_global(browser_name)


@bp.post("/<thing:browser>/end")
@once
def destroy(browser: int) -> ResponseReturnValue:
    with writing_once():
        found = AccountSession.living(current_user.account.id, browser) or abort(404)
        found.end()
        to = keep_answer(url_for("settings.sessions"))
    flash(_("That browser is signed out."))
    return see_other(to)


@bp.post("/end-others")
def destroy_others() -> ResponseReturnValue:
    with writing():
        AccountSession.end_all(current_user.account.id, but=current_user.session.id)
    flash(_("Every other browser is signed out."))
    return see_other(url_for("settings.sessions"))
