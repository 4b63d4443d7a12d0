"""The button after the till: what was bought is told on a page of ours, and only there."""

from __future__ import annotations

from flask import Blueprint, request, url_for
from flask.typing import ResponseReturnValue

from community.core.access import public
from community.core.cache import for_strangers
from community.widgets.access import find_front, pages_of
from community.widgets.answering import OPTIONS, answers_in_frames, framed

bp = Blueprint("purchase_widgets", __name__)
answers_in_frames(bp)


@bp.get("/embed/bought")
@public
@for_strangers("url", *OPTIONS)
def bought() -> ResponseReturnValue:
    """The signed token of an order is added in the browser: no address that we keep has it."""
    front = find_front(request.args.get("url", ""))
    to = url_for("bought.new", url=front.url)
    return framed("widgets/bought.html", pages_of(front.shop), to=to)
