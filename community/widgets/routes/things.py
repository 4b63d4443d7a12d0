"""Polls, collections and lists on anybody's page: those that everybody may meet."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from community.collections.queries import pieces_of
from community.core.access import public
from community.core.cache import for_strangers
from community.polls.cards import load_material
from community.widgets.access import ANYBODY, find_open
from community.widgets.answering import OPTIONS, answers_in_frames, framed
from community.wishlists.queries import wishes_of

bp = Blueprint("thing_widgets", __name__)
answers_in_frames(bp)

SHOWN = 8


@bp.get("/embed/poll/<thing:poll>")
@public
@for_strangers(*OPTIONS, kind="poll", thing="poll")
def poll(poll: int) -> ResponseReturnValue:
    found = find_open("poll", poll)
    load_material([found])
    return framed("widgets/poll.html", ANYBODY, poll=found)


@bp.get("/embed/collection/<thing:collection>")
@public
@for_strangers(*OPTIONS, kind="collection", thing="collection")
def collection(collection: int) -> ResponseReturnValue:
    found = find_open("collection", collection)
    pieces = pieces_of(found.id, SHOWN)
    return framed("widgets/collection.html", ANYBODY, collection=found, pieces=pieces)


@bp.get("/embed/list/<thing:wishlist>")
@public
@for_strangers(*OPTIONS, kind="list", thing="wishlist")
def wishlist(wishlist: int) -> ResponseReturnValue:
    """Wishes alone: who gives what is nobody's business here."""
    found = find_open("list", wishlist)
    wishes = wishes_of(found.id, SHOWN)
    return framed("widgets/list.html", ANYBODY, wishlist=found, wishes=wishes)
