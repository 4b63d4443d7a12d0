"""Each request is given a number, counted, timed and logged: by endpoint, never by path."""

from __future__ import annotations

import logging
import re
import secrets

from flask import Flask, Response, current_app, g, request
from sqlalchemy import event

from community.core import work
from community.core.metrics import IN_FLIGHT, answered
from community.extensions import db

log = logging.getLogger("community.requests")

# What nginx, Caddy, HAProxy and Traefik make: 32 hexadecimal digits, perhaps with dashes.
_NUMBER = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# Asked for all day long, and said by the proxy already.
_QUIET = frozenset({"static", "health.live", "health.ready"})
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def init_app(app: Flask) -> None:
    """Before everything else that looks at requests, so that refusals count too."""
    app.before_request(_begin)
    app.after_request(_answer)
    app.teardown_request(_end)
    with app.app_context():
        for engine in db.engines.values():
            event.listen(engine, "before_cursor_execute", work.count_query)


def request_number() -> str:
    return str(work.facts().get("request", ""))


def _begin() -> None:
    method = request.method if request.method in _METHODS else "other"
    work.begin(request=_number(), endpoint=request.endpoint or "none", method=method)
    g.is_watched = True
    IN_FLIGHT.inc()


def _number() -> str:
    given = request.headers.get("X-Request-ID", "")
    is_from_proxy = current_app.extensions["settings"].trusted_proxies > 0
    return given if is_from_proxy and _NUMBER.fullmatch(given) else secrets.token_hex(16)


def _answer(response: Response) -> Response:
    present = work.present()
    if present is None:
        return response
    seconds, endpoint, status = present.seconds, present.facts["endpoint"], response.status_code
    response.headers["X-Request-ID"] = present.facts["request"]
    answered.count(endpoint, status, seconds, present.queries)
    if endpoint not in _QUIET or status >= 500:
        facts = {"status": status, "ms": round(seconds * 1000, 1), "queries": present.queries}
        log.info("answered", extra={"facts": facts})
    return response


def _end(error: BaseException | None = None) -> None:
    if g.pop("is_watched", False):
        IN_FLIGHT.dec()
        work.end()
