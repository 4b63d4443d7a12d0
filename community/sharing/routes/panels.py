"""The share panel of a thing: its address, as text, as QR code, and into other places."""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from community.core.access import public
from community.core.answers import is_htmx, page
from community.core.cache import for_strangers
from community.core.kinds import find_thing, kind_of
from community.core.mail import on_site
from community.core.qr import qr_code
from community.core.snippets import link_code, script_code
from community.friends.models import ShareLink
from community.friends.viewer import Viewer, current_viewer
from community.sharing.heads import is_shared
from community.sharing.outward import Outward, entry_of, outward
from community.sharing.pictures import picture_path
from community.sharing.places import mastodon_share, places_for

bp = Blueprint("panels", __name__)

HOST = re.compile(
    r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]"
)


@bp.get("/share/<kind>/<thing:thing>")
@public
@for_strangers()
def show(kind: str, thing: int) -> ResponseReturnValue:
    viewer, entry = current_viewer(), outward(kind)
    found = find_thing(viewer, kind, thing)
    address = _address(viewer, entry, found)
    template = "sharing/_panel.html" if is_htmx() else "sharing/show.html"
    return page(template, **_parts(entry, found, address))


@bp.get("/share/<kind>/<thing:thing>/mastodon")
@public
def mastodon(kind: str, thing: int) -> ResponseReturnValue:
    """A link to the server somebody named: where people are has no one address."""
    viewer, entry = current_viewer(), outward(kind)
    found = find_thing(viewer, kind, thing)
    address = _address(viewer, entry, found)
    if not address:
        return redirect(url_for("panels.show", kind=kind, thing=thing), 303)
    host = request.args.get("server", "")[:300].strip().lower().removeprefix("https://")
    host = host.rpartition("@")[2].strip("/")
    if not HOST.fullmatch(host):
        parts = _parts(entry, found, address)
        return page("sharing/show.html", status=422, typed=host, **parts)
    to = mastodon_share(host, entry.title(found), address)
    return page("sharing/mastodon.html", thing=found, title=entry.title(found), host=host, to=to)


@bp.app_template_global()
def share_button(thing: Any, kind: str = "quiet round", linked: bool = False) -> Markup:
    """Opens the panel; nothing where there is nothing to share. `linked`: it has a share link,
    and the page is its owner's."""
    if not (is_shared(thing) or (linked and entry_of(thing))):
        return Markup("")
    to = url_for("panels.show", kind=kind_of(thing).name, thing=thing.id)
    drawn = render_template("sharing/_button.html", to=to, kind=kind)
    return Markup(drawn)  # noqa: S704 - drawn by Jinja


def _address(viewer: Viewer, entry: Outward, thing: Any) -> str:
    """What may be passed on: a public page, or one's own share link; empty while there is none."""
    if entry.is_open(thing):
        return entry.address(thing)
    if not hasattr(thing, "owner_id") or not viewer.owns(thing):
        abort(404)
    link = ShareLink.of(entry.name, thing.id)
    return on_site(url_for("links.open", key=link.key)) if link else ""


def _parts(entry: Outward, thing: Any, address: str) -> dict[str, Any]:
    title = entry.title(thing)
    is_open = entry.is_open(thing)
    picture = on_site(picture_path(entry, thing)) if is_open else ""
    return {
        "thing": thing,
        "kind": entry.name,
        "title": title,
        "address": address,
        "is_open": is_open,
        "qr": qr_code(address, _("QR code of this address")) if address else "",
        "code": link_code(entry.name, address, title) if is_open and entry.widget else "",
        "script": script_code(),
        "places": places_for(title, address, picture) if address else [],
    }
