"""What every drill has in common: it injects a real fault, counts, and says what held.

A drill is a module `tests/drills/<name>.py` with `SHORT` and `LONG` (keyword arguments, a size
each) and `run(report, **size)`. `make drill-<name>` runs the long form, `make test` the short.
"""

from __future__ import annotations

import os
import shutil
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from tests.services import keeper, postgres, root


@dataclass
class Report:
    """The ledger of one drill, kept outside the site."""

    name: str
    injected: int = 0
    totals: Counter[str] = field(default_factory=Counter)
    longest: dict[str, float] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    def count(self, what: str, number: int = 1) -> None:
        self.totals[what] += number

    def measure(self, what: str, seconds: float) -> None:
        """Keep the longest."""
        self.longest[what] = max(seconds, self.longest.get(what, 0.0))

    def demand(self, holds: object, words: str) -> None:
        if not holds:
            self.failures.append(words)

    @property
    def verdict(self) -> str:
        """The last line: `ok: …` or `FAILED: …`. A drill that injected nothing has failed."""
        if not self.injected:
            return f"FAILED: {self.name}: no fault was injected"
        if self.failures:
            return f"FAILED: {self.name}: " + "; ".join(self.failures[:8])
        return f"ok: {self.name}: injected={self.injected}{self._figures()}"

    def _figures(self) -> str:
        counted = [f"{name}={number}" for name, number in sorted(self.totals.items())]
        timed = [f"{name}≤{most:.2f}s" for name, most in sorted(self.longest.items())]
        return "".join(f" {figure}" for figure in (*counted, *timed))

    def print(self) -> None:
        print(f"injected={self.injected}{self._figures()}")
        for words in self.failures:
            print(f"  not held: {words}")
        print(self.verdict, flush=True)


@contextmanager
def grounds() -> Iterator[Path]:
    """The folder and servers of a drill run by name, gone afterwards; pytest has its own."""
    if root.NAME in os.environ:
        yield root.folder()
        return
    folder = root.make()
    os.environ[f"{root.NAME}_PID"] = str(os.getpid())
    try:
        yield folder
    finally:
        postgres.drop_made(folder)
        keeper.stop_all(folder)
        shutil.rmtree(folder, ignore_errors=True)
        del os.environ[root.NAME]


def own_folder(name: str) -> Path:
    """A folder that nobody else uses, of mode 755."""
    folder = root.folder() / f"{name}-{uuid4().hex[:8]}"
    folder.mkdir(mode=0o755)
    return folder


def wait_until(holds: object, within: float, pause: float = 0.05) -> float:
    """Seconds until `holds()` was true; raises TimeoutError after `within` seconds."""
    assert callable(holds)
    began = time.monotonic()
    while not holds():
        if time.monotonic() - began > within:
            raise TimeoutError(f"not so within {within} s")
        time.sleep(pause)
    return time.monotonic() - began
