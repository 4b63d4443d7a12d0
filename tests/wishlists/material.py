"""What stands on a list, and where its pages are."""

from __future__ import annotations

from community.core.ids import encode
from community.wishlists.models import Wish, Wishlist
from community.wishlists.queries import wishes_of


def titles(wishlist: Wishlist) -> list[str]:
    """What stands on it, in order."""
    return [wish.title for wish in wishes_of(wishlist.id, 500)]


def wishes(wishlist: Wishlist) -> dict[str, Wish]:
    return {wish.title: wish for wish in wishes_of(wishlist.id, 500)}


def at(wishlist: Wishlist, rest: str = "") -> str:
    return f"/lists/{encode(wishlist.id)}{rest}"


def of(wish: Wish, rest: str) -> str:
    return f"/wishes/{encode(wish.id)}/{rest}"
