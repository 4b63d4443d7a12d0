"""Packs an archive: data.json, a CSV file a section, the pictures, and pages to read it with."""

from __future__ import annotations

import csv
import io
import json
import os
import secrets
import zipfile
from pathlib import Path
from typing import Any

from flask import current_app
from sqlalchemy import select

from community.accounts.models import Profile
from community.belongings.sections import SECTIONS
from community.belongings.sections.rows import Row
from community.core import clock
from community.core.images.models import Picture
from community.core.images.store import current_store
from community.extensions import db

FORMAT = "posy-archive-2"
# What a spreadsheet would take for a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def pack(person: Profile, path: Path) -> int:
    """Writes the file whole or not at all; its size."""
    data = {name: list(rows(person)) for name, rows in SECTIONS.items()}
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    rough = path.with_name(f".{secrets.token_hex(8)}")
    try:
        descriptor = os.open(rough, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with (
            os.fdopen(descriptor, "wb") as out,
            zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bag,
        ):
            _fill(bag, person, data)
        rough.replace(path)
    finally:
        rough.unlink(missing_ok=True)
    return path.stat().st_size


def _fill(bag: zipfile.ZipFile, person: Profile, data: dict[str, list[Row]]) -> None:
    about = {"format": FORMAT, "handle": person.handle, "made_at": clock.now().isoformat()}
    bag.writestr("data.json", json.dumps({**about, **data}, ensure_ascii=False, indent=1))
    for name, rows in data.items():
        bag.writestr(f"csv/{name}.csv", as_csv(rows))
    # Not as a page of the site: it is about nobody's session.
    page = current_app.jinja_env.get_template("belongings/archive.html")
    bag.writestr("index.html", page.render(data=data, **about))
    for picture in _pictures(data):
        width = picture.widths[-1]
        file = current_store().path_of(picture.digest, width, private=picture.is_private)
        if file.is_file():
            bag.write(file, f"pictures/{picture.digest}.webp", zipfile.ZIP_STORED)


def as_csv(rows: list[Row]) -> str:
    out = io.StringIO()
    names = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(out, names, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) else value


def _pictures(data: dict[str, list[Row]]) -> list[Picture]:
    """Those that the rows name."""
    names = sorted({digest for rows in data.values() for row in rows for digest in named(row)})
    found: list[Picture] = []
    for start in range(0, len(names), 500):
        some = select(Picture).where(Picture.digest.in_(names[start : start + 500]))
        found += db.session.scalars(some)
    return found


def named(row: Row) -> list[str]:
    """Digests of the pictures that belong to a row."""
    one = (row.get(name) for name in ("picture", "avatar"))
    return [digest for digest in (*one, *row.get("pictures", ())) if digest]
