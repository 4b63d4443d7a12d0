"""The owner's order. Places are renumbered in one transaction; removed wishes keep theirs, so that
whoever brings one back finds it where it was."""

from __future__ import annotations

from sqlalchemy import select, update

from community.extensions import db
from community.wishlists.models import Wish, Wishlist

STEPS = ("up", "down", "top", "bottom")


def arrange(wishlist: Wishlist, wish_ids: list[int]) -> None:
    """Give the named wishes, in this order, the places they hold among them now.

    Unknown, removed and repeated ids are ignored; what is not named stays where it is.
    """
    wishlist.lock()
    rows = _rows(wishlist.id)
    living = {wish_id for wish_id, _, removed_at in rows if removed_at is None}
    named = [wish_id for wish_id in dict.fromkeys(wish_ids) if wish_id in living]
    following, moving = iter(named), set(named)
    order = [next(following) if wish_id in moving else wish_id for wish_id, *_ in rows]
    before = {wish_id: position for wish_id, position, _ in rows}
    _renumber({wish_id: place for place, wish_id in enumerate(order, 1)}, before)
    wishlist.announce_change()


def place_at(wish: Wish, place: int) -> None:
    """Put the wish at a place, counted from 0, of those that are there; past the end is last."""
    others = [wish_id for wish_id in _living(wish.list_id) if wish_id != wish.id]
    others.insert(min(max(place, 0), len(others)), wish.id)
    arrange(wish.wishlist, others)


def step(wish: Wish, to: str) -> None:
    """`to`: up, down, top or bottom."""
    wish.wishlist.lock()
    living = _living(wish.list_id)
    if wish.id not in living:
        return
    now = living.index(wish.id)
    place_at(wish, {"up": now - 1, "down": now + 1, "top": 0}.get(to, len(living)))


def _rows(list_id: int) -> list[tuple[int, int, object]]:
    query = select(Wish.id, Wish.position, Wish.removed_at).where(Wish.list_id == list_id)
    return [tuple(row) for row in db.session.execute(query.order_by(Wish.position, Wish.id))]


def _living(list_id: int) -> list[int]:
    return [wish_id for wish_id, _, removed_at in _rows(list_id) if removed_at is None]


def _renumber(places: dict[int, int], before: dict[int, int]) -> None:
    moved = [
        {"id": wish_id, "position": place}
        for wish_id, place in places.items()
        if before[wish_id] != place
    ]
    if moved:
        db.session.execute(update(Wish), moved)
