"""Is the process alive, and is it ready to serve?"""

from __future__ import annotations

from flask import Blueprint, Response

from community.core.access import public
from community.core.db import is_reachable

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def live() -> Response:
    return _plain("ok", 200)


@bp.get("/readyz")
@public
def ready() -> Response:
    if is_reachable():
        return _plain("ready", 200)
    response = _plain("the database does not answer", 503)
    response.headers["Retry-After"] = "5"
    return response


def _plain(text: str, status: int) -> Response:
    headers = {"Cache-Control": "no-store"}
    return Response(text + "\n", status, mimetype="text/plain", headers=headers)
