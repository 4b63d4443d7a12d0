"""gunicorn's gevent worker, which leaves without dropping anybody.

Told to stop, it answers whoever is already in its queue before it closes the port, and lets go of
the sockets of pages, which would keep it for the whole of the graceful time. It is imported before
gevent has patched anything: nothing of the application may be imported here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from types import SimpleNamespace
from typing import Any

import gevent
from gevent.server import StreamServer
from gunicorn.workers.ggevent import GeventWorker


class LastCallServer(StreamServer):
    """gunicorn gives a server class more than a StreamServer takes."""

    def __init__(self, listener: Any, *, handler_class: Any, spawn: Any, **_more: Any) -> None:
        # Each connection asks the port for its name, and some do so after it was closed.
        name = listener.getsockname()
        port = SimpleNamespace(getsockname=lambda: name)
        super().__init__(listener, handle=partial(handler_class, port), spawn=spawn)

    def close(self) -> None:
        if not self.closed:
            self.stop_accepting()
            # The kernel resets what waits in the queue of a port that is closed.
            while connection := self.do_read():
                self.do_handle(*connection)
        super().close()


class Worker(GeventWorker):
    server_class = LastCallServer

    @property
    def wsgi_handler(self) -> Callable[..., None]:
        handle: Callable[..., None] = self.handle
        return handle

    def handle_exit(self, sig: Any, frame: Any) -> None:
        if self.alive and self.booted:
            gevent.spawn(self.wsgi.extensions["doorkeeper"].close)
        super().handle_exit(sig, frame)
