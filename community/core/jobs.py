"""The worker: huey wakes it, retries and keeps time; what is to be done stands in the outbox.

Jobs and their messages are JSON, never pickles. In the embedded shape the worker's threads live
inside the web process, so that what they announce reaches its sockets.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import Flask, current_app
from huey import Huey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer
from huey.registry import Message
from huey.serializer import Serializer

from community.core import outbox, redis
from community.core.lanes import LANES, THREADS, closed
from community.core.waking import Brief, Pulse, Waker
from community.extensions import db

log = logging.getLogger(__name__)

Job = Callable[..., Any]

# Seconds that a worker which is told to stop has for what it is at; the rest is
# done by another, from the rows. Visitors wait for a web process to come back.
FINISHES_WITHIN = 20
FINISHES_EMBEDDED_WITHIN = 2
_every_minute: list[Job] = []


def every_minute(job: Job) -> Job:
    """Mark a job that the worker runs each minute."""
    _every_minute.append(job)
    return job


class JsonSerializer(Serializer):
    """huey's messages as JSON arrays; times as ISO texts."""

    def _serialize(self, data: Any) -> bytes:
        return json.dumps(list(data), default=datetime.isoformat).encode()

    def _deserialize(self, data: bytes) -> Message:
        values = json.loads(data)
        for place in (Message._fields.index("eta"), Message._fields.index("expires_resolved")):
            if values[place]:
                values[place] = datetime.fromisoformat(values[place])
        values[Message._fields.index("args")] = tuple(values[Message._fields.index("args")])
        return Message(*values)


def init_app(app: Flask) -> None:
    huey = _queue(app)
    app.extensions["huey"] = huey
    deliver = huey.task(name="deliver")(_in_app(app, outbox.deliver_lane))
    huey.periodic_task(crontab(minute="*"), name="tick")(_in_app(app, run_tick))
    waker = Waker(deliver) if app.extensions["settings"].redis_url else None
    app.extensions["wake"] = waker.wake if waker else deliver
    outbox.on_wake(lambda lane: current_app.extensions["wake"](lane))


def _queue(app: Flask) -> Huey:
    settings = app.extensions["settings"]
    common = {"results": False, "serializer": JsonSerializer()}
    if settings.redis_url:
        # Longer than huey waits for work at a time.
        pool = redis.pool(settings.redis_url, answers_within=3.0)
        return RedisHuey("posy", connection_pool=pool, **common)
    settings.instance_folder.mkdir(parents=True, exist_ok=True)
    return SqliteHuey("posy", filename=str(settings.instance_folder / "jobs.db"), **common)


def _in_app(app: Flask, job: Callable[..., Any]) -> Callable[..., Any]:
    """Jobs see the site as a stranger would at its own address, so that they can name pages."""
    site_url = app.extensions["settings"].site_url

    def run(*words: str) -> None:
        with app.test_request_context(base_url=site_url):
            try:
                job(*words)
            finally:
                db.session.remove()

    return run


def run_tick() -> None:
    """What happens each minute; one failing job does not stop the others."""
    pulse: Pulse | None = current_app.extensions.get("pulse")
    if pulse:
        pulse.ticked()
    for job in _every_minute:
        try:
            job()
        except Exception:
            db.session.rollback()
            log.exception("the minute's job %s failed", job.__name__)


@every_minute
def deliver_waiting() -> None:
    for lane in LANES:
        outbox.wake(lane)
    outbox.forget_delivered()


class Worker(Consumer):
    """Told to stop, it finishes what it is at and takes nothing more."""

    def __init__(self, app: Flask, finishes_within: float) -> None:
        super().__init__(
            app.extensions["huey"],
            workers=THREADS + 1,  # the minute's jobs do not wait for a slow shop
            max_delay=0.5,
            graceful_signal="TERM",
            shutdown_timeout=finishes_within,
        )

    def start(self) -> None:
        closed.clear()
        super().start()

    def stop(self, graceful: bool = False) -> None:
        closed.set()
        super().stop(graceful)


class EmbeddedWorker(Worker):
    """Inside a web process, whose signals it leaves alone."""

    def _set_signal_handlers(self) -> None:
        return


def start_embedded(app: Flask) -> Consumer:
    worker = EmbeddedWorker(app, FINISHES_EMBEDDED_WITHIN)
    worker.start()
    return worker


def run_worker(app: Flask) -> None:
    """A worker process of its own, until it is told to stop."""
    for name in ("Worker", "Scheduler"):
        logging.getLogger(f"huey.consumer.{name}").addFilter(Brief())
    worker = Worker(app, FINISHES_WITHIN)
    pulse = Pulse(_in_app(app, outbox.deliver_lane), LANES, _in_app(app, run_tick))
    app.extensions["pulse"] = pulse
    pulse.start(worker.stop_flag)
    worker.run()
    pulse.join(FINISHES_WITHIN)
