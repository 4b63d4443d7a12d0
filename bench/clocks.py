"""The kernel's clocks of processes and of the whole machine."""

from __future__ import annotations

import os
import time


def cpu_of(pids: list[int]) -> float:
    """Seconds of CPU those processes have used, all their threads, those that ended too."""
    used = 0.0
    for pid in pids:
        try:
            used += time.clock_gettime((~pid << 3) | 2)
        except OSError:  # it ended
            continue
    return used


def busy() -> float:
    """Seconds of CPU that anything on this machine has used."""
    with open("/proc/stat") as stat:
        user, nice, system, _idle, _wait, *other = map(int, stat.readline().split()[1:9])
    return (user + nice + system + sum(other)) / os.sysconf("SC_CLK_TCK")
