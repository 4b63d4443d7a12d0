"""A power cut at any moment takes nothing that was acknowledged (drill 2 of the security plan).

Every connection of the pool syncs its commits; the log of the system calls, cut at many places and
stripped of what was not synced, opens whole each time and holds every acknowledged act. The same
with `synchronous=OFF` must lose some: else the drill would prove nothing.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy.engine import make_url

from community.core.db import POOL
from community.extensions import db
from tests.drills import audit, power
from tests.drills.frame import Report, own_folder
from tests.services import database
from tests.world import person, poll_by

LONG = {"acts": 150, "threads": 4, "cuts": 200, "control_cuts": 40}
SHORT = {"acts": 8, "threads": 3, "cuts": 20, "control_cuts": 5}


def run(report: Report, *, acts: int, threads: int, cuts: int, control_cuts: int) -> None:
    strace = _strace()
    folder = own_folder("fsync")
    random.seed(folder.name)
    connections_sync(report, folder)
    lost, broken = cut(report, strace, folder / "on", acts, threads, cuts)
    report.injected += cuts
    report.demand(not lost, f"acknowledged and gone after a power cut: {lost[:3]}")
    report.demand(not broken, f"broken after a power cut: {broken[:3]}")
    control = Report("control")
    lost, broken = cut(control, strace, folder / "off", acts, threads, control_cuts, "off")
    report.count("control lost acts", len(lost))
    report.demand(lost or broken, "synchronous=OFF lost nothing: this drill is blind")


def _strace() -> str:
    found = shutil.which("strace")
    if not found and "PYTEST_CURRENT_TEST" in os.environ and not os.environ.get("CI"):
        pytest.skip("no strace on this machine: install the package of that name")
    if not found:
        raise RuntimeError("This drill reads what strace writes: install the package strace.")
    return found


def connections_sync(report: Report, folder: Path) -> None:
    """Asked of as many connections as the pool ever opens, all at once."""
    environment = _environment(database.new_database("sqlite", f"{folder.name}-pool"), folder)
    with audit.app_beside(environment).app_context():
        most = POOL["pool_size"] + POOL["max_overflow"]
        connections = [db.engine.connect() for _ in range(most)]
        for connection in connections:
            said = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            }
            right = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
            is_right = right.items() <= said.items() and said["busy_timeout"] >= 5000
            report.demand(is_right, f"a connection of the pool says {said}")
            connection.close()
        report.count("connections asked", len({id(each) for each in connections}))
        db.session.remove()
        db.engine.dispose()


def cut(
    report: Report, strace: str, folder: Path, acts: int, threads: int, cuts: int, *options: str
) -> tuple[list[str], list[str]]:
    """Acts that were acknowledged and are lost, and what is broken, over all cuts."""
    folder.mkdir()
    url = _database_with_a_poll(folder)
    path = str(make_url(url).database)
    start = {path: Path(path).read_bytes(), f"{path}-wal": b""}
    log = folder / "calls"
    writer = [sys.executable, "-m", "tests.drills.power.writer", str(acts), str(threads), *options]
    environment = _environment(url, folder)
    subprocess.run(
        [strace, *power.STRACE, "-o", log, *writer],
        env=environment, cwd=database.HOUSE, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip
    calls = power.read_log(log)
    acks = [call for call in calls if call.descriptor == 1 and call.written.startswith(b"writer ")]
    syncs = sum(call.is_sync and call.path == f"{path}-wal" for call in calls)
    report.count("commits", len(acks))
    report.count("syncs", syncs)
    report.demand(len(acks) == acts * threads, f"{len(acks)} acts were acknowledged")
    report.demand(syncs >= len(acks), f"{syncs} syncs for {len(acks)} commits")
    return _cut_all(folder, calls, acks, start, cuts)


def _cut_all(
    folder: Path,
    calls: list[power.Call],
    acks: list[power.Call],
    start: dict[str, bytes],
    cuts: int,
) -> tuple[list[str], list[str]]:
    """Half of the cuts right after an answer, where most is at stake; the others anywhere."""
    anywhere = [random.randint(acks[0].begins, acks[-1].begins + 1) for _ in range(cuts // 2)]
    answered = [random.choice(acks).begins + 1 for _ in range(cuts - cuts // 2)]
    places = sorted(anywhere + answered)
    lost, broken = [], []
    for number, files in enumerate(power.replay(calls, start, places)):
        left = folder / f"cut{number}.db"
        for path, suffix in zip(files, ("", "-wal"), strict=True):
            content = files[path].after_the_cut(luck=(0.0, 0.0, 0.5)[number % 3])
            Path(f"{left}{suffix}").write_bytes(content)
        told = {call.written.decode().strip() for call in acks if call.begins < places[number]}
        missing, faults = _missing_and_faults(left, told)
        lost += missing
        broken += faults
        left.unlink(missing_ok=True)
    return lost, broken


def _missing_and_faults(path: Path, told: set[str]) -> tuple[list[str], list[str]]:
    connection = sqlite3.connect(path)
    try:
        faults = connection.execute("PRAGMA integrity_check").fetchall()
        rows = dict(connection.execute("SELECT id, body FROM comments").fetchall())
        said = connection.execute(
            "SELECT json_extract(payload, '$.comment_id') FROM outbox WHERE name LIKE '%Commented'"
        ).fetchall()
        count = connection.execute("SELECT comment_count FROM polls").fetchone()
    except sqlite3.DatabaseError as error:
        return sorted(told), [str(error)]
    finally:
        connection.close()
    broken = [str(row) for row in faults if row != ("ok",)]
    if {row[0] for row in said} != set(rows) or count != (len(rows),):
        broken.append(f"{len(rows)} comments, {len(said)} facts, counted {count}")
    return sorted(told - set(rows.values())), broken


def _database_with_a_poll(folder: Path) -> str:
    url = database.new_database("sqlite", f"{folder.parent.name}-{folder.name}")
    with audit.app_beside(_environment(url, folder)).app_context():
        poll_by(person("ana"))
        db.session.remove()
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        db.engine.dispose()
    return url


def _environment(url: str, folder: Path) -> dict[str, str]:
    return database.environment(DATABASE_URL=url, INSTANCE_FOLDER=str(folder / "instance"))
