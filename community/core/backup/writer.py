"""The archive of a whole site: one tar that says what is in it and can be checked as it is read.

    about.json              what it is: format, kind of database, when, revision, tables
    database/…              the database, as `sqlite` or `postgres` writes and reads it
    pictures/…              the pictures' files
    SHA256SUMS              a line for each file above, as `sha256sum` writes them
    manifest.json           the end: how many rows, files and bytes, and the hash of SHA256SUMS

The manifest comes last, so that an archive that was cut off has none. Nothing is held in memory
but one piece of a file.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import secrets
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

ABOUT, SUMS, MANIFEST = "about.json", "SHA256SUMS", "manifest.json"


@contextmanager
def new_archive(path: Path) -> Iterator[Writer]:
    """Written beside its place, for nobody else to read, and moved there when it lies on the disk.

    The caller closes the writer. Raises FileExistsError when the place is taken.
    """
    if path.exists():
        raise FileExistsError(f"{path} exists.")
    rough = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        descriptor = os.open(rough, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with (
            os.fdopen(descriptor, "wb") as out,
            tempfile.TemporaryFile(dir=path.parent) as sums,
        ):
            yield Writer(out, sums)
            out.flush()
            os.fsync(out.fileno())
        rough.rename(path)
        _sync_folder(path.parent)
    except BaseException:
        with suppress(OSError):
            rough.unlink()
        raise


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


class Writer:
    """Adds files one after the other; `close` writes what they must add up to."""

    def __init__(self, out: IO[bytes], sums: IO[bytes]) -> None:
        # GNU's form has no limit of 8 GiB a file.
        self._tar = tarfile.TarFile(fileobj=out, mode="w", format=tarfile.GNU_FORMAT)
        self._sums = sums
        self._digest = hashlib.sha256()
        self.files = self.bytes = 0

    def add_json(self, name: str, value: dict[str, Any]) -> None:
        self.add_bytes(name, json.dumps(value, indent=1).encode())

    def add_bytes(self, name: str, data: bytes) -> None:
        self.add(name, io.BytesIO(data), len(data))

    def add(self, name: str, source: IO[bytes], size: int) -> None:
        """Exactly `size` bytes of `source`. Raises OSError when there are fewer."""
        hashed = Hashed(source)
        self._put(name, hashed, size)
        self.files, self.bytes = self.files + 1, self.bytes + size
        line = sum_line(hashed.hexdigest(), name)
        self._digest.update(line)
        self._sums.write(line)

    def close(self, rows: dict[str, int]) -> None:
        size = self._sums.tell()
        self._sums.seek(0)
        self._put(SUMS, self._sums, size)
        manifest = {
            "rows": rows,
            "files": self.files,
            "bytes": self.bytes,
            "sha256sums": self._digest.hexdigest(),
        }
        data = json.dumps(manifest, indent=1).encode()
        self._put(MANIFEST, io.BytesIO(data), len(data))
        self._tar.close()

    def _put(self, name: str, source: Any, size: int) -> None:
        info = tarfile.TarInfo(name)
        info.size, info.mode = size, 0o600
        self._tar.addfile(info, source)
        # It would remember every file it ever wrote.
        self._tar.members.clear()  # type: ignore[attr-defined]


class Hashed:
    """A source that is hashed as it is read."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        data = self._source.read(size)
        self._digest.update(data)
        return data

    def hexdigest(self) -> str:
        return self._digest.hexdigest()


def sum_line(digest: str, name: str) -> bytes:
    return f"{digest}  {name}\n".encode()
