"""What stands on a list, and where its pages are."""

from __future__ import annotations

from community.core.ids import encode
from community.extensions import db
from community.wishlists.models import Wish, Wishlist
from community.wishlists.queries import wishes_of


def titles(wishlist: Wishlist) -> list[str]:
    """What stands on it, in order."""
    return [wish.title for wish in db.session.scalars(wishes_of(wishlist.id)).unique()]


def wishes(wishlist: Wishlist) -> dict[str, Wish]:
    return {wish.title: wish for wish in db.session.scalars(wishes_of(wishlist.id)).unique()}


def at(wishlist: Wishlist, rest: str = "") -> str:
    return f"/lists/{encode(wishlist.id)}{rest}"


def of(wish: Wish, rest: str) -> str:
    return f"/wishes/{encode(wish.id)}/{rest}"
