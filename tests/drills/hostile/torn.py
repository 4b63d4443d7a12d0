"""Pages torn and stitched at random: the reader neither raises nor stalls."""

from __future__ import annotations

import gzip
import os
import random
import time
from pathlib import Path

from community.clipping.reader import read_with_spots
from tests.drills.frame import Report

OWN_PAGES = Path(__file__).parents[2] / "clipping" / "fixtures"
REAL_PAGES = Path(os.environ.get("SHOP_PAGES") or Path(__file__).parents[4] / "shared" / "pages")
LONGEST_READ = 2.0
# What a page may be torn with: beginnings and ends that readers trust.
SHARDS = (
    b"<script type='application/ld+json'>", b"</script>", b"{", b"[", b'"price":', b"\0",
    b"<!--", b"-->", b"<div itemscope itemprop=offers>", b"</", b"&#0;", b"&#x110000;", b"9" * 400,
    b"<h1>", b'content="', b"\\u0000", b"\xed\xa0\x80", b"1.234.567,89 EUR", b"<svg>", b"]]>",
    b'{"@type":"Product","offers":', b"<meta property=og:image content=//[::", b"<template>",
    b"\xff\xfe",
)  # fmt: skip


def tear(report: Report, rounds: int) -> None:
    """`SEED` makes it the same pages again."""
    dice = random.Random(os.environ.get("SEED", "posy"))
    pages = _pages(real=rounds > 1_000)
    for number in range(rounds):
        page = torn(dice.choice(pages), dice)
        began = time.process_time()
        try:
            read_with_spots(page, "https://shop.example/thing")
        except Exception as error:
            report.demand(False, f"round {number}: {type(error).__name__}: {error}")
        spent = time.process_time() - began
        report.measure("read", spent)
        report.demand(spent <= LONGEST_READ, f"round {number}: {spent:.1f} s")
        report.injected += 1
        if number % 1_000 == 999:
            print(f"torn: {number + 1:,} of {rounds:,}", flush=True)
    report.count("torn_pages", rounds)


def _pages(real: bool) -> list[bytes]:
    own = [path.read_bytes() for path in sorted(OWN_PAGES.rglob("*.html"))]
    files = sorted((REAL_PAGES / "dev").glob("*.gz")) if real else []
    return own * 4 + [gzip.decompress(path.read_bytes()) for path in files]


def torn(page: bytes, dice: random.Random) -> bytes:
    """Cut out, said twice, moved, and stuck with shards, a few times each."""
    for _ in range(dice.randint(1, 6)):
        a, b = sorted(dice.randrange(len(page) + 1) for _ in range(2))
        b = min(b, a + dice.choice((3, 40, 600, 20_000)))
        how = dice.randrange(4)
        if how == 0:
            page = page[:a] + page[b:]
        elif how == 1:
            page = page[:b] + page[a:b] * dice.randint(1, 20) + page[b:]
        elif how == 2:
            page = page[:a] + dice.choice(SHARDS) * dice.choice((1, 1, 50)) + page[a:]
        else:
            page = page[:a] + dice.randbytes(min(b - a, 200)) + page[b:]
    return page
