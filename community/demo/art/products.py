"""The picture of a product, by the product's key."""

from collections.abc import Callable

from community.demo.art.canvas import Canvas
from community.demo.art.carried import CARRIED
from community.demo.art.clothes import CLOTHES
from community.demo.art.devices import SCREENS
from community.demo.art.gadgets import GADGETS
from community.demo.art.home import FURNISHINGS
from community.demo.art.leisure import LEISURE
from community.demo.art.outdoors import OUTDOORS
from community.demo.art.table import TABLEWARE
from community.demo.art.worn import WORN
from community.demo.catalogue import PRODUCTS_BY_KEY

Drawing = Callable[[Canvas, str, str, str], None]

DRAWINGS: dict[str, Drawing] = {
    drawing.__name__: drawing
    for drawing in (
        *FURNISHINGS,
        *TABLEWARE,
        *CLOTHES,
        *WORN,
        *CARRIED,
        *SCREENS,
        *GADGETS,
        *OUTDOORS,
        *LEISURE,
    )
}


def draw_product(name: str, width: int = 960) -> bytes:
    """A PNG, 4:5 and `width` pixels wide; KeyError for a product the demo does not sell."""
    return draw_photo(name, PRODUCTS_BY_KEY[name].colours[3], width)


def draw_photo(name: str, ground: str, width: int = 960) -> bytes:
    """The same thing where somebody has put it: on another ground."""
    product = PRODUCTS_BY_KEY[name]
    body, second, detail, _own = product.colours
    canvas = Canvas(ground, width, width * 5 // 4)
    DRAWINGS[product.drawing](canvas, body, second, detail)
    return canvas.png()
