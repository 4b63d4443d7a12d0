"""What this site is, who earns from it, and where its source lies."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from community.core.access import public
from community.core.cache import for_strangers

bp = Blueprint("about", __name__)


@bp.get("/about")
@public
@for_strangers()
def show() -> ResponseReturnValue:
    return render_template("about/show.html")
