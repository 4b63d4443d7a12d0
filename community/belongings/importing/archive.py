"""Opens an archive that somebody gave us. Nothing is ever unpacked to a name that stands in it.

Only `data.json` and pictures are read, each up to a limit, and only from a plain ZIP as ours are:
stored or deflated, without passwords, comments, ZIP64, links, or two entries of one name.
"""

from __future__ import annotations

import json
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from community.belongings.importing.problems import BadArchive
from community.belongings.packing import FORMAT
from community.belongings.sections import SECTIONS
from community.core.images.prepare import MOST_BYTES as MOST_PICTURE

MOST_BYTES = 64 * 1024**2
MOST_ENTRIES = 4_000
MOST_DATA = 16 * 1024**2
MOST_RATIO = 200
MOST_ROWS = 20_000
NAME = re.compile(
    r"data\.json|index\.html|csv/[a-z_]{1,40}\.csv|pictures/[0-9a-f]{64}\.webp|(?:csv|pictures)/"
)
_END = struct.Struct("<4s4H2LH")
_LONGEST_ENTRY = 46 + 80 + 64  # in the directory: its head, the name, what tools add


class OpenArchive:
    def __init__(self, bag: zipfile.ZipFile) -> None:
        self._bag = bag
        self._names = _checked_names(bag)
        self.data = _read_data(self._bytes("data.json", MOST_DATA))

    def rows(self, section: str) -> list[dict[str, Any]]:
        return self.data.get(section, [])

    def picture(self, digest: str) -> bytes | None:
        """The file, which may be anything; None where there is none or too much of it."""
        name = f"pictures/{digest}.webp"
        if name not in self._names:
            return None
        with suppress(BadArchive):
            return self._bytes(name, MOST_PICTURE)
        return None

    def has_picture(self, digest: str) -> bool:
        return f"pictures/{digest}.webp" in self._names

    def _bytes(self, name: str, most: int) -> bytes:
        if name not in self._names:
            raise BadArchive("foreign")
        try:
            with self._bag.open(name) as file:
                read = file.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError) as error:
            raise BadArchive("broken") from error
        if len(read) > most:
            raise BadArchive("large")
        return read


@contextmanager
def opened(path: Path) -> Iterator[OpenArchive]:
    """Raises BadArchive."""
    _look_at_end(path)
    try:
        bag = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error) as error:
        raise BadArchive("broken") from error
    with bag:
        yield OpenArchive(bag)


def _look_at_end(path: Path) -> None:
    """The directory is measured before it is read: each of a million entries would take memory."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise BadArchive("large")
    with path.open("rb") as file:
        file.seek(max(0, size - _END.size - 20))
        tail = file.read()
    if len(tail) < _END.size + 20:
        raise BadArchive("no-zip")
    mark, disk, first, here, entries, length, start, comment = _END.unpack(tail[-_END.size :])
    if mark != b"PK\5\6" or comment:
        raise BadArchive("no-zip")
    if tail[:4] == b"PK\6\7" or disk or first or here != entries:
        raise BadArchive("odd")
    if entries > MOST_ENTRIES or length > MOST_ENTRIES * _LONGEST_ENTRY:
        raise BadArchive("many")
    if start + length + _END.size != size:  # something in front, between or behind
        raise BadArchive("odd")


def _checked_names(bag: zipfile.ZipFile) -> set[str]:
    names: set[str] = set()
    for entry in bag.infolist():
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind and not (stat.S_ISREG(kind) or stat.S_ISDIR(kind)):
            raise BadArchive("odd")
        if entry.flag_bits & 0x1 or entry.compress_type not in _KNOWN:
            raise BadArchive("odd")
        if entry.filename != entry.orig_filename or not NAME.fullmatch(entry.filename):
            raise BadArchive("foreign")
        if entry.filename in names:
            raise BadArchive("odd")
        if entry.file_size > MOST_RATIO * max(entry.compress_size, 64):
            raise BadArchive("bomb")
        names.add(entry.filename)
    return names


_KNOWN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def _read_data(said: bytes) -> dict[str, Any]:
    """The sections; whatever else stands there is not looked at."""
    try:
        data = json.loads(said.decode(), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise BadArchive("broken") from error
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise BadArchive("format")
    known = {name: data[name] for name in SECTIONS if name in data}
    for rows in known.values():
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise BadArchive("broken")
    if sum(map(len, known.values())) > MOST_ROWS:
        raise BadArchive("many")
    about = {name: str(data.get(name, ""))[:40] for name in ("handle", "made_at")}
    return {**known, **about}


def _refuse_constant(name: str) -> Any:
    raise ValueError(name)
