"""The WSGI layer that answers strangers at once, and keeps what it may of the answers."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from threading import Lock
from time import perf_counter
from typing import Any

from flask import Flask, Response, current_app, make_response, request, session
from flask_babel import get_locale
from prometheus_client import Counter

from community.core.cache import writes
from community.core.cache.page import Headers, Page
from community.core.cache.store import Key, Store
from community.core.cache.strangers import ASKED, Asked
from community.core.cache.versions import LocalVersions, SharedVersions, Versions
from community.core.locales import best_language, offered_lately
from community.core.metrics import answered, registry

log = logging.getLogger(__name__)


LONGEST = 300
# Pages for people, and what machines read of the same things.
PAGES_OF = {
    "text/html",
    "text/plain",
    "application/json",
    "application/xml",
    "application/atom+xml",
}
PATIENCE = 1.0  # seconds; so long one who asks for the same page waits for it to be made

PAGES = Counter("posy_pages", "Pages for strangers.", ["outcome"], registry=registry)
_kept, _made, _refused = (PAGES.labels(outcome) for outcome in ("kept", "made", "refused"))


class Pages:
    """Kept pages: in this process, and in Redis where there is one."""

    def __init__(self, app: Flask, inner: Any, is_stranger: Callable[[], bool]) -> None:
        url = app.extensions["settings"].redis_url
        self._app = app
        self._inner = inner
        self._is_stranger = is_stranger
        self._store = Store(url)
        self._turns: dict[Key, Lock] = {}
        self._lock = Lock()
        self._languages: dict[tuple[str, tuple[str, ...]], str] = {}
        self.versions: Versions = SharedVersions(url) if url else LocalVersions()

    def clear(self) -> None:
        self._store = Store(self._app.extensions["settings"].redis_url)
        self.versions.drop_all()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        key = self._key(environ)
        if key is None:
            return self._inner(environ, start_response)
        began = perf_counter()
        page = self._find(key)
        if page is not None:
            status, body = page.answer(environ, start_response)
            _kept.inc()
            answered.count(page.endpoint, status, perf_counter() - began, 0)
            return body
        return self._ask(Asked(key), environ, start_response)

    def make(self, asked: Asked, view: Callable[[], Any]) -> Response:
        """Inside the request: what another has made meanwhile, else the view's own answer."""
        self._take_turn(asked)
        asked.version = self.versions.read(asked.tag)
        asked.page = self._find(asked.key) or self._store.fetch(asked.key, asked.version)
        if asked.page is not None:
            return Response(status=200, mimetype="text/html")
        response = make_response(view())
        asked.endpoint = request.endpoint or ""
        asked.refusal = self._refusal(asked, response)
        return response

    def _key(self, environ: dict[str, Any]) -> Key | None:
        """None unless a browser that we have not met asks for a whole page."""
        get = environ.get
        if get("REQUEST_METHOD") != "GET" or "HTTP_AUTHORIZATION" in environ:
            return None
        if "HTTP_HX_REQUEST" in environ or self._is_known(get("HTTP_COOKIE", "")):
            return None
        path, query = get("PATH_INFO", ""), get("QUERY_STRING", "")
        if len(path) + len(query) > LONGEST:
            return None
        language = self._language(get("HTTP_ACCEPT_LANGUAGE", ""))
        place = get("wsgi.url_scheme", ""), get("HTTP_HOST", ""), get("SCRIPT_NAME", "")
        return (*place, path, query, language)

    def _is_known(self, cookies: str) -> bool:
        """A session, a link, a guest's token and a message to show are all in one cookie."""
        return bool(cookies) and (
            self._app.config["SESSION_COOKIE_NAME"] in cookies or "remember_token" in cookies
        )

    def _language(self, header: str) -> str:
        with self._app.app_context():
            asked = header, tuple(offered_lately())
            known = self._languages.get(asked) or best_language(header)
        if len(self._languages) < 2000 and len(header) <= LONGEST:
            self._languages[asked] = known
        return known

    def _find(self, key: Key) -> Page | None:
        page = self._store.get(key)
        return page if page and page.is_of(self.versions.read(page.tag)) else None

    def _take_turn(self, asked: Asked) -> None:
        """One makes a page, the others wait for it; not for ever."""
        with self._lock:
            turn = self._turns.setdefault(asked.key, Lock())
        if turn.acquire(timeout=PATIENCE):
            asked.turn = turn

    def _end_turn(self, asked: Asked) -> None:
        if asked.turn:
            with self._lock:
                self._turns.pop(asked.key, None)
            asked.turn.release()

    def _refusal(self, asked: Asked, response: Response) -> str:
        """Why this must not be kept; empty when it may."""
        if asked.version is None:
            return "its version is not known"
        if response.status_code != 200 or response.mimetype not in PAGES_OF:
            return "it is no page"
        if "Set-Cookie" in response.headers or session:
            return "it has something of a session"
        if not self._is_stranger():
            return "it was made for somebody"
        return "" if str(get_locale()) == asked.key[-1] else "it is in another language"

    def _ask(self, asked: Asked, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        environ[ASKED] = asked

        def hold(status: str, headers: Headers, *more: Any) -> Callable[[bytes], object]:
            asked.status, asked.headers = status, headers
            return lambda piece: None

        try:
            answer = self._inner(environ, hold)
            if asked.page is None and asked.refusal == "no view has offered it":
                start_response(asked.status, asked.headers)
                return answer
            return self._keep(asked, environ, start_response, _whole(answer))
        finally:
            self._end_turn(asked)

    def _keep(
        self, asked: Asked, environ: dict[str, Any], start_response: Any, body: bytes
    ) -> Iterable[bytes]:
        if asked.page is None and not self._may_keep(asked):
            start_response(asked.status, asked.headers)
            return [body]
        if asked.page is None:
            _made.inc()
            about = {"endpoint": asked.endpoint, "tag": asked.tag, "version": asked.version}
            asked.page = Page.of(body, asked.headers, **about)
            self._store.put(asked.key, asked.page)
        return asked.page.answer(environ, start_response)[1]

    def _may_keep(self, asked: Asked) -> bool:
        """The last look, at what really goes out: a cookie may be set after the view."""
        if not asked.refusal and any(name.lower() == "set-cookie" for name, _ in asked.headers):
            asked.refusal = "it sets a cookie"
        if asked.refusal and asked.status.startswith("200"):
            _refused.inc()
            log.info("a page was not kept: %s", asked.refusal)
        return not asked.refusal


def _whole(answer: Any) -> bytes:
    try:
        return b"".join(answer)
    finally:
        close = getattr(answer, "close", None)
        if close:
            close()


def init_app(app: Flask, is_stranger: Callable[[], bool]) -> None:
    """After the database, before anything else is wrapped around the app.

    `is_stranger` says of the present request that nobody is known; it lives above core.
    """
    pages = Pages(app, app.wsgi_app, is_stranger)
    app.extensions["pages"] = pages
    app.wsgi_app = pages  # type: ignore[method-assign]
    writes.init_app(app)


def touch(kind: str, thing_id: int) -> None:
    """After a commit that changed what the page of this thing shows."""
    current_app.extensions["pages"].versions.touch(f"{kind}:{thing_id}")
