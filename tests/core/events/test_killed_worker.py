"""A worker killed in the middle of a delivery loses nothing and does nothing twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest

from community.accounts.models import Profile
from community.core import clock, events, outbox
from community.core.db import writing
from community.core.events import Fact, publish, subscribe
from community.core.outbox import LEASE, Delivery
from community.extensions import db
from tests.services import database

MOMENTS = ("commit", "inside")


@dataclass(frozen=True)
class KettleBoiled(Fact):
    number: int


def register(kill_at: str = "") -> None:
    def pour(fact: KettleBoiled) -> None:
        db.session.add(Profile.person(f"cup{fact.number}", "A cup"))
        db.session.flush()
        if kill_at == "inside":
            os.kill(os.getpid(), signal.SIGKILL)

    subscribe(KettleBoiled, pour, name="pour", durable=True)


@pytest.mark.drill
@pytest.mark.both_databases
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_worker_loses_nothing(committing_app, monkeypatch, moment):
    monkeypatch.setattr(events, "_subscribers", dict(events._subscribers))
    monkeypatch.setattr(events, "_facts", dict(events._facts))
    settings = committing_app.extensions["settings"]
    url, folder = settings.database_url, settings.instance_folder
    environment = database.environment(
        DATABASE_URL=url, INSTANCE_FOLDER=str(folder), PYTHONPATH=str(database.HOUSE)
    )
    run = subprocess.run(
        [sys.executable, "-m", __name__, moment], env=environment, cwd=database.HOUSE, check=False
    )
    assert run.returncode == -signal.SIGKILL
    assert db.session.query(Profile).count() == 0
    assert db.session.query(Delivery).one().done_at is None
    db.session.commit()
    register()
    with clock.fixed_at(clock.now() + LEASE + timedelta(seconds=1)):
        outbox.deliver_all()
        outbox.deliver_all()
    assert [profile.handle for profile in db.session.query(Profile)] == ["cup7"]
    assert db.session.query(Delivery).one().done_at is not None


def be_killed(moment: str) -> None:
    """In a process of its own: say a fact, and die at `moment`."""
    from community.app import create_app

    with create_app().app_context():
        register(kill_at=moment)
        with writing():
            publish(KettleBoiled(7))
        if moment == "commit":
            os.kill(os.getpid(), signal.SIGKILL)
        outbox.deliver_all()


if __name__ == "__main__":
    # Under its own name, so that the fact is called the same here and there.
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))
    from tests.core.events.test_killed_worker import be_killed

    be_killed(sys.argv[1])
