"""The reader on saved pages of shops: `python -m bench clip [FOLDER]`.

FOLDER holds `truth.json` and `dev/*.html.gz`. Each page is read a few times, the best time counts;
memory is the most that the process held beyond what it held before the first page. `extruct` reads
the same pages in the same run, from a folder of its own that `make bench-clip` fills: the site and
its tests do without it. It gives what the page states, not what to believe of it.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import logging
import os
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from community.clipping.reader import read, read_with_spots
from tests.drills.hostile.visitor import forget_peak, peak
from tests.services.database import HOUSE

PAGES = Path(os.environ.get("SHOP_PAGES") or HOUSE.parent / "shared" / "pages")
OWN = HOUSE / "tests" / "clipping" / "fixtures"
TURNS = 3
MEDIAN, P99 = 60, 600  # milliseconds aimed at
EXTRUCT = {
    "extruct, what shops use": ["json-ld", "microdata", "opengraph"],
    "extruct, whole": ["json-ld", "microdata", "opengraph", "rdfa", "microformat", "dublincore"],
}

Reading = Callable[[bytes, str], Any]


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="make bench-clip", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=PAGES)
    pages = pages_in(parser.parse_args(words).folder)
    print(
        f"{len(pages)} pages, {sum(len(html) for html, _ in pages) / 1e6:.1f} MB, best of {TURNS}"
    )
    told = [row for name, reading in readings() for row in [measure(name, reading, pages)]]
    middle, last = told[0]
    print(f"aims: median ≤ {MEDIAN} ms, p99 ≤ {P99} ms")
    return int(middle > MEDIAN or last > P99)


def pages_in(folder: Path) -> list[tuple[bytes, str]]:
    truth = folder / "truth.json"
    if not truth.is_file():
        print(f"{folder} is not there: only our own few pages are read.")
        own = sorted(OWN.rglob("*.html"))
        return [(path.read_bytes(), f"https://shop.example/{path.stem}") for path in own]
    rows = json.loads(truth.read_text("utf-8"))
    named = rows.items() if isinstance(rows, dict) else ((row["name"], row) for row in rows)
    files = ((folder / "dev" / f"{name}.html.gz", row["url"]) for name, row in named)
    return [(gzip.decompress(path.read_bytes()), url) for path, url in files if path.is_file()]


def readings() -> Iterable[tuple[str, Reading]]:
    yield "posy", lambda html, url: read(html, url)
    yield "posy, with spots", lambda html, url: read_with_spots(html, url)
    sys.path.append(str(Path(sys.prefix) / "bench"))
    try:
        extruct = importlib.import_module("extruct")
    except ImportError:
        print("extruct is not here, so there is no comparison: `make bench-clip` installs it.")
        return
    logging.disable()  # it tells of every page that is not quite right
    for name, syntaxes in EXTRUCT.items():
        yield (
            name,
            lambda html, url, only=syntaxes: extruct.extract(
                html.decode("utf-8", "replace"), url, syntaxes=only, errors="ignore"
            ),
        )


def measure(name: str, reading: Reading, pages: list[tuple[bytes, str]]) -> tuple[float, float]:
    reading(*pages[0])
    forget_peak()
    before = peak()
    spans = sorted(min(span(reading, *page) for _turn in range(TURNS)) for page in pages)
    grown = (peak() - before) / (1 << 20)
    last = spans[min(len(spans) - 1, int(len(spans) * 0.99))]
    middle = statistics.median(spans)
    print(f"{name:24} median {middle:6.1f} ms   p99 {last:6.1f} ms   memory + {grown:.0f} MB")
    return middle, last


def span(reading: Reading, html: bytes, url: str) -> float:
    """Milliseconds of this process's own time: others on the machine do not count."""
    began = time.process_time()
    reading(html, url)
    return 1000 * (time.process_time() - began)
