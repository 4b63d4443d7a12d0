"""gunicorn's settings at scale: one gevent process, one of them a core behind a proxy.

`flask serve` with REDIS_URL and the systemd unit both start
`gunicorn -c deploy/gunicorn.conf.py wsgi:app`; HOST and PORT say where it listens.
"""

from __future__ import annotations

import os
import signal
from contextlib import suppress
from typing import Any

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "community.core.gevent_worker.Worker"
workers = 1  # sockets of one browser must find the process again; more processes, more ports
worker_connections = 20_000  # above Settings.most_sockets, so that pages always find room
control_socket_disable = True  # it would be one file in $HOME for every instance
keepalive = 2  # nginx keeps none; a stop waits for idle ones, and a form sent over one may be lost
timeout = 60
graceful_timeout = 30  # for answers on their way; sockets are let go at once
loglevel = "warning"
logger_class = "community.core.logs.GunicornLogger"


# HUP loads the code anew. gunicorn would end the old process at once, and whoever comes would wait
# for the new one to be loaded: here the old one serves until the new one can.


def on_reload(server: Any) -> None:
    server.num_workers += 1


def post_fork(server: Any, worker: Any) -> None:
    worker.elders = tuple(server.WORKERS)


def post_worker_init(worker: Any) -> None:
    from community.core import collector  # after gevent has patched, like the app

    collector.spare()
    for elder in worker.elders:
        with suppress(ProcessLookupError):
            os.kill(elder, signal.SIGTERM)


def child_exit(server: Any, worker: Any) -> None:
    server.num_workers = server.cfg.workers
