"""Pages of real shops, kept outside the repository (SHOP_PAGES, else ../shared/pages)."""

import gzip
import importlib.util
import json
import os
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from community.clipping.reader import read

ROOT = Path(__file__).resolve().parents[2]
PAGES = Path(os.environ.get("SHOP_PAGES") or ROOT.parent / "shared" / "pages")
# A little under what is reached; docs/clipping.md has the figures.
FLOORS = {
    "title": 97,
    "title=": 97,
    "price": 97,
    "currency": 97,
    "image": 95,
    "brand": 90,
    "availability": 93,
    "clip": 94,
}
pytestmark = pytest.mark.skipif(
    not (PAGES / "truth.json").exists(),
    reason=f"real shops’ pages are not here: no truth.json in {PAGES.name} (set SHOP_PAGES)",
)


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("page_score", PAGES / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def truth() -> dict[str, Any]:
    return json.loads((PAGES / "truth.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def told(truth):
    answers = {}
    for name, row in truth.items():
        html = gzip.decompress((PAGES / "dev" / f"{name}.html.gz").read_bytes())
        answers[name] = read(html, row["url"]).to_json()
    return answers


@pytest.mark.parametrize("field", FLOORS)
def test_real_pages_are_read_at_least_as_well_as_before(field, told, truth):
    score = scorer().score(told, truth)[field]
    assert score["acc"] >= FLOORS[field], score.get("bad")


def test_no_wrong_price_is_called_certain(told, truth):
    judge = scorer().judge
    wrong = [
        name
        for name, facts in told.items()
        if facts["confidence"].get("price") == "certain"
        and judge("price", facts["price"], truth[name]) == "wrong"
    ]
    assert wrong == []
    assert sum(f["confidence"].get("price") == "certain" for f in told.values()) > 30


def test_no_page_of_a_thing_is_taken_for_a_wall(told):
    assert [name for name, facts in told.items() if facts["wall"]] == []


def test_printed_prices_are_read(truth):
    from decimal import Decimal

    from community.clipping.amounts import amount_in

    rows = json.loads((PAGES / "price_strings.json").read_text("utf-8"))
    rows = [r for r in rows if "XFAIL" not in r["group"] and r["amount"] and r["price_raw"]]
    right = sum(Decimal(amount_in(r["price_raw"]) or "-1") == Decimal(r["amount"]) for r in rows)
    assert right / len(rows) > 0.985
