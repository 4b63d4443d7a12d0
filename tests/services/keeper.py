"""Keeps one server for a test run and takes it down when the run is over, however it ended.

Run as `python -m tests.services.keeper postgres|valkey FOLDER PID`: it writes the server's address
to FOLDER/<name>.url and waits until the process PID (the run) is gone or this one is told to stop.
It has a session of its own, so a Ctrl-C in the terminal reaches pytest first.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil

from tests.services import root

PATIENCE = 60.0


def address_of(name: str) -> str:
    """The address of the run's server `name`, started by whoever asks first."""
    with root.one_at_a_time(name) as folder:
        note = folder / f"{name}.url"
        if not note.exists():
            _start(name, folder, note)
        return note.read_text()


def stop_all(folder: Path) -> None:
    for note in folder.glob("*.keeper"):
        _end(int(note.read_text()))


def _start(name: str, folder: Path, note: Path) -> None:
    run = os.environ[f"{root.NAME}_PID"]
    log = folder / f"{name}.log"
    with log.open("w") as out:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "tests.services.keeper", name, str(folder), run],
            cwd=Path(__file__).parents[2],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    (folder / f"{name}.keeper").write_text(str(keeper.pid))
    deadline = time.monotonic() + PATIENCE
    while not note.exists():
        if keeper.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"{name} did not start:\n{log.read_text()}")
        time.sleep(0.02)


def _end(pid: int) -> None:
    try:
        keeper = psutil.Process(pid)
        keeper.terminate()
        keeper.wait(15)
    except psutil.NoSuchProcess:
        pass
    except psutil.TimeoutExpired:
        keeper.kill()


def _say(folder: Path, name: str, address: str) -> None:
    draft = folder / f"{name}.draft"
    draft.write_text(address)
    draft.rename(folder / f"{name}.url")


def _keep(name: str, folder: Path, run: psutil.Process) -> None:
    from tests.services import postgres, valkey

    start = {"postgres": postgres.start, "valkey": valkey.start}[name]
    server, address = start(folder / name)
    try:
        _say(folder, name, address)
        while run.is_running() and run.status() != psutil.STATUS_ZOMBIE:
            time.sleep(0.3)
    finally:
        server.send_signal(signal.SIGINT if name == "postgres" else signal.SIGTERM)
        server.wait(15)


def main(name: str, folder: Path, pid: int) -> None:
    # Told to stop, leave as from an exception, through every `finally`.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    _keep(name, folder, psutil.Process(pid))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
