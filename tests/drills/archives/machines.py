"""Where a site is, or may be: with a server, or empty."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from uuid import uuid4

from flask import Flask
from sqlalchemy.engine import make_url
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.drills.frame import own_folder
from tests.services import postgres
from tests.services.database import environment, flask
from tests.services.site import Site, app_of


@dataclass
class Machine:
    """Where a site is, or may be: its environment and what it is kept in."""

    kind: str
    settings: dict[str, str]
    by_command: bool

    @cached_property
    def app(self) -> Flask:
        return app_of(self.settings)

    def run(self, *words: str) -> str:
        """What the command prints; raises RuntimeError when it fails."""
        if self.by_command:
            return flask(*words, **self.settings)
        done = self.app.test_cli_runner().invoke(args=[*words])
        if done.exit_code:
            raise RuntimeError(done.output)
        return done.output

    @property
    def pictures(self) -> Path:
        return Path(self.settings["INSTANCE_FOLDER"]) / "pictures"


def empty_machine(here: Machine) -> Machine:
    folder = own_folder("there")
    name = f"there_{uuid4().hex[:8]}"
    url = f"sqlite:///{folder / 'posy.db'}"
    if here.kind == "postgres":
        url = postgres.copy(None, name)
    settings = here.settings | {"DATABASE_URL": url, "INSTANCE_FOLDER": str(folder)}
    return Machine(here.kind, environment(**settings), by_command=False)


@contextmanager
def serving(site: Site, here: Machine) -> Iterator[None]:
    """The long form as `flask serve` does; the short in threads of ours, which begin at once."""
    if here.by_command:
        site.start()
        yield
        site.kill()
        return
    port = make_url(site.url).port
    server = make_server("127.0.0.1", port, here.app, threaded=True, request_handler=Quiet)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield
    server.shutdown()


class Quiet(WSGIRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_request(self, *unused: object) -> None:
        return
