"""Posy as a visitor meets it: the server of `make run` in processes of its own, on the loopback."""

from __future__ import annotations

import signal
from pathlib import Path

from flask import Flask

from tests.services import database
from tests.services.running import Running, is_ready
from tests.services.valkey import free_port


class Site(Running):
    """One running site with a database and a folder of its own.

    `settings` are environment variables on top of: the database, the folder, DEVELOPMENT=1, and
    a proxy that is trusted, so that each browser may come from an address of its own.
    """

    def __init__(self, folder: Path, database_url: str, **settings: str) -> None:
        folder.mkdir(parents=True)
        port = free_port()
        self.folder = folder
        self.database_url = database_url
        self.url = f"http://127.0.0.1:{port}"
        environment = database.environment(
            **{
                "DATABASE_URL": database_url,
                "INSTANCE_FOLDER": str(folder),
                "SITE_URL": self.url,
                "HOST": "127.0.0.1",
                "PORT": str(port),
                "DEVELOPMENT": "1",
                "TRUSTED_PROXIES": "1",
            }
            | settings
        )
        command = ["flask", "--app", "wsgi", "serve", "--no-demo"]
        super().__init__(command, environment, folder / "site.log")

    def start(self) -> None:
        """Serve, and wait until it is ready to."""
        super().start()
        self.wait_until(lambda: is_ready(self.url))

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """As Ctrl-C does."""
        super().stop(how)

    def flask(self, *words: str) -> str:
        return database.flask(*words, **self.environment)

    def app(self) -> Flask:
        return app_of(self.environment)


def app_of(environment: dict[str, str]) -> Flask:
    """An app in this process on a site's database, to set up people and things quickly."""
    from community.app import create_app
    from config import from_environment

    app = create_app(from_environment(environment))
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    return app
