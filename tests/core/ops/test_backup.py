"""`flask backup` and `flask restore`: a whole site in a file, and what is not taken for one."""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import subprocess
import sys
import tarfile
import tracemalloc
from contextlib import closing

import pytest
from sqlalchemy import text

from community.core.backup.archive import Archive
from community.core.db import writing
from community.extensions import db
from tests.core.ops.sites import (
    KINDS,
    all_pictures,
    all_rows,
    fill,
    keep,
    made,
    run,
)
from tests.services.database import HOUSE, environment


@pytest.mark.parametrize("kind", KINDS)
def test_a_site_comes_back_whole_on_an_empty_machine(new_site, tmp_path, kind):
    site = fill(new_site(kind), "ana", "ben")
    archive = keep(site, tmp_path / "site.tar")
    again = new_site(kind, is_new=True)
    done = run(again, "restore", str(archive))
    assert done.exit_code == 0, done.output
    assert all_rows(again) == all_rows(site)
    assert all_rows(again)["profiles"]
    assert all_pictures(again) == all_pictures(site)
    assert len(all_pictures(again)) == 3
    assert again.test_client().get("/readyz").status_code == 200
    left = [path.name for path in again.extensions["settings"].pictures_folder.iterdir()]
    assert sorted(left) == ["private", "public"]


def test_the_archive_is_for_nobody_else_and_can_be_checked_by_hand(new_site, tmp_path):
    archive = keep(fill(new_site(), "ana", "ben"), tmp_path / "site.tar")
    assert archive.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.glob("*.tar*")] == ["site.tar"]
    assert not list(tmp_path.glob(".*"))
    unpacked = tmp_path / "unpacked"
    with tarfile.open(archive) as tar:
        tar.extractall(unpacked, filter="data")
    sums = ["sha256sum", "--check", "--quiet", "SHA256SUMS"]
    assert subprocess.run(sums, cwd=unpacked).returncode == 0
    manifest = json.loads((unpacked / "manifest.json").read_text())
    assert manifest["rows"]["profiles"] == 2
    assert manifest["files"] == len((unpacked / "SHA256SUMS").read_text().splitlines())
    assert json.loads((unpacked / "about.json").read_text())["database"] == "sqlite"


@pytest.mark.parametrize("kind", KINDS)
def test_a_site_is_only_thrown_away_when_told_to(new_site, tmp_path, kind):
    archive = keep(fill(new_site(kind), "ana", "ben"), tmp_path / "site.tar")
    other = fill(new_site(kind), "cleo", "dina")
    before = all_rows(other), all_pictures(other)
    refused = run(other, "restore", str(archive))
    assert refused.exit_code == 1
    assert "--replace" in refused.output
    assert (all_rows(other), all_pictures(other)) == before
    done = run(other, "restore", "--replace", str(archive))
    assert done.exit_code == 0, done.output
    assert "'ana'" in str(all_rows(other)["profiles"])
    assert "'cleo'" not in str(all_rows(other)["profiles"])
    assert all_pictures(other).keys() == before[1].keys()
    assert all_pictures(other) != before[1]


def test_a_place_that_is_taken_is_left_alone(new_site, tmp_path):
    (tmp_path / "site.tar").write_text("something dear")
    done = run(new_site(), "backup", str(tmp_path / "site.tar"))
    assert done.exit_code == 1
    assert (tmp_path / "site.tar").read_text() == "something dear"


@pytest.mark.parametrize("kind", KINDS)
def test_an_archive_that_fails_half_way_leaves_the_site_as_it_was(new_site, tmp_path, kind):
    """Every hash is right, but there are fewer rows than it says."""
    with closing(
        tarfile.open(keep(fill(new_site(kind), "ana", "ben"), tmp_path / "site.tar"))
    ) as tar:
        files = {info.name: tar.extractfile(info).read() for info in tar}
    about, manifest = (json.loads(files.pop(name)) for name in ("about.json", "manifest.json"))
    del files["SHA256SUMS"]
    rows = manifest["rows"] | {"profiles": 7}
    path = made(tmp_path / "bad.tar", files, rows, **about)
    other = fill(new_site(kind), "cleo", "dina")
    before = all_rows(other), all_pictures(other)
    done = run(other, "restore", "--replace", str(path))
    assert done.exit_code == 1
    assert (all_rows(other), all_pictures(other)) == before
    assert not [path for path in tmp_path.rglob(".*") if "restoring" in path.name]


def test_a_running_site_on_sqlite_is_not_replaced_under_its_feet(new_site, tmp_path):
    archive = keep(fill(new_site(), "ana", "ben"), tmp_path / "site.tar")
    other = fill(new_site(), "cleo", "dina")
    with other.app_context():
        path = db.engine.url.database
    with closing(sqlite3.connect(path)) as running:
        running.execute("SELECT count(*) FROM profiles").fetchall()
        done = run(other, "restore", "--replace", str(archive))
    assert done.exit_code == 1
    assert "stop it first" in done.output
    assert "'cleo'" in str(all_rows(other)["profiles"])


def test_a_broken_database_can_be_replaced(new_site, tmp_path):
    archive = keep(fill(new_site(), "ana", "ben"), tmp_path / "site.tar")
    broken = new_site(is_new=True)
    with broken.app_context():
        path = str(db.engine.url.database)
        db.engine.dispose()
    with open(path, "wb") as out:
        out.write(b"this was a database once" * 500)
    assert run(broken, "restore", str(archive)).exit_code == 1
    assert run(broken, "restore", "--replace", str(archive)).exit_code == 0
    assert "'ana'" in str(all_rows(broken)["profiles"])


def test_an_archive_of_an_older_posy_is_brought_up_to_date(new_site, tmp_path):
    with new_site().app_context() as _:
        older = new_site(is_new=True)
    assert run(older, "db", "upgrade", "0001").exit_code == 0
    archive = keep(older, tmp_path / "site.tar")
    assert Archive(archive).about["revision"] == "0001"
    again = new_site(is_new=True)
    assert run(again, "restore", str(archive)).exit_code == 0
    assert again.test_client().get("/readyz").status_code == 200


def test_a_disk_that_fills_up_leaves_nothing_behind(new_site, tmp_path):
    site = fill(new_site(), "ana", "ben")
    settings = site.extensions["settings"]
    with site.app_context():
        size = os.path.getsize(db.engine.url.database) + 8192
    done = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "backup", str(tmp_path / "x.tar")],
        cwd=HOUSE,
        env=environment(
            DATABASE_URL=settings.database_url, INSTANCE_FOLDER=str(settings.instance_folder)
        ),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1, done.stderr
    assert "File too large" in done.stderr
    assert "Traceback" not in done.stderr
    assert not [path for path in tmp_path.iterdir() if "x.tar" in path.name]


def test_nothing_large_is_held_in_memory(new_site, tmp_path):
    site = new_site()
    shelf = site.extensions["settings"].pictures_folder / "public" / "ab"
    shelf.mkdir(parents=True)
    with (shelf / f"{'c' * 62}-240.webp").open("wb") as out:
        out.truncate(96 * 1024 * 1024)
    again = new_site(is_new=True)
    tracemalloc.start()
    try:
        keep(site, tmp_path / "large.tar")
        assert run(again, "restore", str(tmp_path / "large.tar")).exit_code == 0
        assert tracemalloc.get_traced_memory()[1] < 24 * 1024 * 1024
    finally:
        tracemalloc.stop()
    assert (tmp_path / "large.tar").stat().st_size > 96 * 1024 * 1024


def test_parts_of_a_table_add_up(new_site, tmp_path, monkeypatch):
    """With parts of a few bytes each table is cut between many rows."""
    from community.core.backup import postgres

    monkeypatch.setattr(postgres, "PART", 64)
    site = fill(new_site("postgres"), "ana", "ben")
    archive = keep(site, tmp_path / "site.tar")
    again = new_site("postgres", is_new=True)
    assert run(again, "restore", str(archive)).exit_code == 0
    assert all_rows(again) == all_rows(site)
    with tarfile.open(archive) as tar:
        assert any(name.endswith("/000002") for name in tar.getnames())


def test_only_reading_it_through_changes_nothing(new_site, tmp_path):
    archive = keep(fill(new_site(), "ana", "ben"), tmp_path / "site.tar")
    again = new_site(is_new=True)
    done = run(again, "restore", "--check", str(archive))
    assert "is whole" in done.output
    with again.app_context(), writing():
        assert db.session.scalar(text("SELECT count(*) FROM sqlite_master")) == 0
