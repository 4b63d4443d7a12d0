"""Reading an archive (`writer` says what it is made of): nothing is used before all is checked."""

from __future__ import annotations

import hashlib
import json
import re
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from community.core.backup.writer import ABOUT, MANIFEST, SUMS, Hashed, sum_line

FORMAT = 1
PIECE = 1024 * 1024
_MOST_JSON = 16 * 1024 * 1024


_NAME = re.compile(
    r"database/posy\.db|database/[a-z0-9_]{1,63}/[0-9]{6}"
    r"|pictures/(?:public|private)/[0-9a-f]{2}/[0-9a-f]{62}-[0-9]{1,3}\.webp"
)


class BadArchive(Exception):
    """Says in a sentence why an archive is not taken."""


@dataclass(frozen=True)
class Member:
    name: str
    size: int
    source: IO[bytes]

    def pieces(self) -> Iterator[bytes]:
        while piece := self.source.read(PIECE):
            yield piece


class Archive:
    """One that lies here whole; `check` before anything of it is used. Raises BadArchive."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.about = self._read_about()
        self.manifest: dict[str, Any] = {}

    def check(self) -> None:
        """Read it through once: every name, every byte and the end must be as they were written."""
        digest, files, size = hashlib.sha256(), 0, 0
        with self._opened() as tar:
            for info in _members(tar):
                if info.name == SUMS:
                    self.manifest = self._ending(tar, info, digest.hexdigest())
                    break
                hashed = Hashed(_file(tar, info))
                while hashed.read(PIECE):
                    pass
                digest.update(sum_line(hashed.hexdigest(), info.name))
                files, size = files + 1, size + info.size
        if not self.manifest:
            raise BadArchive("The archive is cut off: its end is missing.")
        if (self.manifest.get("files"), self.manifest.get("bytes")) != (files, size):
            raise BadArchive("The archive does not hold what it says it holds.")

    def members(self, prefix: str) -> Iterator[Member]:
        """The files below `database/` or `pictures/`, in the order they were written."""
        with self._opened() as tar:
            for info in _members(tar):
                if info.name == SUMS:
                    return
                if info.name.startswith(prefix):
                    yield Member(info.name, info.size, _file(tar, info))

    @property
    def rows(self) -> dict[str, int]:
        return {str(name): int(number) for name, number in self.manifest["rows"].items()}

    def _read_about(self) -> dict[str, Any]:
        with self._opened() as tar:
            first = next(_members(tar), None)
            if first is None or first.name != ABOUT:
                raise BadArchive("This is no backup of Posy.")
            about = _json(tar, first)
        if about.get("what") != "backup of posy" or not isinstance(about.get("format"), int):
            raise BadArchive("This is no backup of Posy.")
        if about["format"] > FORMAT:
            raise BadArchive("The archive was made by a newer Posy: bring this one up to date.")
        return about

    def _ending(self, tar: tarfile.TarFile, sums: tarfile.TarInfo, digest: str) -> dict[str, Any]:
        kept = Hashed(_file(tar, sums))
        while kept.read(PIECE):
            pass
        last = next(_members(tar), None)
        if last is None or last.name != MANIFEST:
            raise BadArchive("The archive is cut off: its end is missing.")
        manifest = _json(tar, last)
        if not (digest == kept.hexdigest() == manifest.get("sha256sums")):
            raise BadArchive("The archive is damaged: what it holds is not what was written.")
        if not isinstance(manifest.get("rows"), dict):
            raise BadArchive("The archive is damaged: it does not say how many rows it holds.")
        return manifest

    @contextmanager
    def _opened(self) -> Iterator[tarfile.TarFile]:
        try:
            with tarfile.open(self.path, mode="r:") as tar:
                yield tar
        except (tarfile.TarError, EOFError) as error:
            raise BadArchive("This is no backup of Posy, or it is cut off.") from error


def _members(tar: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    while (info := tar.next()) is not None:
        tar.members.clear()  # type: ignore[attr-defined]
        # Nothing but plain files with names of ours: no links, no devices, no way out of a folder.
        if info.type != tarfile.REGTYPE or not is_ours(info.name):
            raise BadArchive("The archive holds what no backup of Posy holds.")
        yield info


def is_ours(name: str) -> bool:
    return name in (ABOUT, SUMS, MANIFEST) or bool(_NAME.fullmatch(name))


def _file(tar: tarfile.TarFile, info: tarfile.TarInfo) -> IO[bytes]:
    return cast("IO[bytes]", tar.extractfile(info))


def _json(tar: tarfile.TarFile, info: tarfile.TarInfo) -> dict[str, Any]:
    if info.size > _MOST_JSON:
        raise BadArchive("The archive holds what no backup of Posy holds.")
    try:
        value = json.loads(_file(tar, info).read())
    except ValueError as error:
        raise BadArchive("The archive is damaged: it cannot be read.") from error
    if not isinstance(value, dict):
        raise BadArchive("The archive is damaged: it cannot be read.")
    return value
