"""Pictures by their names. Public ones never change; private ones need a signature and stay put."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, Response, abort, request, send_file

from community.core import clock
from community.core.access import public
from community.core.images.store import PREFIX, current_store, split_name

bp = Blueprint("pictures", __name__)

FOREVER = "public, max-age=31536000, immutable"


@bp.get(f"{PREFIX}/<name>")
@public
def show(name: str) -> Response:
    digest, width = split_name(name) or abort(404)
    return _sent(current_store().path_of(digest, width), FOREVER)


@bp.get(f"{PREFIX}/private/<name>")
@public
def show_private(name: str) -> Response:
    """Whoever made the page asked if its reader may see the picture, and signed for minutes."""
    digest, width = split_name(name) or abort(404)
    store, now = current_store(), clock.now().timestamp()
    until = request.args.get("until", "")
    if not store.check_signature(digest, width, until, request.args.get("signature", ""), now):
        abort(404)
    left = max(0, int(until) - int(now))
    return _sent(store.path_of(digest, width, private=True), f"private, max-age={left}")


def _sent(path: Path, keeping: str) -> Response:
    if not path.is_file():
        abort(404)
    response = send_file(path, mimetype="image/webp", etag=path.name)
    response.headers["Cache-Control"] = keeping
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
