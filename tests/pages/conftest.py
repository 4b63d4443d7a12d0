from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from PIL import Image

from community.core.outbound import Outbound
from tests.shop import LoopbackShop

KETTLE = "http://harbour.example/things/kettle"
PICTURE = "http://cdn.harbour.example/kettle.png"
KETTLE_PAGE = b"""<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>Dripping Kettle | Harbour and Hearth</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "Product",
 "name": "Dripping Kettle", "image": "http://cdn.harbour.example/kettle.png",
 "brand": {"@type": "Brand", "name": "Tide and Tin"},
 "offers": {"@type": "Offer", "price": "64.50", "priceCurrency": "GBP",
            "availability": "https://schema.org/InStock"}}</script></head>
<body><h1>Dripping Kettle</h1><p class="price">\xc2\xa364.50</p></body></html>"""
WALL = b"""<!doctype html><html><head><title>Just a moment...</title></head>
<body><h1>Verify you are human</h1><p>Checking your browser.</p></body></html>"""


def drawn(colour: str = "seagreen", width: int = 480, height: int = 600) -> bytes:
    """A PNG of one colour."""
    file = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def open_street(app: Any) -> Iterator[Callable[..., LoopbackShop]]:
    """Opens shops that the site's door leads to: open_street({url: (type, body)}, **more)."""
    before = app.extensions["outbound"]
    with ExitStack() as opened:

        def open_one(pages: dict[str, tuple[str, bytes]], **more: Any) -> LoopbackShop:
            shop = opened.enter_context(LoopbackShop(pages, **more))
            app.extensions["outbound"] = Outbound(
                resolve=shop.resolve, allow=shop.allow, ca=shop.ca, deadline=2
            )
            return shop

        yield open_one
    app.extensions["outbound"] = before


@pytest.fixture
def harbour(open_street: Any) -> LoopbackShop:
    """A shop with a kettle and its picture."""
    return open_street(
        {KETTLE: ("text/html; charset=utf-8", KETTLE_PAGE), PICTURE: ("image/png", drawn())}
    )
