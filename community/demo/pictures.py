"""The pictures of the demo, drawn and made ready on all cores.

They are our own, so they need not pass through the decoder's small program, one process a picture:
the same code makes their renditions here.
"""

from __future__ import annotations

import hashlib
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING

from community.core.images import decoder
from community.core.images.prepare import Prepared
from community.demo.art import draw_face, draw_photo, draw_product

if TYPE_CHECKING:
    from community.core.images.store import PictureStore

WIDTH = 640
Order = tuple[str, str, int]


def draw_all(orders: list[Order], store: PictureStore) -> Iterator[tuple[Order, Prepared]]:
    """One `Prepared` an order (sort, key or seed, width), its files written, as they get ready."""
    fresh = multiprocessing.get_context("spawn")  # no thread or connection of ours comes along
    with ProcessPoolExecutor(mp_context=fresh) as pool:
        for order, prepared in zip(orders, pool.map(_drawn, orders, chunksize=4), strict=True):
            store.save(prepared)
            yield order, prepared


def _drawn(order: Order) -> Prepared:
    sort, key, width = order
    answer, files = decoder.prepare(_png(sort, key, width))
    widths = [width for width, _length in answer["sizes"]]
    return Prepared(
        width=answer["width"],
        height=answer["height"],
        colour=answer["colour"],
        on_plain_ground=answer["on_plain_ground"],
        has_alpha=answer["has_alpha"],
        renditions=dict(zip(widths, files, strict=True)),
        digest=hashlib.sha256(b"".join(files)).hexdigest(),
    )


def _png(sort: str, key: str, width: int) -> bytes:
    """Of a photo the key is the product's and the ground on which it stands."""
    if sort == "photo":
        product, _space, ground = key.partition(" ")
        return draw_photo(product, ground, width)
    return draw_face(key) if sort == "face" else draw_product(key, width)
