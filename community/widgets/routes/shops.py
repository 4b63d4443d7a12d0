"""The button that leads to following a shop; and what is at no address of a widget."""

from __future__ import annotations

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

from community.core.access import public
from community.core.cache import for_strangers
from community.widgets.access import door_of, find_proved_shop, pages_of
from community.widgets.answering import OPTIONS, answers_in_frames, at_least, framed

bp = Blueprint("shop_widgets", __name__)
answers_in_frames(bp)
bp.add_app_template_global(door_of, "door_of")


@bp.get("/embed/follow/<thing:shop>")
@public
@for_strangers(*OPTIONS, kind="shop", thing="shop")
def follow(shop: int) -> ResponseReturnValue:
    found = find_proved_shop(shop)
    count = at_least(found.follower_count)
    return framed("widgets/follow.html", pages_of(found), shop=found, count=count)


@bp.get("/embed/<path:rest>")
@public
def nothing(rest: str) -> ResponseReturnValue:
    """A mistake in an address is said in the frame, too."""
    abort(404)
