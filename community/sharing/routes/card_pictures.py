"""Pictures of cards, at addresses that name what is on them; asked for by messengers."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, abort, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue

from community.core.access import public
from community.core.cache.page import CACHE_CONTROL
from community.core.limits import limit, network_of_request
from community.sharing.outward import Look, outward
from community.sharing.pictures import (
    Busy,
    digest_of,
    generic_look,
    generic_path,
    has_picture,
    kept_picture,
    look_of,
    name_of,
    picture_path,
)

bp = Blueprint("card_pictures", __name__)

SITE = "site"


@bp.get("/cards/<kind>/<thing:thing>.jpg")
@public
def find(kind: str, thing: int) -> ResponseReturnValue:
    """Leads to the picture as it is now."""
    entry = outward(kind)
    return redirect(picture_path(entry, entry.find(thing)), 302)


@bp.get("/cards/<kind>/<thing:thing>/<string(length=20):digest>.jpg")
@public
def show(kind: str, thing: int, digest: str) -> ResponseReturnValue:
    """Only while a stranger may meet the thing; an older picture leads to the present one."""
    entry = outward(kind)
    found = entry.find(thing)
    look = look_of(entry, found)
    if digest_of(look) != digest:
        return redirect(url_for("card_pictures.find", kind=kind, thing=found.id), 302)
    return _answer(name_of(kind, found.id), look)


@bp.get("/cards/site/<string(length=20):digest>.jpg")
@public
def site(digest: str) -> ResponseReturnValue:
    """What is shown of everything that is nobody's business."""
    look = generic_look()
    return _answer(SITE, look) if digest_of(look) == digest else redirect(generic_path(), 302)


def _answer(name: str, look: Look) -> ResponseReturnValue:
    if not has_picture(name, digest_of(look)):
        limit("draw-card", network_of_request())
    try:
        return _sent(kept_picture(name, look))
    except Busy:
        abort(503)


def _sent(path: Path) -> ResponseReturnValue:
    response = send_file(path.absolute(), mimetype="image/jpeg", etag=path.name, conditional=True)
    # Asked again each time, so that what is made private is gone from every copy.
    response.headers["Cache-Control"] = CACHE_CONTROL
    # Other sites show it: that is what it is for.
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response.make_conditional(request)
