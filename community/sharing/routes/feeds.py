"""Atom feeds of what is public."""

from __future__ import annotations

from flask import Blueprint, abort, current_app
from flask.typing import ResponseReturnValue

from community.core.access import public
from community.core.cache import for_strangers
from community.sharing.answers import lasting
from community.sharing.atom import feed_of
from community.sharing.outward import outward

bp = Blueprint("feeds", __name__)


@bp.get("/feeds/<kind>/<thing:thing>")
@public
@for_strangers()
def show(kind: str, thing: int) -> ResponseReturnValue:
    entry = outward(kind)
    if entry.entries is None:
        abort(404)
    host = current_app.extensions["settings"].site_host
    return lasting(feed_of(entry, entry.find(thing), host), "application/atom+xml")
