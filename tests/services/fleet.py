"""Posy at scale on the loopback: gevent web processes and workers on PostgreSQL and Redis."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from flask import Flask

from tests.services import database
from tests.services.nginx import Nginx
from tests.services.running import Running, is_ready
from tests.services.site import app_of
from tests.services.valkey import free_port


class Web(Running):
    """One web process with an address of its own, started as the systemd unit starts it."""

    def __init__(self, environment: dict[str, str], port: int, log: Path) -> None:
        self.url = f"http://127.0.0.1:{port}"
        command = ["gunicorn", "-c", "deploy/gunicorn.conf.py", "wsgi:app"]
        super().__init__(command, environment | {"PORT": str(port)}, log)

    def start(self) -> None:
        """Serve, and wait until it is ready to."""
        self.begin()
        self.wait()

    def begin(self) -> None:
        super().start()

    def wait(self) -> None:
        self.wait_until(lambda: is_ready(self.url))


class Fleet:
    """`webs` web processes and `workers` workers of one site.

    The database (PostgreSQL) and Redis are given; `settings` are environment variables on top.
    With `nginx` the real one stands before them, with the site of deploy/ and an https address.
    """

    def __init__(
        self,
        folder: Path,
        database_url: str,
        redis_url: str,
        *,
        webs: int = 2,
        workers: int = 2,
        nginx: bool = False,
        **settings: str,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        ports = [free_port() for _ in range(webs)]
        self.nginx = Nginx(folder / "nginx", ports, folder) if nginx else None
        self.folder = folder
        self.database_url = database_url
        self.redis_url = redis_url
        self.url = self.nginx.url if self.nginx else f"http://127.0.0.1:{ports[0]}"
        self.environment = self._environment() | settings
        self.webs = [
            Web(self.environment, port, folder / f"web{number}.log")
            for number, port in enumerate(ports)
        ]
        work = ["flask", "--app", "wsgi", "worker"]
        self.workers = [
            Running(work, self.environment, folder / f"worker{number}.log")
            for number in range(workers)
        ]

    def _environment(self) -> dict[str, str]:
        return database.environment(
            DATABASE_URL=self.database_url,
            REDIS_URL=self.redis_url,
            INSTANCE_FOLDER=str(self.folder),
            SITE_URL=self.url,
            HOST="127.0.0.1",
            DEVELOPMENT="1",
            TRUSTED_PROXIES="1",
        )

    def start(self) -> None:
        for web in self.webs:
            web.begin()
        for worker in self.workers:
            worker.start()
        for web in self.webs:
            web.wait()
        if self.nginx:
            self.nginx.start()

    def stop(self) -> None:
        with ThreadPoolExecutor() as crew:
            list(crew.map(lambda process: process.stop(), self._all()))

    def kill(self) -> None:
        for process in self._all():
            process.kill()

    def _all(self) -> list[Running]:
        return [*([self.nginx] if self.nginx else []), *self.workers, *self.webs]

    def app(self) -> Flask:
        return app_of(self.environment)

    def words(self) -> str:
        return "".join(process.words() for process in (*self.webs, *self.workers))
