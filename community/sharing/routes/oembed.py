"""oEmbed 1.0: what another site shows where one of our addresses is pasted."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, abort, current_app, json, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from community.core.access import public
from community.core.cache import for_strangers
from community.core.mail import on_site
from community.extensions import db
from community.sharing.answers import lasting
from community.sharing.outward import Outward, all_outward
from community.sharing.pictures import picture_path

bp = Blueprint("oembed", __name__)

WIDTH, HEIGHT, TALLER = 600, 200, 480  # what has a widget is taller
WIDE, TALL = 1200, 630  # of the picture
AGE = 3600  # seconds


@bp.get("/oembed")
@public
@for_strangers("url", "format", "maxwidth", "maxheight")
def show() -> ResponseReturnValue:
    """404 for what is unknown or not public, 501 for anything but JSON."""
    if request.args.get("format", "json") != "json":
        abort(501)
    entry, thing = _found(request.args.get("url", "")[:2000])
    return lasting(json.dumps(_told(entry, thing)), "application/json")


def _told(entry: Outward, thing: Any) -> dict[str, Any]:
    title, author = entry.title(thing), entry.author(thing)
    width, height = _size(entry)
    said = {
        "type": "rich",
        "version": "1.0",
        "title": title,
        "provider_name": current_app.extensions["settings"].site_name,
        "provider_url": on_site("/"),
        "cache_age": AGE,
        "html": _html(entry, thing),
        "width": width,
        "height": height,
    }
    if author is not None:
        said |= {"author_name": author.name, "author_url": on_site(f"/@{author.handle}")}
    if (_within("maxwidth", WIDE), _within("maxheight", TALL)) == (WIDE, TALL):
        picture = on_site(picture_path(entry, thing))
        said |= {"thumbnail_url": picture, "thumbnail_width": WIDE, "thumbnail_height": TALL}
    return said


def _html(entry: Outward, thing: Any) -> str:
    """Its widget in a frame; for a kind that has none a quotation that needs nothing of ours."""
    if entry.widget:
        return str(_frame(entry, thing))
    quoted = Markup('<blockquote class="posy"><p><a href="{}">{}</a></p><p>{}</p></blockquote>')
    return str(quoted.format(entry.address(thing), entry.title(thing), entry.text(thing)))


def _frame(entry: Outward, thing: Any) -> Markup:
    shown = on_site(url_for(entry.widget, **{entry.argument: thing.id}))
    tag = Markup('<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>')
    return tag.format(shown, entry.title(thing), *_size(entry))


def _size(entry: Outward) -> tuple[int, int]:
    return _within("maxwidth", WIDTH), _within("maxheight", TALLER if entry.widget else HEIGHT)


def _within(name: str, most: int) -> int:
    asked = request.args.get(name, "")
    known = asked.isascii() and asked.isdigit() and len(asked) < 6
    return max(1, min(most, int(asked))) if known else most


def _found(url: str) -> tuple[Outward, Any]:
    """The thing of one of our addresses, if a stranger may meet it."""
    endpoint, arguments = _matched(url)
    for entry in all_outward():
        if entry.endpoint == endpoint:
            return entry, entry.find(_id_of(entry, arguments[entry.argument]))
    abort(404)


def _id_of(entry: Outward, named: int | str) -> int:
    if isinstance(named, int):
        return named
    of_it = db.select(entry.model.id).where(entry.named_by == named.lower())
    return db.session.scalar(of_it) or abort(404)


def _matched(url: str) -> tuple[str, Any]:
    try:
        parts, own = urlsplit(url), urlsplit(on_site("/"))
    except ValueError:
        abort(404)
    if (parts.scheme, parts.netloc) != (own.scheme, own.netloc):
        abort(404)
    try:
        endpoint, arguments = current_app.url_map.bind("").match(parts.path)
    except (HTTPException, RequestRedirect):
        abort(404)
    return str(endpoint), arguments
