"""docs/deploying.md, followed word by word: its tested blocks are run in order; a site answers."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from tests.services.database import HOUSE
from tests.services.nginx import around, find, listens
from tests.services.running import Running
from tests.services.valkey import free_port

pytestmark = pytest.mark.drill

PAGE = (HOUSE / "docs" / "deploying.md").read_text()
BLOCK = re.compile(r"^```sh tested\n(.*?)^```$", re.DOTALL | re.MULTILINE)
NAME = "localhost"


class EmptyNginx(Running):
    """nginx as Debian installs it: running, with the sites of /etc/nginx/sites-enabled."""

    def __init__(self, etc: Path, port: int) -> None:
        (etc / "sites-available").mkdir(parents=True)
        (etc / "sites-enabled").mkdir()
        idle = f"server {{ listen 127.0.0.1:{port}; return 204; }}\n"
        (etc / "sites-enabled" / "default").write_text(idle)
        text = around(etc).replace(f"{etc}/site.conf", f"{etc}/sites-enabled/*")
        (etc / "nginx.conf").write_text(text)
        super().__init__([], {"PATH": os.environ["PATH"]}, etc / "nginx.log")
        self.command = [str(find()), "-p", str(etc), "-c", str(etc / "nginx.conf")]
        self._port = port

    @property
    def line(self) -> list[str]:
        return self.command

    def start(self) -> None:
        super().start()
        self.wait_until(lambda: listens(self._port))


@dataclass
class Machine:
    """A folder that stands for the operator's machine, and what is called otherwise in it."""

    folder: Path
    database_url: str
    redis_url: str

    def __post_init__(self) -> None:
        self.https, self.http = free_port(), free_port()
        self.ports = {"8000": free_port(), "8001": free_port(), "8002": free_port()}
        self.nginx = EmptyNginx(self.folder / "etc/nginx", free_port())
        self._bring_code()

    def _bring_code(self) -> None:
        """Linked, but for deploy/, which names folders and ports."""
        code = self.folder / "srv" / "posy"
        code.mkdir(parents=True)
        for entry in HOUSE.iterdir():
            if entry.name not in ("deploy", "instance"):
                (code / entry.name).symlink_to(entry)
        if not (code / ".venv").exists():
            (code / ".venv").symlink_to(Path(sys.prefix))
        shutil.copytree(HOUSE / "deploy", code / "deploy")
        for file in (code / "deploy").glob("*.*"):
            if file.is_file():
                file.write_text(self.here(file.read_text()))

    def here(self, text: str) -> str:
        for there, port in self.ports.items():
            text = re.sub(rf"\b{there}\b", str(port), text)
        text = re.sub(r" *listen \[::\].*\n", "", text)
        text = text.replace("listen 80;", f"listen 127.0.0.1:{self.http};")
        text = text.replace("listen 443 ", f"listen 127.0.0.1:{self.https} ")
        for there in ("/srv/posy", "/etc/posy", "/etc/nginx", "/etc/letsencrypt", "/var/"):
            text = text.replace(there, f"{self.folder}{there}")
        return text

    def script(self) -> str:
        text = self.here("".join(BLOCK.findall(PAGE)))
        text = text.replace("NAME=posy.example", f"NAME={NAME}")
        text = re.sub(r"postgresql://posy:\S+", self.database_url, text)
        text = re.sub(r"redis://127\.0\.0\.1\S*", self.redis_url, text)
        text = text.replace(
            "https://$NAME/", f"--cacert {self.certificate} https://$NAME:{self.https}/"
        )
        text = text.replace("sudo nginx ", " ".join(self.nginx.line) + " ")
        text = re.sub(r"sudo -u posy --preserve-env |sudo ", "", text)
        return re.sub(r"-o \w+ -g \w+ |^chown .*$", "", text, flags=re.MULTILINE)

    @property
    def certificate(self) -> Path:
        return self.folder / "etc/letsencrypt/live" / NAME / "fullchain.pem"


@pytest.fixture
def machine(tmp_path, empty_postgres, redis_url) -> Iterator[Machine]:
    machine = Machine(tmp_path, empty_postgres.replace("+psycopg", ""), redis_url)
    machine.nginx.start()
    yield machine
    machine.nginx.stop()


def follow(machine: Machine) -> subprocess.Popen[str]:
    """The page's blocks as one shell, which stays with the processes it has started."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return subprocess.Popen(
        ["/bin/sh", "-euxc", machine.script() + "\necho followed to the end >&2\nwait\n"],
        env=kept | {"HOME": str(machine.folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def words_until_the_end(shell: subprocess.Popen[str]) -> str:
    said = []
    assert shell.stdout
    for line in shell.stdout:
        said.append(line)
        if line.startswith("followed to the end"):
            break
    return "".join(said)


def test_the_page_followed_word_by_word_gives_a_site_behind_nginx(machine):
    shell = follow(machine)
    try:
        said = words_until_the_end(shell)
        assert said.endswith("followed to the end\n"), said[-4000:]
        address = f"https://{NAME}:{machine.https}/sign-in"
        answer = requests.get(address, verify=str(machine.certificate), timeout=60)
        plain = requests.get(f"http://127.0.0.1:{machine.http}/", timeout=20, allow_redirects=False)
    finally:
        os.killpg(shell.pid, signal.SIGTERM)
        shell.wait(60)
    assert answer.status_code == 200
    assert answer.headers["Set-Cookie"].startswith("__Host-posy=")
    assert plain.headers["Location"] == "https://127.0.0.1/"
    backup = machine.folder / "var/backups/posy/first.tar"
    assert "first.tar: " in said
    assert "is whole" in said
    assert backup.stat().st_mode & 0o077 == 0
    assert (machine.folder / "etc/posy/secret_key").stat().st_mode & 0o777 == 0o640


def test_every_other_block_says_why_it_is_not_tested():
    for block in re.finditer(r"^```sh\n.*?^```$", PAGE, re.DOTALL | re.MULTILINE):
        if "setfacl" in block[0] or "/metrics" in block[0]:
            continue
        before = PAGE[: block.start()].rstrip().rpartition("\n\n")[2]
        assert "Not tested here" in before, block[0]


def test_every_file_of_deploy_is_named_on_the_page():
    named = {file.name for file in (HOUSE / "deploy").iterdir() if file.is_file()}
    assert [name for name in named if name not in PAGE] == []
