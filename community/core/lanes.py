"""The worker's lanes: what is slow does not hold up what is quick."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import BoundedSemaphore, Event

QUICK, LETTERS, VISITS = "quick", "letters", "visits"


@dataclass(frozen=True)
class Lane:
    """At most `threads` of a process deliver in it at once, each `batch` at a time.

    In slow lanes a batch is one delivery: behind a slow one nothing waits that another thread
    could take.
    """

    threads: int
    batch: int
    gate: BoundedSemaphore = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "gate", BoundedSemaphore(self.threads))


LANES = {
    QUICK: Lane(threads=2, batch=20),  # the database alone
    LETTERS: Lane(threads=2, batch=1),  # a mail server
    VISITS: Lane(threads=4, batch=1),  # shops’ pages
}
THREADS = sum(lane.threads for lane in LANES.values())

# Set when this process is to end: what it has is finished, nothing more is taken.
closed = Event()
