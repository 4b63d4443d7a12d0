"""What every page's template can rely on."""

from __future__ import annotations

from typing import Any

from flask import Flask, g
from flask_login import current_user
from werkzeug.local import LocalProxy

from community.core.kinds import kind_of
from community.core.qr import qr_code
from community.core.site import current_site, site_name
from community.core.text import host_for_people
from community.friends.viewer import Viewer, current_viewer
from community.notifications.queries import count_unread


def init_app(app: Flask) -> None:
    settings = app.extensions["settings"]
    app.jinja_env.globals.update(
        address_of=lambda thing: kind_of(thing).address(thing),
        noun_of=lambda thing: kind_of(thing).noun(),
        title_of=lambda thing: kind_of(thing).title(thing),
        host_for_people=host_for_people,
        qr_code=qr_code,
        picture_url=lambda picture, width: picture.url(width),
        site_name=LocalProxy(site_name),
        site=LocalProxy(current_site),
        site_url=settings.site_url,
        source_url=settings.source_url,
    )
    app.context_processor(_of_viewer)


def _of_viewer() -> dict[str, Any]:
    """Asked for by every template that is rendered; a page is drawn from many."""
    if "of_viewer" not in g:
        g.of_viewer = _looked_up(current_viewer())
    known: dict[str, Any] = g.of_viewer
    return known


def _looked_up(viewer: Viewer) -> dict[str, Any]:
    return {
        "viewer": viewer,
        "seen_by": g.get("seen_by"),
        "theme": current_user.account.theme if current_user.is_authenticated else "",
        "unread_count": count_unread(viewer.profile_id) if viewer.profile_id else 0,
    }
