"""gunicorn's threaded worker, which leaves without dropping anybody.

Told to stop, it takes whoever is already in its queue, closes the port, and lets go of the sockets
of pages, which would keep it for the whole of the graceful time.
"""

from __future__ import annotations

from functools import partial
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

    def finish_request(self, conn: Any, fs: Any) -> None:
        """To close a connection kindly may take two seconds: while its other end keeps it open.

        gunicorn waits for that in the one thread that takes connections, so that a client which
        never closes would hold up everybody.
        """
        conn.close = partial(self._close_aside, conn)
        super().finish_request(conn, fs)

    def _close_aside(self, conn: Any, graceful: bool = False) -> None:
        try:
            self.tpool.submit(type(conn).close, conn, graceful)
        except RuntimeError:  # the threads have been sent home
            type(conn).close(conn)

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
