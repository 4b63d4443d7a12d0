"""Sites to keep, archives of our own making, and what is in them."""

from __future__ import annotations

import os

import pytest

from community.core.backup.writer import ABOUT, new_archive
from community.extensions import db
from tests.world import befriend, list_by, person, poll_by, wish_on

KINDS = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
PICTURE = "pictures/public/ab/" + "c" * 62 + "-240.webp"


def run(app, *words):
    return app.test_cli_runner().invoke(args=[*words])


def keep(app, path):
    done = run(app, "backup", str(path))
    assert done.exit_code == 0, done.output
    return path


def fill(app, *handles):
    """People, a poll and a list with odd words, and three pictures."""
    with app.app_context():
        first, second = (person(handle) for handle in handles)
        befriend(first, second)
        poll_by(first, "tab\there", "line\nbreak \\ 'quotes' \u2603")
        wish_on(list_by(second), "\\N and \\.")
        db.session.remove()
    for number, side in enumerate(("public", "private", "public")):
        shelf = app.extensions["settings"].pictures_folder / side / f"{number:02}"
        shelf.mkdir(parents=True)
        (shelf / f"{'a' * 62}-240.webp").write_bytes(os.urandom(1000 * number))
        (shelf / f".{'b' * 16}").write_bytes(b"half a picture")
    return app


def all_rows(app):
    with app.app_context(), db.engine.connect() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(db.select(table))))
            for table in db.metadata.sorted_tables
        }


def all_pictures(app):
    folder = app.extensions["settings"].pictures_folder
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*.webp")
        if path.is_file()
    }


ABOUT_NOW = {
    "what": "backup of posy",
    "format": 1,
    "database": "sqlite",
    "taken_at": "2026-11-22T00:00:00+00:00",
    "revision": "0001",
    "tables": {},
}


def made(path, files, rows=None, **about):
    """An archive as whole as any, but of our own making."""
    with new_archive(path) as writer:
        writer.add_json(ABOUT, ABOUT_NOW | about)
        for name, data in files.items():
            writer.add_bytes(name, data)
        writer.close(rows or {})
    return path
