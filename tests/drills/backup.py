"""Drill 16: a site is kept while people write, and put back where nothing was.

Held: whatever was answered before the moment the archive names is in it, counted and whole;
pictures are equal and people can sign in; archives that were cut, changed or are something else
are refused. A plain copy of SQLite's file, taken at the same time, must be caught.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from flask import Flask
from sqlalchemy.engine import make_url

from community.accounts.models import Account
from community.accounts.passwords import hash_password
from community.core.backup.archive import Archive
from community.core.db import writing
from community.extensions import db
from tests.drills.archives.faults import faults_of
from tests.drills.archives.machines import Machine, empty_machine, serving
from tests.drills.archives.promises import Stamped, missing_of, promised_of
from tests.drills.frame import Report, own_folder, wait_until
from tests.drills.people import Crowd
from tests.services.database import new_database
from tests.services.site import Site, app_of

SHORT = {"writers": 4, "acts": 24, "pictures": 20, "faults": 10, "by_command": False}
LONG = {"writers": 50, "acts": 3000, "pictures": 4000, "faults": 300, "by_command": True}
PASSWORD = "lamp or plant, says the drill?"


def run(
    report: Report, *, writers: int, acts: int, pictures: int, faults: int, by_command: bool
) -> None:
    """`acts`: what must have been answered before the site is kept."""
    for kind in ("sqlite", "postgres"):
        name = f"backup_{uuid4().hex[:8]}"
        site = Site(own_folder(name) / "site", new_database(kind, name), DEVELOPMENT="")
        here = Machine(kind, site.environment, by_command)
        with serving(site, here):
            keep_and_put_back(report, site, here, (writers, acts, pictures, faults))


def keep_and_put_back(
    report: Report, site: Site, here: Machine, size: tuple[int, int, int, int]
) -> None:
    writers, acts, pictures, faults = size
    crowd = crowd_of(here, site, writers)
    lay_pictures(here, pictures)
    archive, plain = site.folder / "site.tar", site.folder / "plain.db"
    with crowd.at_work(rest=0.2):
        wait_until(lambda: crowd.total(lambda ledger: ledger.acknowledged) >= acts, within=300)
        copied_at = copy_file(here, plain)
        began = time.monotonic()
        here.run("backup", str(archive))
        report.measure(f"kept {here.kind}", time.monotonic() - began)
    report.count("acknowledged", crowd.total(lambda ledger: ledger.acknowledged))
    there = empty_machine(here)
    refuse_faults(report, there, archive, faults)
    began = time.monotonic()
    there.run("restore", str(archive))
    report.measure(f"put back {here.kind}", time.monotonic() - began)
    compare(report, crowd, here, there, Archive(archive))
    if here.kind == "sqlite":
        catch_plain_copy(report, crowd, here, plain, copied_at)


def crowd_of(here: Machine, site: Site, writers: int) -> Crowd:
    app = here.app
    crowd = Crowd(app, [site.url], writers, pause=0.05)
    for ledger in crowd.ledgers.values():
        ledger.wishes, ledger.clips, ledger.comments = Stamped(), Stamped(), Stamped()
    with app.app_context():
        hashed = hash_password(PASSWORD)
        with writing():
            db.session.scalars(
                db.select(Account).order_by(Account.id).limit(1)
            ).one().password_hash = hashed
    return crowd


def lay_pictures(here: Machine, number: int) -> None:
    for place in range(number):
        digest = f"{random.getrandbits(256):064x}"
        shelf = here.pictures / ("private" if place % 3 else "public") / digest[:2]
        shelf.mkdir(parents=True, exist_ok=True)
        (shelf / f"{digest[2:]}-240.webp").write_bytes(os.urandom(random.randrange(20_000)))


def copy_file(here: Machine, to: Path) -> float:
    """As `cp` does, beside the backup interface; when it began."""
    began = time.time()
    if here.kind == "sqlite":
        shutil.copyfile(str(make_url(here.settings["DATABASE_URL"]).database), to)
    return began


def refuse_faults(report: Report, there: Machine, archive: Path, number: int) -> None:
    whole, faulty = archive.read_bytes(), archive.with_name("faulty.tar")
    for data in faults_of(whole, number):
        faulty.write_bytes(data)
        report.injected += 1
        try:
            there.run("restore", str(faulty))
        except RuntimeError as refusal:
            report.count("refused")
            report.demand("Traceback" not in str(refusal), f"no polite refusal: {refusal}")
        else:
            report.demand(False, f"a faulty archive of {there.kind} was put back")
    report.demand(not list(there.pictures.rglob("*.webp")), "refusals left pictures behind")


def compare(report: Report, crowd: Crowd, here: Machine, there: Machine, archive: Archive) -> None:
    taken_at = datetime.fromisoformat(archive.about["taken_at"]).timestamp()
    archive.check()
    app = there.app
    with app.app_context():
        missing = missing_of(crowd, taken_at)
        promised = sum(len(words) for words in promised_of(crowd, taken_at))
        rows = {
            table.name: db.session.scalar(db.select(db.func.count()).select_from(table))
            for table in db.metadata.sorted_tables
        }
        db.session.remove()
    report.count("promised", promised)
    report.demand(promised, f"nobody had written before {here.kind} was kept")
    report.demand(not missing, f"{here.kind} lost {sorted(missing)[:3]} of {promised}")
    report.demand(rows == archive.rows, f"{here.kind} has other rows than the archive names")
    report.demand(files_of(here) == files_of(there), f"the pictures of {here.kind} differ")
    report.count("pictures", len(files_of(there)))
    report.demand(can_sign_in(app), f"nobody can sign in after {here.kind} was put back")


def files_of(machine: Machine) -> dict[str, bytes]:
    return {
        path.relative_to(machine.pictures).as_posix(): path.read_bytes()
        for path in machine.pictures.rglob("*.webp")
    }


def can_sign_in(app: Flask) -> bool:
    client = app.test_client()
    url = {"base_url": app.extensions["settings"].site_url}
    form = {"name": "ana@example.com", "password": PASSWORD}
    answer = client.post("/sign-in", data=form, **url)
    return answer.status_code == 303 and client.get("/people", **url).status_code == 200


def catch_plain_copy(
    report: Report, crowd: Crowd, here: Machine, plain: Path, copied_at: float
) -> None:
    """The control: were the checks blind, they would find nothing wrong with this one either."""
    report.injected += 1
    try:
        with closing(sqlite3.connect(plain)) as copy:
            copy.execute("PRAGMA integrity_check").fetchall()
        with app_of(here.settings | {"DATABASE_URL": f"sqlite:///{plain}"}).app_context():
            missing = missing_of(crowd, copied_at)
            db.session.remove()
    except Exception:
        missing = {"the database itself"}
    report.count("missing_from_a_plain_copy", len(missing))
    report.demand(missing, "the control was not caught: a plain copy of the file seems whole")
