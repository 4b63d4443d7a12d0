"""For readers of invitations who want no more of them, from anybody; they have no account."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from community.core.access import public
from community.core.db import writing
from community.extensions import csrf
from community.friends.letters import refused_by
from community.friends.models import MailRefusal

bp = Blueprint("refusals", __name__)


@bp.get("/no-invitations/<token>")
@public
def show(token: str) -> ResponseReturnValue:
    """Looking changes nothing, since mail scanners look too."""
    refused_by(token) or abort(404)
    return render_template("friends/refuse_letters.html", done=False)


@bp.post("/no-invitations/<token>")
@public
@csrf.exempt  # mail programs post here (RFC 8058); the signed token is the proof
def create(token: str) -> ResponseReturnValue:
    email_hash = refused_by(token) or abort(404)
    with writing():
        MailRefusal.keep(email_hash)
    return render_template("friends/refuse_letters.html", done=True)
