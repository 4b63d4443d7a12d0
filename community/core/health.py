"""Is the process alive, and is it ready to serve? Neither says more than that."""

from __future__ import annotations

import logging

from alembic.script import ScriptDirectory
from flask import Blueprint, Flask, Response, current_app
from sqlalchemy import text

from community.core.access import public
from community.core.db import is_reachable
from community.extensions import db
from config import ROOT

bp = Blueprint("health", __name__)
log = logging.getLogger(__name__)

AGAIN_AFTER = "5"  # seconds


@bp.get("/healthz")
@public
def live() -> Response:
    return _plain("ok", 200)


@bp.get("/readyz")
@public
def ready() -> Response:
    """Why it is not stands in the log alone."""
    reason = _reason(current_app)
    if not reason:
        return _plain("ready", 200)
    log.warning("not ready: %s", reason)
    response = _plain("not ready", 503)
    response.headers["Retry-After"] = AGAIN_AFTER
    return response


def _reason(app: Flask) -> str:
    doorkeeper = app.extensions.get("doorkeeper")
    if doorkeeper and doorkeeper.is_closing:
        return "the process is stopping"
    if not is_reachable():
        return "the database does not answer"
    return "" if _is_migrated(app) else "migrations are missing"


def _is_migrated(app: Flask) -> bool:
    """Whether the database has every migration of this code; once so, it is not asked again.

    One that is ahead of us is fine: while a new release moves in, the old one serves on.
    """
    if app.extensions.get("is_migrated"):
        return True
    scripts = ScriptDirectory(str(ROOT / "migrations"))
    found = _revision()
    behind = {script.revision for script in scripts.walk_revisions()} - set(scripts.get_heads())
    app.extensions["is_migrated"] = bool(found) and found not in behind
    return bool(app.extensions["is_migrated"])


def _revision() -> str:
    try:
        return str(db.session.scalar(text("SELECT version_num FROM alembic_version")) or "")
    except Exception:
        db.session.rollback()
        return ""


def _plain(text: str, status: int) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(text + "\n", status, mimetype="text/plain", headers=headers)
