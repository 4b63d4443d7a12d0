"""nginx as a caching proxy that takes us at our word: what we call public, it gives to anybody."""

from __future__ import annotations

import os
from pathlib import Path

from tests.services.nginx import around, find, listens
from tests.services.running import Running
from tests.services.valkey import free_port

SITE = """
proxy_cache_path {folder}/kept levels=1 keys_zone=kept:4m use_temp_path=off;
upstream posy {{ {servers} }}
server {{
    listen 127.0.0.1:{port};
    location / {{
        proxy_pass http://posy;
        proxy_http_version 1.1;
        proxy_set_header Host $http_host;
        proxy_set_header X-Forwarded-For $remote_addr;
        proxy_set_header X-Forwarded-Proto http;
        proxy_set_header X-Forwarded-Host $http_host;
        proxy_cache kept;
        proxy_cache_key $request_uri;
        proxy_cache_revalidate on;
        add_header X-Cache $upstream_cache_status always;
    }}
}}
"""


class CachingProxy(Running):
    """Before the web processes at `ports`; X-Cache says HIT, MISS, EXPIRED or REVALIDATED."""

    def __init__(self, folder: Path, ports: list[int]) -> None:
        folder.mkdir(parents=True)
        program = find()
        assert program, "No nginx on this machine: run `make programs`."
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._folder, self._ports = folder, ports
        super().__init__([], {"PATH": os.environ["PATH"]}, folder / "nginx.log")
        self._line = [program, "-p", str(folder), "-c", str(folder / "nginx.conf")]

    @property
    def line(self) -> list[str]:
        return self._line

    def start(self) -> None:
        servers = " ".join(f"server 127.0.0.1:{port};" for port in self._ports)
        site = SITE.format(folder=self._folder, servers=servers, port=self.port)
        (self._folder / "site.conf").write_text(site)
        (self._folder / "nginx.conf").write_text(around(self._folder))
        super().start()
        self.wait_until(lambda: listens(self.port))
