"""`python -m tests.drills.catalogues.worker HOST PORT`: deliver all, then say what it took.

The host is on the loopback at that port; there is no other.
"""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from pathlib import Path
from typing import Any

from community.core import outbox
from community.core.outbound import Outbound
from tests.services.site import app_of

STATUS = Path("/proc/self/status")


def main(host: str, port: int) -> dict[str, Any]:
    def resolve(asked: str, _port: int) -> list[tuple[str, int]]:
        if asked != host:
            raise socket.gaierror(socket.EAI_NONAME, "no such name on this street")
        return [("127.0.0.1", port)]

    app = app_of(dict(os.environ))
    app.extensions["outbound"] = Outbound(
        resolve=resolve, allow=frozenset({(host, "127.0.0.1", port)})
    )
    began, before = time.monotonic(), peak()
    with app.test_request_context(base_url=app.extensions["settings"].site_url):
        while outbox.deliver_all():
            pass
    return {
        "seconds": round(time.monotonic() - began, 2),
        "cpu": round(time.process_time(), 2),
        "before": before,
        "peak": peak(),
    }


def peak() -> int:
    """MB that this process has held at most; `ru_maxrss` would be of whoever began it, too."""
    (line,) = (each for each in STATUS.read_text().splitlines() if each.startswith("VmHWM:"))
    return int(line.split()[1]) // 1024


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1], int(sys.argv[2]))))
