from __future__ import annotations

import socket
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import requests
from lxml import html

PATIENCE = 60.0


@dataclass(frozen=True)
class Answer:
    status: int
    location: str

    @classmethod
    def read(cls, data: bytes) -> Answer:
        head = data.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
        fields = dict(line.lower().partition(": ")[::2] for line in head[1:])
        words = head[0].split()
        return cls(int(words[1]) if len(words) > 1 else 0, fields.get("location", ""))


class Browser:
    """A cookie, and forms taken from the pages they stand on."""

    def __init__(self, url: str, cookie: str = "") -> None:
        self.url = url
        self.http = requests.Session()
        self.http.headers["Connection"] = "close"
        if cookie:
            name, _, value = cookie.partition("=")
            self.http.cookies.set(name, value, domain="127.0.0.1", path="/")

    def form(self, page: str, path: str) -> dict[str, str]:
        """What the form that posts to `path` holds, its token and key among it."""
        answer = self.http.get(self.url + page, timeout=PATIENCE)
        forms = html.fromstring(answer.text).forms
        form = next(one for one in forms if one.get("action") == path and one.method == "POST")
        return dict(form.form_values())

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        return self.post_copies(path, fields, 1)[0]

    def post_copies(self, path: str, fields: dict[str, str], copies: int) -> list[Answer]:
        """Every copy is held back by its last byte, which are then let go one after the other."""
        data = self._request(path, urlencode(fields).encode())
        lines = [self._begun(data[:-1]) for _ in range(copies)]
        for line in lines:
            line.sendall(data[-1:])
        return [_answer_on(line) for line in lines]

    def _begun(self, data: bytes) -> socket.socket:
        parts = urlsplit(self.url)
        line = socket.create_connection((parts.hostname, parts.port), timeout=PATIENCE)
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        line.sendall(data)
        return line

    def _request(self, path: str, body: bytes) -> bytes:
        cookie = "; ".join(f"{one.name}={one.value}" for one in self.http.cookies)
        head = (
            f"POST {path} HTTP/1.1",
            f"Host: {urlsplit(self.url).netloc}",
            f"Cookie: {cookie}",
            "Content-Type: application/x-www-form-urlencoded",
            f"Content-Length: {len(body)}",
            "Connection: close",
        )
        return "\r\n".join([*head, "", ""]).encode() + body


def _answer_on(line: socket.socket) -> Answer:
    data = b""
    with line:
        while piece := line.recv(65536):
            data += piece
    return Answer.read(data)


def keyless(fields: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in fields.items() if name != "form_key"}


def all_alike(answers: Sequence[Answer]) -> bool:
    return len(set(answers)) == 1 and answers[0].status == 303 and bool(answers[0].location)
