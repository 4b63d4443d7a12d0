"""Posy kept on a device as an app: its manifest, its worker, its page without connection."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from flask import Blueprint, Response, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.access import public
from community.core.assets import asset, built
from community.core.site import site_name

bp = Blueprint("app_kept", __name__)

PAPER = "#fcfaf7"
# What the page without connection is made of.
FONTS = ("figtree-latin-wght-normal.woff2", "fraunces-latin-wght-normal.woff2")
SHELL = ("app.css", "petals.svg", *FONTS)


@bp.get("/manifest.webmanifest")
@public
def manifest() -> ResponseReturnValue:
    name = site_name()
    said = {
        "id": "/",
        "name": name,
        "short_name": name[:12],
        "description": _("Keep what you find, and ask friends before you buy."),
        "start_url": url_for("home.show"),
        "scope": "/",
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [*_icons()],
        "shortcuts": [{"name": _("Add a find"), "url": url_for("clips.new")}],
        "share_target": _share_target(),
    }
    return _lasting(json.dumps(said, ensure_ascii=False), "application/manifest+json")


def _share_target() -> dict[str, Any]:
    params = {"title": "title", "text": "text", "url": "url"}
    return {"action": url_for("clips.new"), "method": "GET", "params": params}


def _icons() -> list[dict[str, str]]:
    kinds = (("icon-192", "192x192", "any"), ("icon-512", "512x512", "any"))
    masked = ("icon-mask", "512x512", "maskable")
    return [
        {"src": asset(f"{name}.png"), "sizes": sizes, "type": "image/png", "purpose": purpose}
        for name, sizes, purpose in (*kinds, masked)
    ]


@bp.get("/worker.js")
@public
def worker() -> ResponseReturnValue:
    """Browsers ask for it anew at each visit: a new version is another text."""
    files = [asset(name) for name in SHELL]
    page = render_template("offline/show.html")
    version = hashlib.sha256("".join([*files, page]).encode()).hexdigest()[:12]
    kept = {"version": version, "offline": url_for("app_kept.offline"), "files": files}
    script = built("worker.js").replace("KEPT", json.dumps(kept))
    return _lasting(script, "text/javascript", seconds=0)


@bp.get("/offline")
@public
def offline() -> ResponseReturnValue:
    """The same for everybody: it stays on the device when the member is gone from it."""
    return _lasting(render_template("offline/show.html"), "text/html")


def _lasting(body: str, kind: str, seconds: int = 3600) -> Response:
    response = Response(body, mimetype=kind)
    response.cache_control.private = True  # its words are in the reader’s language
    response.cache_control.max_age = seconds
    if not seconds:
        response.cache_control.no_cache = True
    return response
