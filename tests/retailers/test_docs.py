"""The files in docs/retailers.md come in as it says."""

from __future__ import annotations

import re
from pathlib import Path

from community.retailers.feeds.items import unpacked
from community.retailers.feeds.keeping import Reading, read

DOCS = Path(__file__).parents[2] / "docs" / "retailers.md"


def readings() -> list[Reading]:
    files = re.findall(r"```(?:xml|csv|json)\n(.*?)```", DOCS.read_text(), re.DOTALL)
    return [read(file.encode(), "utf-8", "harbour.example", "GBP") for file in files]


def test_each_example_brings_the_same_kettle():
    *good, _bad = readings()
    assert len(good) == 4
    for reading in good:
        (facts,) = map(unpacked, reading.items.values())
        assert reading.problems == []
        assert (facts["title"], facts["amount"], facts["currency"]) == (
            "Dripping kettle", 6450, "GBP",
        )  # fmt: skip
        assert "gtin:04006381333931" in facts["codes"] and facts["brand"] == "Harbour"


def test_the_file_with_mistakes_is_refused_as_it_says():
    reading = readings()[-1]
    assert list(reading.items) == ["K-1"]
    found = [(problem.row, problem.reason) for problem in reading.problems]
    assert found == [(2, "other domain"), (3, "price"), (4, "gtin"), (5, "twice")]
