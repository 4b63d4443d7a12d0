"""`flask serve`: one command that migrates, fills an empty site with demo data, and serves it.

Without REDIS_URL this is the embedded shape: one process, threads, the worker's threads inside.
With REDIS_URL it becomes a gevent web process (deploy/gunicorn.conf.py); `flask worker` runs beside
it, and more of both on other ports.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any

import click
from flask import Flask, current_app
from flask_migrate import upgrade
from gunicorn.app.base import BaseApplication
from sqlalchemy import select

from community.accounts.models import Account
from community.core import collector, jobs, logs
from community.extensions import db
from community.forums.planting import plant_boards
from config import ROOT, Settings

# For answers that are on their way; sockets are let go at once.
GRACE_SECONDS = 30


@click.command("serve")
@click.option("--demo/--no-demo", default=True, help="Fill an empty site with demo data.")
def serve_command(demo: bool) -> None:
    """Migrate, seed when empty, and serve."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    settings: Settings = app.extensions["settings"]
    settings.demand_secret()
    upgrade()
    plant_boards()
    if demo and settings.development and _is_empty():
        _seed()
    has_shop = demo and settings.development and settings.shop_port and not settings.redis_url
    beside = _shop_beside(settings) if has_shop else None
    _greet(settings, demo)
    db.session.remove()
    db.engine.dispose()
    if settings.redis_url:
        _become_gevent(settings)
    Embedded(app, settings, beside).run()


@click.command("worker")
def worker_command() -> None:
    """Serve the outbox and the minute's jobs; for sites with REDIS_URL."""
    current_app.extensions["settings"].demand_secret()
    logs.take_over()
    jobs.run_worker(current_app._get_current_object())  # type: ignore[attr-defined]


class Embedded(BaseApplication):
    """gunicorn with one threaded process, which carries the worker's threads too."""

    def __init__(
        self, app: Flask, settings: Settings, beside: Callable[[], None] | None = None
    ) -> None:
        """`beside`: what else the process begins to serve."""
        self._app = app
        self._settings = settings
        self._beside = beside
        super().__init__()

    def load_config(self) -> None:
        options: dict[str, Any] = {
            "bind": f"{self._settings.host}:{self._settings.port}",
            "worker_class": "community.core.thread_worker.Worker",
            "workers": 1,
            "threads": self._settings.threads,
            "graceful_timeout": GRACE_SECONDS,
            "timeout": 60,
            "loglevel": "warning",
            "logger_class": "community.core.logs.GunicornLogger",
            "control_socket_disable": True,
            "post_worker_init": self._start_worker,
            "worker_exit": self._stop_worker,
        }
        for name, value in options.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._app

    def _start_worker(self, worker: Any) -> None:
        collector.spare()
        self._consumer = jobs.start_embedded(self._app)
        if self._beside:
            self._beside()

    def _stop_worker(self, server: Any, worker: Any) -> None:
        self._consumer.stop(graceful=True)


def _become_gevent(settings: Settings) -> None:
    where = f"{settings.host}:{settings.port}"
    conf = str(ROOT / "deploy" / "gunicorn.conf.py")
    command = [sys.executable, "-m", "gunicorn", "-c", conf, "-b", where, "wsgi:app"]
    os.execv(sys.executable, command)  # noqa: S606


def _is_empty() -> bool:
    return db.session.scalar(select(Account.id).limit(1)) is None


def _seed() -> None:
    from community.demo.seed import seed

    click.echo("An empty site: filling it with demo people …")
    seed()


def _shop_beside(settings: Settings) -> Callable[[], None] | None:
    """The demo's shop on its own port, to be opened by the process that serves."""
    from community.demo.shop import leading, opening

    door = opening.take_port(settings)
    if door is None:
        click.echo(f"  Port {settings.shop_port} is taken, so the demo's shop stays closed.")
        return None
    leads = leading.leads()
    click.echo(f"  A shop with widgets of Posy is at {opening.origins(settings)[0]}")
    return lambda: opening.open_at(door, leads)


def _greet(settings: Settings, demo: bool) -> None:
    click.echo(f"\n  {settings.site_name} is at {settings.site_url}")
    if settings.development and demo:
        from community.demo.seed import DEMO_PASSWORD

        click.echo(f"  Sign in as mara@posy.example with the password {DEMO_PASSWORD!r}")
    click.echo("  Ctrl-C ends it.\n")
