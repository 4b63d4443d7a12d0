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
from community.core.lanes import LANES, THREADS
from community.core.waking import Brief, Pulse, Waker
from community.extensions import db

log = logging.getLogger(__name__)

Job = Callable[..., Any]

FINISHES_WITHIN = 20  # seconds a worker that is told to stop has for what it is at
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


class EmbeddedConsumer(Consumer):
    """A consumer inside a web process leaves the process's signals alone."""

    def _set_signal_handlers(self) -> None:
        return


def start_embedded(app: Flask) -> Consumer:
    consumer = EmbeddedConsumer(app.extensions["huey"], **_pace())
    consumer.start()
    return consumer


def run_worker(app: Flask) -> None:
    """A worker process of its own, until it is told to stop; what it is at is finished first."""
    for name in ("Worker", "Scheduler"):
        logging.getLogger(f"huey.consumer.{name}").addFilter(Brief())
    consumer = Consumer(
        app.extensions["huey"], **_pace(), graceful_signal="TERM", shutdown_timeout=FINISHES_WITHIN
    )
    pulse = Pulse(_in_app(app, outbox.deliver_lane), LANES, _in_app(app, run_tick))
    app.extensions["pulse"] = pulse
    pulse.start(consumer.stop_flag)
    consumer.run()
    pulse.join(FINISHES_WITHIN)


def _pace() -> dict[str, Any]:
    # One more than the lanes have room for: the minute's jobs do not wait for a slow shop.
    return {"workers": THREADS + 1, "max_delay": 0.5, "worker_type": "thread"}
