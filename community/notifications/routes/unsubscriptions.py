from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from community.core.access import public
from community.core.db import writing
from community.extensions import csrf
from community.notifications.mailing import account_of

bp = Blueprint("unsubscriptions", __name__)


@bp.get("/unsubscribe/<token>")
@public
def show(token: str) -> ResponseReturnValue:
    """Looking changes nothing, since mail scanners look too."""
    account_of(token) or abort(404)
    return render_template("notifications/unsubscribe.html", token=token, done=False)


@bp.post("/unsubscribe/<token>")
@public
@csrf.exempt  # mail programs post here (RFC 8058); the signed token is the proof
def create(token: str) -> ResponseReturnValue:
    with writing():
        account = account_of(token) or abort(404)
        account.wants_mail = False
    return render_template("notifications/unsubscribe.html", token=token, done=True)
