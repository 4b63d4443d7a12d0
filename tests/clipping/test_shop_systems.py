"""Pages as the world’s shop systems write them, all made by us; `truth.json` says what is sold."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from community.clipping.reader import read
from community.clipping.titles import likeness

FOLDER = Path(__file__).parent / "fixtures" / "systems"
TRUTH = json.loads((FOLDER / "truth.json").read_text("utf-8"))


def as_told(field: str, told: str | None, truth: str | None) -> bool:
    if told is None or truth is None:
        return told == truth
    if field == "price":
        return Decimal(told) == Decimal(truth)
    if field == "image":
        return truth in told
    return told == truth or (field == "title" and likeness(told, truth) >= 0.9)


@pytest.mark.parametrize("name", TRUTH)
def test_a_shop_systems_page_is_read_right(name):
    truth = TRUTH[name]
    facts = read((FOLDER / f"{name}.html").read_bytes(), truth["url"]).to_json()
    fields = [field for field in truth if field != "url"]
    wrong = {f: facts[f] for f in fields if not as_told(f, facts[f], truth[f])}
    assert wrong == {}


def test_every_page_has_its_truth():
    assert {page.stem for page in FOLDER.glob("*.html")} == set(TRUTH)
