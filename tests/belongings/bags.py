"""Archives made by hand, honest and hostile."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from collections.abc import Callable
from typing import Any

from PIL import Image

from community.belongings.packing import FORMAT

LIST = {"id": "a1", "title": "Kitchen", "audience": "friends", "created_at": "2026-03-01T10:00:00"}


def data(**sections: Any) -> bytes:
    return json.dumps(
        {"format": FORMAT, "handle": "ana", "made_at": "2026-11-01", **sections}
    ).encode()


def bag(*entries: tuple[Any, bytes], **sections: Any) -> bytes:
    """An honest one with these sections, and `entries` beside them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("data.json", data(**(sections or {"lists": [LIST]})))
        for name, content in entries:
            file.writestr(name, content)
    return out.getvalue()


def picture(colour: str = "red", size: tuple[int, int] = (40, 30)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "WEBP")
    return out.getvalue()


def _only(said: bytes, way: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as file:
        file.writestr("data.json", said)
    return out.getvalue()


def _link() -> bytes:
    entry = zipfile.ZipInfo("pictures/" + "a" * 64 + ".webp")
    entry.external_attr = 0o120777 << 16
    return bag((entry, b"/etc/passwd"))


def _packed(way: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", way) as file:
        file.writestr("data.json", data())
    return out.getvalue()


def _locked() -> bytes:
    """Its entries say that they have a password."""
    said = bytearray(bag())
    for mark, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        said[said.index(mark) + at] |= 1
    return bytes(said)


def _lying_size() -> bytes:
    """Says of itself that it is small, and is not."""
    long = data(lists=[{**LIST, "note": "x" * 100_000}])
    said = bytearray(_only(long, zipfile.ZIP_DEFLATED))
    for mark, at in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
        struct.pack_into("<L", said, said.index(mark) + at, 100)
    return bytes(said)


def _million_entries() -> bytes:
    said = bytearray(bag())
    struct.pack_into("<HH", said, len(said) - 14, 65_000, 65_000)
    return bytes(said)


def _doubled() -> bytes:
    """Two entries of one name: which is read depends on who reads."""
    first = "pictures/" + "a" * 64 + ".webp"
    said = bag((first, b"one"), (first[:-6] + "b.webp", b"two"))
    return said.replace((first[:-6] + "b.webp").encode(), first.encode())


def _deep() -> bytes:
    nested = b"[" * 200_000 + b"]" * 200_000
    return _only(b'{"format": "%s", "lists": %s}' % (FORMAT.encode(), nested))


# What somebody might send instead of an archive, and why it is refused.
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "no-zip"),
    "no zip": (lambda: b"%PDF-1.7 " + b"x" * 4000, "no-zip"),
    "half of one": (lambda: bag()[:200], "no-zip"),
    "with a comment behind": (lambda: bag()[:-2] + b"\x05\x00hello", "no-zip"),
    "with a program in front": (lambda: b"#!/bin/sh\n" * 9 + bag(), "odd"),
    "a path that climbs": (lambda: bag(("../../../etc/cron.d/x", b"x")), "foreign"),
    "a path from the root": (lambda: bag(("/etc/passwd", b"x")), "foreign"),
    "a drive": (lambda: bag(("C:\\boot.ini", b"x")), "foreign"),
    "a climbing picture": (lambda: bag(("pictures/../data.json", b"{}")), "foreign"),
    "a name with a NUL": (lambda: bag(("csv/a!b.csv", b"x")).replace(b"a!b", b"a\0b"), "foreign"),
    "another archive in it": (lambda: bag(("csv/lists.zip", bag())), "foreign"),
    "a page of its own": (lambda: bag(("evil.html", b"<script>")), "foreign"),
    "a link": (_link, "odd"),
    "a password": (_locked, "odd"),
    "another way of packing": (lambda: _packed(zipfile.ZIP_LZMA), "odd"),
    "two of one name": (_doubled, "odd"),
    "65,000 entries": (_million_entries, "many"),
    "5,000 real entries": (
        lambda: bag(*((f"pictures/{number:064x}.webp", b"") for number in range(5_000))),
        "many",
    ),
    "a bomb": (lambda: _only(b" " * 15_000_000 + data(), zipfile.ZIP_DEFLATED), "bomb"),
    "a picture that is a bomb": (
        lambda: bag(("pictures/" + "a" * 64 + ".webp", bytes(30_000_000))),
        "bomb",
    ),
    "a lying size": (_lying_size, "broken"),
    "a broken stream": (lambda: bag().replace(b"PK\3\4", b"PK\3\5", 1), "broken"),
    "no data": (lambda: _only(b""), "broken"),
    "no JSON": (lambda: _only(b"<xml/>"), "broken"),
    "a list of nothing": (lambda: _only(b"[]"), "format"),
    "brackets without an end": (_deep, "broken"),
    "a number without an end": (lambda: _only(b'{"format": ' + b"9" * 50_000 + b"}"), "broken"),
    "no number": (lambda: _only(b'{"format": NaN}'), "broken"),
    "not UTF-8": (lambda: _only(b'{"format": "\xff\xfe"}'), "broken"),
    "another version": (lambda: _only(b'{"format": "posy-archive-1"}'), "format"),
    "rows that are none": (lambda: _only(data(lists={"id": "a1"})), "broken"),
    "rows of words": (lambda: _only(data(lists=["a1"])), "broken"),
    "too many rows": (lambda: _only(data(lists=[{}] * 20_001)), "many"),
}
