"""Opening the shop beside the site: its port, what its links lead to, a thread that serves it."""

from __future__ import annotations

import socket
import threading
from typing import Any

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from community.demo.shop.front import SHOP, Leads, front_of
from config import Settings

DOMAIN = f"{SHOP}.example"


def origins(settings: Settings) -> tuple[str, ...]:
    """As whom browsers know the shop."""
    hosts = dict.fromkeys((settings.site_host, "127.0.0.1", "localhost"))
    return tuple(f"http://{host}:{settings.shop_port}" for host in hosts)


def init_app(app: Flask) -> None:
    """Let the shop's real pages show the widgets of its domain, which nobody can visit."""
    settings: Settings = app.extensions["settings"]
    if settings.development and settings.shop_port:
        app.extensions["shop_fronts"] = {DOMAIN: origins(settings)}


def take_port(settings: Settings) -> socket.socket | None:
    """None where something else is there."""
    try:
        return socket.create_server((settings.host, settings.shop_port), backlog=32)
    except OSError:
        return None


class Quiet(WSGIRequestHandler):
    def log(self, kind: str, message: str, *more: Any) -> None:
        """The site's log is about the site."""


def open_at(door: socket.socket, leads: Leads) -> None:
    host, port = door.getsockname()[:2]
    server = make_server(
        host, port, front_of(leads), threaded=True, request_handler=Quiet, fd=door.fileno()
    )
    threading.Thread(target=server.serve_forever, name="demo shop", daemon=True).start()
