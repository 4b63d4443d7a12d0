"""The worker is woken through Redis by whoever leaves work, and looks by itself now and then.

Nobody waits for the call: it is made by a thread of its own. Where it is lost, the worker's own
pulse finds the rows; where Redis is away or full, so that no minute's call arrives, it keeps the
minutes, too.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from functools import partial
from threading import Event, Lock, Thread

from redis.exceptions import ConnectionError as Unreachable
from redis.exceptions import TimeoutError as TooSlow

log = logging.getLogger(__name__)

PULSE = 5.0  # seconds
MISSED_MINUTE = 90.0  # seconds


class Waker:
    """Many calls for one lane become one."""

    def __init__(self, enqueue: Callable[[str], object]) -> None:
        self._enqueue = enqueue
        self._lanes: set[str] = set()
        self._is_called = Event()
        self._lock = Lock()
        self._thread: Thread | None = None

    def wake(self, lane: str) -> None:
        with self._lock:
            self._lanes.add(lane)
            if self._thread is None:
                self._thread = Thread(target=self._call_on, name="waker", daemon=True)
                self._thread.start()
        self._is_called.set()

    def _call_on(self) -> None:
        while True:
            self._is_called.wait()
            self._is_called.clear()
            for lane in self._take():
                try:
                    self._enqueue(lane)
                except Exception as error:
                    log.warning("the worker could not be woken (%s)", type(error).__name__)
                    time.sleep(1)

    def _take(self) -> set[str]:
        with self._lock:
            lanes, self._lanes = self._lanes, set()
        return lanes


class Pulse:
    """Looks into each lane every PULSE seconds, and runs the minute when nobody else has."""

    def __init__(
        self, deliver: Callable[[str], None], lanes: Iterable[str], minute: Callable[[], None]
    ) -> None:
        self._deliver, self._lanes, self._minute = deliver, tuple(lanes), minute
        self._ticked_at = time.monotonic()
        self._threads: list[Thread] = []

    def start(self, is_over: Event) -> None:
        beats = [partial(self._deliver, lane) for lane in self._lanes]
        for run in (*beats, self._keep_minutes):
            thread = Thread(target=_beat, args=(run, is_over), name="pulse", daemon=True)
            thread.start()
            self._threads.append(thread)

    def join(self, within: float) -> None:
        """Let it finish what it is at, once it is over."""
        until = time.monotonic() + within
        for thread in self._threads:
            thread.join(max(until - time.monotonic(), 0))

    def ticked(self) -> None:
        self._ticked_at = time.monotonic()

    def _keep_minutes(self) -> None:
        if time.monotonic() - self._ticked_at > MISSED_MINUTE:
            self.ticked()
            self._minute()


def _beat(run: Callable[[], None], is_over: Event) -> None:
    while not is_over.wait(PULSE):
        try:
            run()
        except Exception:
            log.exception("a pulse failed")


class Brief(logging.Filter):
    """huey tells Redis's absence with a traceback, each thread, twice a second: once will do."""

    PAUSE = 30.0

    def __init__(self) -> None:
        super().__init__()
        self._again_at = 0.0

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if not isinstance(error, Unreachable | TooSlow):
            return True
        record.exc_info = None
        record.msg, record.args = f"{record.getMessage()} ({type(error).__name__})", ()
        is_due = time.monotonic() > self._again_at
        if is_due:
            self._again_at = time.monotonic() + self.PAUSE
        return is_due
