"""robots.txt and humans.txt."""

from __future__ import annotations

from flask import Blueprint, current_app, url_for
from flask.typing import ResponseReturnValue

from community.core.access import public
from community.core.cache import for_strangers
from community.core.mail import on_site
from community.sharing.answers import lasting
from community.sharing.crawlers import robots_txt

bp = Blueprint("robots", __name__)

TEXT = "text/plain"


@bp.get("/robots.txt")
@public
@for_strangers()
def robots() -> ResponseReturnValue:
    allows = current_app.extensions["settings"].allows_ai_crawlers
    return lasting(robots_txt(on_site(url_for("sitemaps.index")), allows_ai=allows), TEXT)


@bp.get("/humans.txt")
@public
@for_strangers()
def humans() -> ResponseReturnValue:
    settings = current_app.extensions["settings"]
    lines = ["/* TEAM */", f"{settings.site_name}: the members who keep, ask and answer here."]
    lines += ["", "/* SITE */", f"Address: {on_site('/')}", "Runs on Posy, free software."]
    if settings.source_url:
        lines.append(f"Source: {settings.source_url}")
    return lasting("\n".join([*lines, ""]), TEXT)
