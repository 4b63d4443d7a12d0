"""Pictures drawn by code: `draw_product(key)` and `draw_face(seed)`, both PNG bytes."""

from community.demo.art.faces import draw_face
from community.demo.art.products import draw_photo, draw_product

__all__ = ["draw_face", "draw_photo", "draw_product"]
