"""The worker's whole look at a shop, for `tests.drills.hostile.visitor`: page, facts, picture."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from flask import Flask

from community.catalog.jobs import look_at
from community.core.outbound import Outbound


def clipping(directions: Any, ca: str, deadline: float) -> Callable[[str], str]:
    app = Flask("clipper")
    folder = Path(tempfile.mkdtemp(prefix="zoo-"))
    app.extensions["settings"] = SimpleNamespace(pictures_folder=folder, secret_key="k" * 40)
    app.extensions["outbound"] = Outbound(
        resolve=directions.resolve, allow=directions.vetted, ca=ca, deadline=deadline
    )
    _warm_up()

    def look(url: str) -> str:
        with app.app_context():
            finding = look_at(url)
        return finding.reason or "answered"

    return look


def _warm_up() -> None:
    """What the reader is made of is no hostile shop's doing."""
    from community.clipping.reader import read_with_spots

    read_with_spots("<title>Cup</title><h1>Cup</h1><p class=price>€ 3.00</p>", "https://a.example/")
