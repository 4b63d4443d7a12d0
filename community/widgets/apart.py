"""A layer before everything else: requests for widgets come in without cookies.

So there is no session to read or to set, whatever a view does, and the socket of a poll on a shop's
page is nobody's, also where a browser would send a member's cookies along.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import parse_qs

from flask import Flask

from community.widgets.counting import Seen, seen_at

UNDER = "/embed/"
SOCKETS = "/socket.io/"
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{2,4})?")
WHO = ("HTTP_COOKIE", "HTTP_AUTHORIZATION")


class Apart:
    def __init__(self, inner: Any, count: Callable[[Seen], None]) -> None:
        self._inner = inner
        self._count = count

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        path: str = environ.get("PATH_INFO", "")
        query: str = environ.get("QUERY_STRING", "")
        if path.startswith(UNDER):
            return self._widget(environ, start_response, path, parse_qs(query[:4000]))
        if path.startswith(SOCKETS) and parse_qs(query[:1000]).get("embed"):
            _forget_who(environ)
        return self._inner(environ, start_response)

    def _widget(
        self, environ: dict[str, Any], start_response: Any, path: str, asked: dict[str, list[str]]
    ) -> Iterable[bytes]:
        _forget_who(environ)
        language = asked.get("lang", [""])[0]
        if LANGUAGE.fullmatch(language):
            environ["HTTP_ACCEPT_LANGUAGE"] = language

        def begin(status: str, headers: Any, *more: Any) -> Any:
            seen = status[:3] in ("200", "304") and seen_at(path, asked.get("url", [""])[0])
            if seen:
                self._count(seen)
            return start_response(status, headers, *more)

        return self._inner(environ, begin)


def _forget_who(environ: dict[str, Any]) -> None:
    for name in WHO:
        environ.pop(name, None)


def init_app(app: Flask) -> None:
    """After every other layer: the outermost."""
    count = app.extensions["widget_tally"].add
    app.wsgi_app = Apart(app.wsgi_app, count)  # type: ignore[method-assign]
