"""Somebody who comes from outside, over TLS, with cookies and the token of forms."""

from __future__ import annotations

import re
from typing import Any

import requests
import socketio
from requests.adapters import HTTPAdapter

from tests.services.nginx import Nginx

TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')
PASSWORD = "lamp or plant or pot?"


class From(HTTPAdapter):
    """Requests from another of this machine's loopback addresses, 127.0.0.1 to 127.255.255.254."""

    def __init__(self, address: str) -> None:
        self._address = address
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, source_address=(self._address, 0), **kwargs)


class Visitor:
    def __init__(self, nginx: Nginx, address: str = "127.0.0.1") -> None:
        self.url = nginx.url
        self.http = requests.Session()
        self.http.trust_env = False
        self.http.verify = str(nginx.certificate)
        self.http.mount("https://", From(address))

    def get(self, path: str, **more: Any) -> requests.Response:
        return self.http.get(self.url + path, timeout=20, allow_redirects=False, **more)

    def post(self, path: str, page: str = "/sign-in", **more: Any) -> requests.Response:
        """As from a form on `page`; `data`, `files` and `headers` as requests takes them."""
        token = TOKEN.search(self.get(page).text)
        assert token, f"{page} holds no form's token"
        data = {"csrf_token": token[1], **more.pop("data", {})}
        # As browsers do; over TLS a form without them is refused.
        headers = {"Referer": self.url + page, "Origin": self.url, **more.pop("headers", {})}
        where = {"url": self.url + path, "timeout": 20, "allow_redirects": False}
        return self.http.post(**where, data=data, headers=headers, **more)

    def sign_in(self, handle: str, password: str = PASSWORD, **more: Any) -> requests.Response:
        return self.post("/sign-in", data={"name": handle, "password": password}, **more)

    def open_socket(self) -> socketio.Client:
        client = socketio.Client(reconnection=False, ssl_verify=False)
        client.heard = []
        client.on("*", lambda name, *words: client.heard.append((name, words)))
        cookie = "; ".join(f"{one.name}={one.value}" for one in self.http.cookies)
        client.connect(self.url, headers={"Cookie": cookie}, transports=["websocket"])
        return client
