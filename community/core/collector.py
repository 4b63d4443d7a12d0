"""Python's garbage collector, told what a web process is like."""

from __future__ import annotations

import gc


def spare() -> None:
    """What stands after the start stands for ever: it is not looked through again and again.

    A page makes some thousands of short-lived objects, most of which no cycle holds. Tried once on
    the embedded shape: five of six pages took 11 to 31 % less CPU, one took 11 % more.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
