"""The same code under threads and under gevent: what differs is asked here."""

from __future__ import annotations

import sys
import time
from typing import Any


def are_used() -> bool:
    """Whether this process runs on greenlets; gunicorn patches it before our first import."""
    monkey = sys.modules.get("gevent.monkey")
    return bool(monkey and monkey.is_module_patched("socket"))


class Fair:
    """WSGI: whoever comes is put behind those who wait.

    Without it gevent serves a busy connection to its end, and the others wait a second for it.
    """

    def __init__(self, app: Any) -> None:
        self._app = app

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:
        time.sleep(0)
        return self._app(environ, start_response)
