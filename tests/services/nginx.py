"""The real nginx with the site of deploy/, on the loopback and without any rights.

Only ports, paths and the name of the site are other than an operator's.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.services import debian
from tests.services.database import HOUSE
from tests.services.running import Running
from tests.services.valkey import free_port

SITE = HOUSE / "deploy" / "nginx.conf"
UPSTREAM = "    server 127.0.0.1:8001 max_fails=0;\n    server 127.0.0.1:8002 max_fails=0;\n"
# What stands around a site in /etc/nginx/nginx.conf, with every path in one folder.
AROUND = """{user}daemon off;
pid {folder}/nginx.pid;
worker_processes 1;
worker_rlimit_nofile 8192;
error_log stderr warn;
events {{ worker_connections 4096; }}
http {{
    include {types};
    default_type application/octet-stream;
    log_format tests '$request_method $uri $status by $upstream_addr ($upstream_status)';
    access_log {folder}/access.log tests;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


def find() -> str | None:
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


class Nginx(Running):
    """nginx before `web_ports`; `url` is the site's https address, `plain_url` the http one."""

    def __init__(self, folder: Path, web_ports: list[int], instance: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.port, self.plain_port = free_port(), free_port()
        self.url = f"https://127.0.0.1:{self.port}"
        self.plain_url = f"http://127.0.0.1:{self.plain_port}"
        self.certificate = folder / "fullchain.pem"
        self._ports, self._instance = web_ports, instance
        program = find()
        assert program, "No nginx on this machine: run `make programs`."
        super().__init__([], {"PATH": os.environ["PATH"]}, folder / "nginx.log")
        self._line = [program, "-p", str(folder), "-c", str(folder / "nginx.conf")]

    @property
    def line(self) -> list[str]:
        return self._line

    def start(self) -> None:
        make_certificate(self.folder)
        (self.folder / "site.conf").write_text(self.site(SITE.read_text()))
        (self.folder / "nginx.conf").write_text(around(self.folder))
        super().start()
        self.wait_until(lambda: listens(self.port))

    def site(self, text: str) -> str:
        """The operator's file with our ports, paths and name."""
        upstream = "".join(f"    server 127.0.0.1:{port} max_fails=0;\n" for port in self._ports)
        assert text.count(UPSTREAM) == 2
        text = text.replace(UPSTREAM, upstream)
        text = re.sub(r" *listen \[::\].*\n", "", text)
        text = text.replace("listen 80;", f"listen 127.0.0.1:{self.plain_port};")
        text = text.replace("listen 443 ", f"listen 127.0.0.1:{self.port} ")
        text = text.replace("/etc/letsencrypt/live/posy.example", str(self.folder))
        text = text.replace("/var/www/acme", str(self.folder / "acme"))
        text = text.replace("/srv/posy", str(HOUSE)).replace("/var/lib/posy", str(self._instance))
        return text.replace("posy.example", "127.0.0.1")

    def asked(self) -> list[str]:
        """A line a request: who was asked, and what each answered."""
        return (self.folder / "access.log").read_text().splitlines()


def around(folder: Path) -> str:
    built = subprocess.run([str(find()), "-V"], capture_output=True, text=True, check=True).stderr
    found = re.search(r"--conf-path=(\S+)", built)
    types = Path(found[1] if found else "/etc/nginx/nginx.conf").parent / "mime.types"
    # Started by root it would give its rights away and might not reach this folder then.
    user = "user root;\n" if os.geteuid() == 0 else ""
    return AROUND.format(user=user, folder=folder, types=types)


def make_certificate(folder: Path) -> None:
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += ["-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    command += ["-addext", "subjectAltName=IP:127.0.0.1"]
    command += ["-keyout", "privkey.pem", "-out", "fullchain.pem"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def install() -> None:
    with services_stay_off():
        debian.install("nginx-light")


@contextmanager
def services_stay_off(policy: Path = Path("/usr/sbin/policy-rc.d")) -> Iterator[None]:
    """Debian asks this file before it starts what it has just installed; 101 is no."""
    if policy.exists():
        yield
        return
    policy.write_text("#!/bin/sh\nexit 101\n")
    policy.chmod(0o755)
    try:
        yield
    finally:
        policy.unlink()
