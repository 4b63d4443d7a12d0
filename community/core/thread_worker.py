"""gunicorn's threaded worker, which leaves without dropping anybody.

Told to stop, it takes whoever is already in its queue, closes the port, and lets go of the sockets
of pages, which would keep it for the whole of the graceful time.
"""

from __future__ import annotations

from threading import Thread
from typing import Any

from gunicorn.workers.gthread import ThreadWorker


class Worker(ThreadWorker):
    def handle_exit(self, sig: Any, frame: Any) -> None:
        self._let_go()
        super().handle_exit(sig, frame)

    def handle_quit(self, sig: Any, frame: Any) -> None:
        self._let_go()  # Python waits for the threads that hold them
        super().handle_quit(sig, frame)

    def _let_go(self) -> None:
        if self.alive and self.booted:
            Thread(target=self.wsgi.extensions["doorkeeper"].close).start()

    def set_accept_enabled(self, enabled: bool) -> None:
        super().set_accept_enabled(enabled)
        if not self.alive:
            for listener in self.sockets:
                self._take_last(listener)
                listener.close()

    def _take_last(self, listener: Any) -> None:
        """The kernel resets what waits in the queue of a port that is closed."""
        known = -1
        while known != self.nr_conns:
            known = self.nr_conns
            self.accept(listener)
