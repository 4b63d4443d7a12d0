"""Records of lists; one noun a file."""

from community.wishlists.models.wish import Wish
from community.wishlists.models.wishlist import Occasion, Wishlist

__all__ = ["Occasion", "Wish", "Wishlist"]
