"""What browsers and finders of faults look for at fixed addresses."""

from __future__ import annotations

from datetime import timedelta
from email.utils import parseaddr

from flask import Blueprint, Response, current_app, redirect, url_for
from flask.typing import ResponseReturnValue

from community.core import clock
from community.core.access import public
from community.core.mail import on_site

bp = Blueprint("well_known", __name__)
EXPIRES = timedelta(days=180)


@bp.get("/change-password")
@public
def change_password() -> ResponseReturnValue:
    return redirect(url_for("settings.password"), 302)


@bp.get("/security.txt")
@public
def security() -> Response:
    """RFC 9116: where to write to, and until when this holds."""
    sender = parseaddr(current_app.extensions["settings"].sender)[1]
    until = (clock.now() + EXPIRES).strftime("%Y-%m-%dT00:00:00Z")
    here = on_site(url_for("well_known.security"))
    lines = f"Contact: mailto:{sender}\nExpires: {until}\nCanonical: {here}\n"
    return Response(lines, mimetype="text/plain")
