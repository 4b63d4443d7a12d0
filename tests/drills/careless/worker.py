"""`python -m tests.drills.careless.worker`: ticks a delivery off before it is made."""

from __future__ import annotations

from typing import Any

from community.app import create_app
from community.core import jobs, outbox
from community.core.events import Subscriber


def run_carelessly(subscriber: Subscriber, fact: Any, delivery_id: int) -> None:
    outbox._finish(delivery_id)
    subscriber.run(fact)


if __name__ == "__main__":
    outbox._run = run_carelessly
    jobs.run_worker(create_app())
