"""Figures that are read at the moment somebody asks for them."""

from __future__ import annotations

import logging
import time
from typing import Any

from flask import Flask, current_app
from prometheus_client import Gauge
from sqlalchemy import Select, func, select

from community.core.ids import born_at
from community.core.jobs import every_minute
from community.core.metrics import registry
from community.core.outbox import Delivery
from community.extensions import db

log = logging.getLogger(__name__)

# A queue longer than this is told as this long: the figure must not cost a scan of it all.
MOST_COUNTED = 100_000
_HEARTBEAT = "posy.heartbeat"


def _gauge(name: str, words: str) -> Gauge:
    return Gauge(name, words, registry=registry)


SOCKETS = _gauge("posy_sockets_open", "Live sockets of this process.")
CAPACITY = _gauge("posy_sockets_capacity", "Live sockets this process lets in.")
WAITING = _gauge("posy_deliveries_waiting", "Facts not yet told to a subscriber, up to 100,000.")
PARKED = _gauge("posy_deliveries_parked", "Deliveries given up after every try.")
OLDEST = _gauge("posy_deliveries_oldest_seconds", "Since the oldest of those waiting was made.")
DATABASE = _gauge("posy_database_up", "1 when the database answers.")
CONNECTIONS = _gauge("posy_database_connections_in_use", "Connections of the pool in use.")
MOST_CONNECTIONS = _gauge("posy_database_connections_capacity", "Connections it may open.")
HEARTBEAT = _gauge("posy_worker_heartbeat_seconds", "Since a worker last did the minute's jobs.")


@every_minute
def beat() -> None:
    """In the queue's own store, where every process of the site finds it."""
    current_app.extensions["huey"].storage.put_data(_HEARTBEAT, repr(time.time()).encode())


def read_now(app: Flask) -> None:
    doorkeeper = app.extensions.get("doorkeeper")
    if doorkeeper:
        SOCKETS.set(doorkeeper.open)
        CAPACITY.set(doorkeeper.most)
    _read_pool()
    HEARTBEAT.set(_since_heartbeat(app))
    try:
        _read_outbox()
        DATABASE.set(1)
    except Exception as error:
        log.warning("no figures of the database: %s", type(error).__name__)
        DATABASE.set(0)
    finally:
        db.session.remove()


def _read_pool() -> None:
    pool: Any = db.engine.pool
    CONNECTIONS.set(pool.checkedout())
    MOST_CONNECTIONS.set(pool.size() + max(pool._max_overflow, 0))


def _read_outbox() -> None:
    undone = select(Delivery.id).where(Delivery.done_at.is_(None))
    waiting, first = _counted(undone.where(Delivery.parked_at.is_(None)))
    WAITING.set(waiting)
    PARKED.set(_counted(undone.where(Delivery.parked_at.is_not(None)))[0])
    OLDEST.set(max(time.time() - born_at(first), 0.0) if first else 0.0)


def _counted(deliveries: Select[Any]) -> tuple[int, int | None]:
    """How many there are, and the first that was made."""
    few = deliveries.limit(MOST_COUNTED).subquery()
    number, first = db.session.execute(select(func.count(), func.min(few.c.id))).one()
    return number, first


def _since_heartbeat(app: Flask) -> float:
    """Seconds; infinite where no worker ever was, or nobody can be asked."""
    try:
        kept = app.extensions["huey"].storage.peek_data(_HEARTBEAT)
        return max(time.time() - float(kept), 0.0)
    except Exception:
        return float("inf")
