"""Pages of real shops (SHOP_PAGES, else ../shared/pages), clipped from the loopback."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest

from community.core.money import Money
from tests.pages.clipper import Clipper, the_wish
from tests.pages.conftest import drawn

ROOT = Path(__file__).resolve().parents[2]
PAGES = Path(os.environ.get("SHOP_PAGES") or ROOT.parent / "shared" / "pages")
# Plain pages, which say in their markup what they sell.
PLAIN = ("allbirds", "bombas", "jococups", "nomadgoods", "sweetwater", "thomann")


@pytest.fixture
def truth(name: str) -> dict[str, Any]:
    """What a person reads on the page."""
    if not (PAGES / "dev" / f"{name}.html.gz").exists():
        pytest.skip(f"the real shop’s page {name} is not here (set SHOP_PAGES)")
    return dict(json.loads((PAGES / "truth.json").read_text("utf-8"))[name])


@pytest.mark.parametrize("name", PLAIN)
def test_a_real_shops_page_becomes_the_wish_it_should(name, truth, as_ana, open_street):
    html = gzip.decompress((PAGES / "dev" / f"{name}.html.gz").read_bytes())
    pages = {truth["url"]: ("text/html", html)}
    pages |= dict.fromkeys(pictures_of(html, truth["url"]), ("image/png", drawn()))
    shop = open_street(pages)

    Clipper(as_ana).clip(truth["url"])

    wish = the_wish()
    assert wish.title in [truth["title"], *truth["also"].get("title", [])]
    assert wish.price == Money.from_decimal(truth["price"], truth["currency"])
    assert wish.picture is not None
    # The first picture asked for is the one that is shown; others follow to choose from.
    assert any(match in shop.visits[1].url for match in truth["image_match"])


def pictures_of(html: bytes, url: str) -> list[str]:
    """Every picture that the reader could come to ask for."""
    from community.clipping.reader import read

    facts = read(html, url)
    return [*facts.images, facts.image.value if facts.image else ""][:20]
