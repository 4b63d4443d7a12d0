"""The worker is killed between the commit of a letter and its sending (drill 8).

Letters go to a real mail server, which counts them and kills the worker at the moment asked for.
None is lost; one is there twice at most, under the same Message-ID, when the worker died after the
server had taken it; and none is written for work that was rolled back.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import cycle
from typing import Any

from aiosmtpd.controller import Controller
from flask import Flask

from community.core import clock, mail, outbox
from community.core.db import writing
from community.core.outbox import Delivery
from community.extensions import db
from tests.drills import audit
from tests.drills.frame import Report, own_folder, wait_until
from tests.services import database
from tests.services.mail import Postbox
from tests.services.running import Running
from tests.services.valkey import free_port

# committed: before anybody could lease it; greeted: leased, and the mail server was met;
# unheard: all was sent, the server had not taken it; taken: it had, and the worker does not know.
MOMENTS = ("committed", "greeted", "unheard", "taken")
LONG = {"kills": 100, "waits": True, "control": True}
SHORT = {"kills": 2, "waits": False, "control": False}
PATIENCE = 90.0  # a lease, and a start on a busy machine


CAREFUL = ("flask", "--app", "wsgi", "worker")
CARELESS = ("tests.drills.careless.worker",)


def run(report: Report, *, kills: int, waits: bool, control: bool) -> None:
    """`kills` for each database; `waits`: until leases run out, else the clock is put on."""
    if control:
        _lose_one(report)
    moments = cycle(MOMENTS)
    for kind in ("sqlite", "postgres"):
        with _ground(kind) as ground:
            for number in range(kills):
                _kill_once(report, ground, next(moments), f"{kind}{number}@example.com")
            _roll_back(ground)
            if kind == "postgres":
                _commit_in_the_other_order(report, ground, waits)
            _reckon(report, ground, waits)


class Trap(Postbox):
    """A postbox that kills the worker at the moment it is set to."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.moment = ""
        self.victim = 0
        self.sprung = threading.Event()

    async def handle_EHLO(
        self, server: Any, session: Any, envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        self._spring("greeted")
        return responses

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self._spring("unheard"):
            return "451 Nobody listens"
        answer = await super().handle_DATA(server, session, envelope)
        self._spring("taken")
        return answer

    def set(self, moment: str, victim: int) -> None:
        self.sprung.clear()
        self.moment, self.victim = moment, victim

    def _spring(self, moment: str) -> bool:
        if moment != self.moment:
            return False
        self.moment = ""
        os.killpg(self.victim, signal.SIGKILL)
        self.sprung.set()
        return True


@dataclass
class Ground:
    app: Flask
    worker: Running
    trap: Trap
    letters: list[str] = field(default_factory=list)  # who was written to, kept outside
    kills: int = 0


@contextmanager
def _ground(kind: str, worker_is: tuple[str, ...] = CAREFUL) -> Iterator[Ground]:
    folder = own_folder("outbox")
    trap = Trap(free_port())
    controller = Controller(trap, hostname="127.0.0.1", port=int(trap.url.rpartition(":")[2]))
    controller.start()
    environment = database.environment(
        DATABASE_URL=database.new_database(kind, folder.name.replace("-", "_")),
        INSTANCE_FOLDER=str(folder),
        MAIL_URL=trap.url,
        SITE_URL="http://127.0.0.1",
    )
    worker = Running(worker_is, environment, folder / "worker.log")
    try:
        yield Ground(audit.app_beside(environment), worker, trap)
    finally:
        worker.kill()
        controller.stop()


def _post(ground: Ground, to: str) -> None:
    mail.post("no_account", to, "A letter", link="/")
    ground.letters.append(to)


def _in_app(ground: Ground) -> Any:
    """As in a request: letters name pages."""
    return ground.app.test_request_context(base_url="http://127.0.0.1")


def _kill_once(report: Report, ground: Ground, moment: str, to: str) -> None:
    ground.worker.start()
    assert ground.worker.process
    ground.trap.set(moment, ground.worker.process.pid)
    with _in_app(ground):
        with writing():
            _post(ground, to)
        if moment == "committed":
            ground.trap._spring(moment)
        db.session.remove()
    caught = ground.trap.sprung.wait(PATIENCE)
    report.demand(caught, f"the worker never came to be killed ({moment})")
    report.injected += caught
    ground.kills += caught
    report.count(f"killed {moment}", int(caught))
    ground.worker.kill()


def _roll_back(ground: Ground) -> None:
    with _in_app(ground), suppress(ZeroDivisionError):
        with writing():
            mail.post("no_account", "nobody@example.com", "A letter", link="/")
            db.session.flush()
            raise ZeroDivisionError
        db.session.remove()


def _commit_in_the_other_order(report: Report, ground: Ground, waits: bool) -> None:
    """The fact with the lower id becomes visible when the one after it was delivered already."""
    written, go_on = threading.Event(), threading.Event()

    def write_early_and_commit_late() -> None:
        with _in_app(ground):
            with writing():
                _post(ground, "early@example.com")
                db.session.flush()
                written.set()
                assert go_on.wait(PATIENCE)
            db.session.remove()

    early = threading.Thread(target=write_early_and_commit_late)
    early.start()
    assert written.wait(PATIENCE)
    if waits:
        ground.worker.start()
    with _in_app(ground):
        with writing():
            _post(ground, "late@example.com")
        db.session.remove()
    _wait_for(ground, "late@example.com", waits)
    report.demand(not ground.trap.to("early@example.com"), "a letter was sent before its commit")
    go_on.set()
    early.join(PATIENCE)
    _wait_for(ground, "early@example.com", waits)
    report.count("committed in the other order")


def _wait_for(ground: Ground, to: str, waits: bool) -> None:
    if not waits:
        with _in_app(ground):
            outbox.deliver_all()
            db.session.remove()
    wait_until(lambda: ground.trap.to(to), PATIENCE)


def _lose_one(report: Report) -> None:
    """A worker that ticks off before it sends must be caught losing a letter."""
    control = Report("control")
    with _ground("sqlite", CARELESS) as ground:
        _kill_once(control, ground, "greeted", "lost@example.com")
        _reckon(control, ground, waits=False)
    is_caught = any(words.startswith("lost: ") for words in control.failures)
    report.demand(is_caught, "a careless worker lost nothing: this drill is blind")
    report.count("control lost", int(is_caught))


def _reckon(report: Report, ground: Ground, waits: bool) -> None:
    if waits:
        if ground.worker.process is None:
            ground.worker.start()
        wait_until(lambda: not _undelivered(ground), PATIENCE)
    else:
        with _in_app(ground), clock.fixed_at(clock.now() + audit.LATER):
            outbox.deliver_all()
            db.session.remove()
        report.demand(not _undelivered(ground), "deliveries were left over")
    came = Counter(str(letter["To"]) for letter in ground.trap.mails)
    ids = {str(letter["Message-ID"]) for letter in ground.trap.mails}
    # A letter that was killed once may be on its way again when the next kill comes.
    doubles = came.total() - len(came)
    report.count("letters", len(ground.letters))
    report.count("doubles", doubles)
    report.demand(set(came) == set(ground.letters), f"lost: {set(ground.letters) - set(came)}")
    report.demand(len(ids) == len(ground.letters), "a letter came under two Message-IDs")
    report.demand(doubles <= ground.kills, f"{doubles} doubles by {ground.kills} kills: {came}")


def _undelivered(ground: Ground) -> int:
    with ground.app.app_context():
        left = db.session.query(Delivery).filter_by(done_at=None).count()
        db.session.remove()
    return left
