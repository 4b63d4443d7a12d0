"""What a page says of itself in its head: cards for messengers, structured data for machines.

A thing that a stranger may not meet says nothing of itself, to its owner's browser neither.
"""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, current_app, render_template, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from community.core.mail import on_site
from community.friends.viewer import Viewer, current_viewer
from community.sharing.outward import Outward, entry_of
from community.sharing.pictures import generic_path, picture_path

bp = Blueprint("heads", __name__)


@bp.app_template_global()
def share_head(thing: Any = None) -> Markup:
    """For the head of a thing's page, or of any page without one."""
    entry = entry_of(thing) if thing is not None else None
    if entry is None or not entry.is_open(thing):
        return _generic(is_private=thing is not None)
    return _card(entry, thing)


def is_shared(thing: Any) -> bool:
    entry = entry_of(thing)
    return entry is not None and entry.is_open(thing)


def _generic(*, is_private: bool) -> Markup:
    name = current_app.extensions["settings"].site_name
    tags = {
        "og:site_name": name,
        "og:type": "website",
        "og:title": name,
        "og:image": on_site(generic_path()),
    }
    return _drawn(tags.items(), is_private=is_private)


def _card(entry: Outward, thing: Any) -> Markup:
    """Members' pages ask the database nothing more for it: their picture's address leads on."""
    address, title = entry.address(thing), entry.title(thing)
    is_stranger = current_viewer() == Viewer()
    path = picture_path(entry, thing) if is_stranger else _leading(entry, thing)
    tags = [
        ("og:site_name", current_app.extensions["settings"].site_name),
        ("og:type", entry.og_type),
        ("og:title", title),
        ("og:description", entry.text(thing)[:300]),
        ("og:url", address),
        ("og:image", on_site(path)),
        ("og:image:alt", _("A picture that says: %(title)s", title=title)),
        *entry.properties(thing),
    ]
    feed = url_for("feeds.show", kind=entry.name, thing=thing.id) if entry.entries else ""
    more = {"address": address, "feed": feed, "title": title}
    return _drawn(tags, data=json_ld(entry.data(thing)) if is_stranger else "", **more)


def _leading(entry: Outward, thing: Any) -> str:
    return url_for("card_pictures.find", kind=entry.name, thing=thing.id)


def _drawn(tags: Any, **parts: Any) -> Markup:
    head = render_template("sharing/_head.html", tags=tags, **parts)
    return Markup(head)  # noqa: S704 - drawn by Jinja


def json_ld(pieces: list[dict[str, Any]]) -> Markup:
    """A block of data; nothing in it can end the block or begin another."""
    text = json.dumps({"@context": "https://schema.org", "@graph": pieces}, ensure_ascii=False)
    for sign in "<>&\u2028\u2029":
        text = text.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704 - escaped
