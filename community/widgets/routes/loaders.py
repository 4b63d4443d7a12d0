"""The script that shops write into their pages: the newest, and each version by its number."""

from __future__ import annotations

from flask import Blueprint, Response, abort
from flask.typing import ResponseReturnValue

from community.core.access import public
from community.core.assets import A_YEAR, manifest, send_static
from community.widgets.releases import NEWEST

bp = Blueprint("loaders", __name__)

AN_HOUR = 3600


@bp.get("/embed/posy.js")
@public
def newest() -> ResponseReturnValue:
    """May be kept for an hour: what is mended reaches the shops soon."""
    return _sent(NEWEST, AN_HOUR)


@bp.get("/embed/posy-<int(max=99):version>.js")
@public
def pinned(version: int) -> ResponseReturnValue:
    """Its bytes never change; pages that name their digest can rely on it."""
    return _sent(version, A_YEAR)


def _sent(version: int, seconds: int) -> Response:
    name = manifest().get(f"posy-{version}.js") or abort(404)
    response = send_static(f"build/{name}")
    if seconds < A_YEAR:
        response.cache_control.max_age = seconds
        response.cache_control.immutable = False
    # The same for everybody, so any page may load it and compare its digest.
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
