"""Pictures of cards: drawn when first asked for, kept in a folder under a digest of all they show.

At most one is drawn at a time in a process. What is kept is sent only while a stranger may meet
the thing, and is removed with it.
"""

from __future__ import annotations

import os
import secrets
import threading
from dataclasses import asdict
from hashlib import blake2b
from pathlib import Path
from typing import Any

from flask import current_app, url_for
from flask_babel import force_locale

from community.core.ids import encode
from community.sharing.drawing import VERSION, Brush, draw
from community.sharing.outward import Look, Outward

PATIENCE = 5.0
MOST_KEPT = 20_000
_turn = threading.BoundedSemaphore(1)


class Busy(Exception):
    """Others' pictures are being drawn."""


def look_of(entry: Outward, thing: Any) -> Look:
    """In the site's language, since it is one picture for everybody."""
    with force_locale(current_app.extensions["settings"].default_locale):
        return entry.look(thing)


def digest_of(look: Look) -> str:
    name = current_app.extensions["settings"].site_name
    return blake2b(f"{VERSION} {name} {asdict(look)}".encode(), digest_size=10).hexdigest()


def picture_path(entry: Outward, thing: Any) -> str:
    """The address of the picture as the thing is now."""
    digest = digest_of(look_of(entry, thing))
    return url_for("card_pictures.show", kind=entry.name, thing=thing.id, digest=digest)


def generic_path() -> str:
    return url_for("card_pictures.site", digest=digest_of(generic_look()))


def generic_look() -> Look:
    return Look(current_app.extensions["settings"].site_name)


def kept_picture(name: str, look: Look) -> Path:
    """The file, drawn if it is not there. Raises Busy."""
    path = _folder() / f"{name}-{digest_of(look)}.jpg"
    if path.is_file():
        return path
    if not _turn.acquire(timeout=PATIENCE):
        raise Busy
    try:
        if not path.is_file():
            _keep(path, draw(look, Brush.here()))
    finally:
        _turn.release()
    return path


def has_picture(name: str, digest: str) -> bool:
    return (_folder() / f"{name}-{digest}.jpg").is_file()


def name_of(kind: str, thing_id: int) -> str:
    return f"{kind}-{encode(thing_id)}"


def forget_pictures(kind: str, thing_id: int) -> None:
    """All that were ever drawn of it."""
    for path in _folder().glob(f"{name_of(kind, thing_id)}-*.jpg"):
        path.unlink(missing_ok=True)


def forget_oldest() -> None:
    """Beyond `MOST_KEPT`, and those that a change has left behind, go the oldest."""
    paths = sorted(_folder().glob("*.jpg"), key=_age, reverse=True)
    for path in paths[MOST_KEPT:]:
        path.unlink(missing_ok=True)


def _age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _folder() -> Path:
    folder: Path = current_app.extensions["settings"].instance_folder / "cards"
    return folder


def _keep(path: Path, file: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    rough = path.with_name(f".{secrets.token_hex(8)}")
    rough.write_bytes(file)
    os.replace(rough, path)
