"""A site with many members, built once and copied, and its servers in both shapes."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import psycopg
from flask import Flask
from sqlalchemy import JSON, create_engine, make_url, select

from bench import yardstick
from tests.drills.frame import own_folder
from tests.services import database, postgres, root, valkey
from tests.services.fleet import Fleet
from tests.services.running import Running, is_ready
from tests.services.site import Site, app_of

HOUSE = Path(__file__).resolve().parents[1]
KEPT = HOUSE / "instance" / "bench"
# What decides the rows of the site; another text there makes another site.
SOURCES = ("community/demo", "migrations/versions")
SHAPES = ("embedded", "gevent")
PROCESSES = 2
THREADS = 400
LIKE_PRODUCTION = {"DEVELOPMENT": "0", "TRUSTED_PROXIES": "1", "MAIL_URL": "smtp://127.0.0.1:9"}


@dataclass
class Shape:
    """One site and its yardstick, both being served. Addresses are one a process."""

    name: str
    app: Flask
    urls: list[str]
    pids: list[int]
    yard_urls: list[str]
    yard_pids: list[int]
    yard_cookie: str
    databases: list[int]


def members_database(members: int) -> Path:
    """An SQLite file with the demo's cast and a crowd of `members`."""
    file = KEPT / f"{members}-{_fingerprint()}.db"
    if not file.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        print(f"Making a site of {members} members, once …", file=sys.stderr)
        draft = own_folder("making") / "posy.db"
        where = {"DATABASE_URL": f"sqlite:///{draft}", "INSTANCE_FOLDER": str(draft.parent)}
        database.flask("db", "upgrade", **where)
        database.flask("demo", "--members", str(members), **where)
        _fold(draft)
        shutil.copyfile(draft, file.with_suffix(f".{os.getpid()}"))
        file.with_suffix(f".{os.getpid()}").rename(file)
    return file


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for source in SOURCES:
        for file in sorted((HOUSE / source).rglob("*.py")):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _fold(file: Path) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("ANALYZE")
    connection.close()


@contextmanager
def serving(shape: str, members: int) -> Iterator[Shape]:
    with ExitStack() as ends:
        yield {"embedded": _embedded, "gevent": _gevent}[shape](ends, members)


def _embedded(ends: ExitStack, members: int) -> Shape:
    folder = own_folder("bench")
    copy = folder / "posy.db"
    shutil.copyfile(members_database(members), copy)
    site = Site(folder / "site", f"sqlite:///{copy}", **LIKE_PRODUCTION)
    ends.callback(site.kill)
    site.start()
    cookie = _prepare_yardstick(f"sqlite:///{folder / 'yardstick.db'}")
    port = valkey.free_port()
    command = ["bench.yardstick", str(port), str(THREADS)]
    yard = _yardstick(ends, command, port, folder)
    return Shape(
        "embedded", site.app(), [site.url], _tree(site), [yard[0]], _tree(yard[1]), cookie, []
    )


def _gevent(ends: ExitStack, members: int) -> Shape:
    folder = own_folder("bench")
    address = database.new_database("postgres", f"bench_{os.getpid()}")
    ends.callback(postgres.drop, str(make_url(address).database))
    redis = f"{valkey.server_url()}/9"
    fleet = Fleet(folder, address, redis, webs=PROCESSES, workers=0, **LIKE_PRODUCTION)
    app = fleet.app()  # knows every table
    copy_to_postgres(members_database(members), address)
    ends.callback(fleet.kill)
    fleet.start()
    name = f"posy_yardstick_{os.getpid()}"
    cookie = _prepare_yardstick(_with_driver(postgres.copy(None, name)))
    ends.callback(postgres.drop, name)
    yards = []
    for _ in range(PROCESSES):
        port = valkey.free_port()
        yards.append(_yardstick(ends, _gunicorn(port), port, folder))
    return Shape(
        "gevent",
        app,
        [web.url for web in fleet.webs],
        [pid for web in fleet.webs for pid in _tree(web)],
        [url for url, _ in yards],
        [pid for _, yard in yards for pid in _tree(yard)],
        cookie,
        _pids_of_servers(),
    )


def _gunicorn(port: int) -> list[str]:
    return [
        "gunicorn", "-c", "deploy/gunicorn.conf.py",
        "-b", f"127.0.0.1:{port}", "bench.yardstick:create_app()",
    ]  # fmt: skip


def _prepare_yardstick(url: str) -> str:
    os.environ["YARDSTICK_URL"] = url
    return yardstick.prepare()


def _with_driver(url: str) -> str:
    return url.replace("postgresql://", "postgresql+psycopg://")


def _yardstick(ends: ExitStack, command: list[str], port: int, folder: Path) -> tuple[str, Running]:
    environment = database.environment(YARDSTICK_URL=os.environ["YARDSTICK_URL"])
    running = Running(command, environment, folder / f"yardstick-{port}.log")
    url = f"http://127.0.0.1:{port}"
    running.start()
    ends.callback(running.kill)
    running.wait_until(lambda: _answers(url))
    return url, running


def _answers(url: str) -> bool:
    return is_ready(url, "/bare")


def _tree(running: Running) -> list[int]:
    assert running.process
    process = psutil.Process(running.process.pid)
    return [process.pid, *(child.pid for child in process.children(recursive=True))]


def _pids_of_servers() -> list[int]:
    """PostgreSQL and Valkey of this run; a backend of PostgreSQL is a process of its own."""
    pids = []
    for note in root.folder().glob("*.keeper"):
        keeper = psutil.Process(int(note.read_text()))
        pids += [child.pid for child in keeper.children(recursive=True)]
    return pids


def copy_to_postgres(source: Path, address: str) -> None:
    """Every row of an SQLite site, by COPY, without the checks that the source has passed."""
    from community.extensions import db

    engine = create_engine(f"sqlite:///{source}")
    plain = make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)
    with engine.connect() as old, psycopg.connect(plain) as new:
        new.execute("SET session_replication_role = replica")
        for table in db.metadata.sorted_tables:
            new.execute(f'TRUNCATE "{table.name}" CASCADE')
        for table in db.metadata.sorted_tables:
            _copy(table, old, new)
        new.commit()
        new.autocommit = True
        new.execute("VACUUM ANALYZE")
    engine.dispose()


def _copy(table: Any, old: Any, new: Any) -> None:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    is_json = [isinstance(column.type, JSON) for column in table.columns]
    with new.cursor().copy(f'COPY "{table.name}" ({names}) FROM STDIN') as copy:
        for row in old.execute(select(table)):
            copy.write_row(
                [
                    json.dumps(value) if json_here and value is not None else value
                    for value, json_here in zip(row, is_json, strict=True)
                ]
            )


def local_app(members: int) -> Flask:
    """An app in this process on a copy of the SQLite site, to look at one page closely."""
    folder = own_folder("profile")
    copy = folder / "posy.db"
    shutil.copyfile(members_database(members), copy)
    return app_of(
        database.environment(
            **LIKE_PRODUCTION,
            DATABASE_URL=f"sqlite:///{copy}",
            INSTANCE_FOLDER=str(folder / "site"),
        )
    )
