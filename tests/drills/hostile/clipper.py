"""The worker's whole look at a shop, for `tests.drills.hostile.visitor`: page, facts, picture."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from flask import Flask

from community.catalog.jobs import READER, look_at
from community.core.outbound import Outbound
from tests.drills.hostile.visitor import peak


def clipping(directions: Any, ca: str, deadline: float) -> Callable[[str], str]:
    app = Flask("clipper")
    folder = Path(tempfile.mkdtemp(prefix="zoo-"))
    app.extensions["settings"] = SimpleNamespace(pictures_folder=folder, secret_key="k" * 40)
    app.extensions["outbound"] = Outbound(
        resolve=directions.resolve, allow=directions.vetted, ca=ca, deadline=deadline
    )
    _warm_up()

    return Look(app)


class Look:
    def __init__(self, app: Flask) -> None:
        self._app, self._most = app, 0

    def __call__(self, url: str) -> str:
        with self._app.app_context():
            finding = look_at(url)
        self.held()
        return finding.reason or "answered"

    def held(self) -> int:
        """Bytes that the reader's own process has held at most, whichever it was."""
        child = READER._child
        if child is not None:
            with suppress(OSError, StopIteration):  # it may be leaving
                self._most = max(self._most, peak(child.pid))
        return self._most


def _warm_up() -> None:
    """What the reader is made of is no hostile shop's doing."""
    READER.read(b"<title>Cup</title><h1>Cup</h1>", "https://a.example/", None)
