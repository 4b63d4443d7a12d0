"""Posy as a visitor meets it: the server of `make run` in processes of its own, on the loopback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from pathlib import Path

from flask import Flask

from tests.services import database
from tests.services.valkey import free_port

PATIENCE = 60.0


class Site:
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
        self.log = folder / "site.log"
        self.process: subprocess.Popen[bytes] | None = None
        self.command = ["flask", "--app", "wsgi", "serve", "--no-demo"]
        self.environment = database.environment(
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

    def start(self) -> None:
        """Serve, and wait until it is ready to."""
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", *self.command],
                cwd=database.HOUSE,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._wait()

    def stop(self) -> None:
        """As Ctrl-C does."""
        self._end(signal.SIGINT)

    def kill(self) -> None:
        """Every process at once and without a word, as a power cut does."""
        self._end(signal.SIGKILL)

    def flask(self, *words: str) -> str:
        return database.flask(*words, **self.environment)

    def app(self) -> Flask:
        """An app in this process on the site's database, to set up people and things quickly."""
        from community.app import create_app
        from config import from_environment

        app = create_app(from_environment(self.environment))
        app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
        return app

    def words(self) -> str:
        """What the site has written to its log."""
        return self.log.read_text(errors="replace")

    def _wait(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while not self._is_ready():
            assert self.process
            if self.process.poll() is not None or time.monotonic() > deadline:
                self.kill()
                raise RuntimeError(f"The site did not start:\n{self.words()}")
            time.sleep(0.05)

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, how)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(5)
            raise AssertionError(f"The site did not end when told to:\n{self.words()}") from None
        finally:
            self.process = None
