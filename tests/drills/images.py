"""Hostile pictures: each refused or drawn anew in time, by a child that may fall and a parent
that hardly notices."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from tests.drills.frame import Report, own_folder
from tests.drills.hostile.pictures import kinds
from tests.services.database import HOUSE

SHORT = {"most": 40}
LONG = {"most": 1000}

MEGABYTE = 1 << 20
LONGEST = 10.0  # seconds a decoder may take
STARTING = 4.0  # seconds for two processes to start and a file to be read, on a busy machine
PARENT, CHILD = 32 * MEGABYTE, 1024 * MEGABYTE
# What the control is given, for it takes its time: nearly every kind it falls for.
TEMPTING = ("pixels", "words", "frames", "profile", "text", "colour", "psd", "tiff", "ico", "scans")
ENDED_BY_ITS_LIMITS = (9, 24)  # SIGKILL, SIGXCPU


def run(report: Report, most: int) -> None:
    known = [*kinds().items()]
    most = min(most, len(known))
    chosen = [known[number * len(known) // most] for number in range(most)]
    folder = own_folder("pictures")
    names = {}
    for number, (name, (make, may)) in enumerate(chosen):
        names[f"{number:03}.in"] = (name, may)
        (folder / f"{number:03}.in").write_bytes(make())
    report.count("kinds", len(names))
    report.demand(len(names) >= 40, f"only {len(names)} kinds")
    _hold(report, folder, names)
    for file in folder.glob("*.in"):
        if not names[file.name][0].endswith(TEMPTING):
            file.unlink()
    _control(report, folder, names)


def _hold(report: Report, folder: Path, names: dict[str, Any]) -> None:
    (scratch := folder / "scratch").mkdir()
    told = _develop("careful", folder, scratch)
    report.injected = len(told)
    for each in told:
        name, may = names[each["file"]]
        report.measure("picture", each["seconds"])
        report.count("kept" if each["ended"] == "kept" else "refused")
        report.demand(each["ended"] in may, f"{name}: {each['ended']}")
        report.demand(each["seconds"] <= LONGEST + STARTING, f"{name}: {each['seconds']:.1f} s")
    grown, child = told[-1]["grown"], told[-1]["child"]
    died = Counter(told[-1]["died"])
    report.count("parent_grew_MB", grown // MEGABYTE)
    report.count("largest_child_MB", child // MEGABYTE)
    report.count("ended_by_limits", sum(died[each] for each in ENDED_BY_ITS_LIMITS))
    report.demand(grown <= PARENT, f"the parent grew by {grown // MEGABYTE} MB")
    report.demand(child <= CHILD, f"a decoder took {child // MEGABYTE} MB")
    report.demand(not set(died) - set(ENDED_BY_ITS_LIMITS), f"decoders crashed: {dict(died)}")
    report.demand(not [*scratch.rglob("*")], f"files left behind: {[*scratch.rglob('*')][:3]}")
    rough = [file for file in (folder / "kept").rglob("*") if file.name.startswith(".")]
    report.demand(not rough, f"half a picture left behind: {rough[:3]}")


def _control(report: Report, folder: Path, names: dict[str, Any]) -> None:
    """The same files for somebody who just calls Pillow."""
    falls = Counter(
        _fall(each, names[each["file"]][1]) for each in _develop("careless", folder, folder)
    )
    del falls[""]
    for what, number in falls.items():
        report.count(f"careless_{what}", number)
    report.demand(falls["grew"] and falls["told"], f"the control only fell so: {dict(falls)}")


def _fall(told: dict[str, Any], may: frozenset[str]) -> str:
    if told["grown"] > PARENT:
        return "grew"
    if told["ended"] == "kept with words":
        return "told"
    return "took" if told["ended"] == "kept" and "kept" not in may else ""


def _develop(how: str, folder: Path, scratch: Path) -> list[dict[str, Any]]:
    told = subprocess.run(
        [sys.executable, "-m", "tests.drills.hostile.darkroom", how, str(folder)],
        cwd=HOUSE,
        env=os.environ | {"TMPDIR": str(scratch)},
        capture_output=True,
        text=True,
        check=False,
        timeout=900,
    )
    if told.returncode:
        raise RuntimeError(told.stderr)
    return [json.loads(line) for line in told.stdout.splitlines()]
