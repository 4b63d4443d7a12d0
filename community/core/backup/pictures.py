"""The pictures' folder: read as it is, put back beside the old one and exchanged for it."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from community.core.backup.archive import Archive, is_ours
from community.core.backup.writer import Writer

SIDES = ("public", "private")
PREFIX = "pictures/"


def names(folder: Path) -> Iterator[str]:
    """`pictures/public/ab/cdef…-480.webp`, in order; nothing that is being written."""
    for side in SIDES:
        for shelf in _listed(folder / side):
            for name in _listed(folder / side / shelf):
                if is_ours(whole := f"{PREFIX}{side}/{shelf}/{name}"):
                    yield whole


def write(writer: Writer, folder: Path) -> None:
    """After the database, so that whatever it names is there: files come before their rows."""
    for name in names(folder):
        try:
            source = (folder / name.removeprefix(PREFIX)).open("rb")
        except FileNotFoundError:
            continue  # removed meanwhile
        with source:
            writer.add(name, source, os.fstat(source.fileno()).st_size)


def is_empty(folder: Path) -> bool:
    return next(names(folder), None) is None


@contextmanager
def staged(archive: Archive, folder: Path) -> Iterator[Path]:
    """The archive's pictures in a folder of their own, within `folder` to be on the same disk."""
    folder.mkdir(parents=True, exist_ok=True)
    stage = folder / f".restoring-{secrets.token_hex(4)}"
    try:
        for side in SIDES:
            (stage / side).mkdir(parents=True)
        for member in archive.members(PREFIX):
            path = stage / member.name.removeprefix(PREFIX)
            path.parent.mkdir(exist_ok=True)
            with path.open("xb") as out:
                for piece in member.pieces():
                    out.write(piece)
        os.sync()
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def exchange(stage: Path, folder: Path) -> None:
    old = stage / "replaced"
    old.mkdir()
    for side in SIDES:
        if (folder / side).exists():
            (folder / side).rename(old / side)
        (stage / side).rename(folder / side)


def _listed(folder: Path) -> list[str]:
    try:
        return sorted(os.listdir(folder))
    except (FileNotFoundError, NotADirectoryError):
        return []
