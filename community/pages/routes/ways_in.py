"""How things get in from wherever one is: paste, the bookmark, the share sheet."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue

from community.catalog.adding import twin_of
from community.catalog.models import Clip
from community.core.assets import built
from community.core.mail import on_site
from community.pages import clip_words

bp = Blueprint("ways_in", __name__)


@bp.get("/clip/ways")
def show() -> ResponseReturnValue:
    return render_template("clips/ways.html", bookmark=bookmark())


def bookmark() -> str:
    """An address that is a script; it opens our form and sends what the page says of a thing."""
    script = built("bookmarklet.js").replace("SITE", on_site(url_for("clips.new")))
    return "javascript:" + quote(script, safe="(){}[]=>?!:;,.*+-/_&|^~'$@")


@bp.app_template_global("reason_of")
def reason_of(clip: Clip) -> str:
    """Why nothing was found, in a sentence."""
    return clip_words.reason(clip.reason)


bp.add_app_template_global(twin_of)


@bp.app_template_global("origins_of")
def origins_of(found: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """Rows of what was found: its name, itself, where it stood, how sure that is."""
    return clip_words.rows(found)
