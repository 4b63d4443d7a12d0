"""What lies in the worker's queue is JSON, and nothing else is run."""

from __future__ import annotations

import pickle
from datetime import UTC, datetime
from pathlib import Path

import pytest
from huey.registry import Message

from community.core import jobs
from community.core.jobs import JsonSerializer

SERIALIZER = JsonSerializer()


class Bomb:
    """A pickle that touches a file when it is opened."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self):
        return (Path.touch, (self.path,))


@pytest.fixture
def huey(committing_app):
    queue = committing_app.extensions["huey"]
    queue.flush()
    yield queue
    queue.flush()


def test_a_message_comes_back_as_it_went(committing_app):
    task = committing_app.extensions["wake"].s("quick")
    message = committing_app.extensions["huey"]._registry.create_message(task)
    assert SERIALIZER.deserialize(SERIALIZER.serialize(message)) == message


def test_times_in_a_message_come_back_as_times():
    values = dict.fromkeys(Message._fields)
    when = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
    message = Message(**{**values, "id": "1", "args": (), "eta": when, "expires_resolved": when})
    kept = SERIALIZER.deserialize(SERIALIZER.serialize(message))
    assert (kept.eta, kept.expires_resolved) == (when, when)


def test_what_is_put_into_the_queue_is_json(huey, committing_app):
    committing_app.extensions["wake"]("quick")
    (stored,) = huey.storage.enqueued_items()
    assert bytes(stored).startswith(b"[")


@pytest.mark.parametrize(
    "shape", [pickle.dumps, lambda bomb: b"\x80\x04garbage", lambda bomb: b"{}"]
)
def test_a_foreign_message_is_refused_and_the_next_one_runs(
    huey, committing_app, tmp_path, monkeypatch, caplog, shape
):
    ran = []
    monkeypatch.setattr(jobs.outbox, "deliver_lane", lambda lane: ran.append("no"))
    bomb = tmp_path / "bomb"
    huey.storage.enqueue(shape(Bomb(bomb)))
    committing_app.extensions["wake"]("quick")
    worker = jobs.EmbeddedWorker(committing_app, 1)._create_worker()
    worker.sleep = lambda: None
    worker.loop()
    assert "Error reading from queue" in caplog.text
    assert not bomb.exists()
    assert huey.pending_count() == 1
    worker.loop()
    assert huey.pending_count() == 0


def test_one_failing_job_does_not_stop_the_minute(committing_app, monkeypatch):
    ran = []

    def stumble():
        raise RuntimeError

    monkeypatch.setattr(jobs, "_every_minute", [stumble, lambda: ran.append("second")])
    jobs.run_tick()
    assert ran == ["second"]
