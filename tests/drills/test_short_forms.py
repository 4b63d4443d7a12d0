"""The short form of every drill; `make drill-<name>` runs the long one."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from tests.drills.frame import Report

FRAME = ("frame", "people")
DRILLS = sorted(
    file.stem
    for file in Path(__file__).parent.glob("*.py")
    if not file.stem.startswith(("_", "test_")) and file.stem not in FRAME
)


@pytest.mark.drill
@pytest.mark.parametrize("name", DRILLS)
def test_the_drill_holds_in_its_short_form(name: str) -> None:
    drill, report = import_module(f"tests.drills.{name}"), Report(name)
    drill.run(report, **drill.SHORT)
    report.print()
    assert report.verdict.startswith("ok: ")


def test_a_drill_that_injects_nothing_fails() -> None:
    report = Report("idle")
    assert report.verdict == "FAILED: idle: no fault was injected"
    report.injected = 1
    assert report.verdict.startswith("ok: idle: injected=1")
    report.demand(False, "it fell")
    assert report.verdict == "FAILED: idle: it fell"
