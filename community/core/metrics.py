"""Figures for Prometheus at `/metrics`: for whoever asks on this machine, or brings METRICS_TOKEN.

Labels are endpoints, statuses and names written in this code: never ids, addresses or people.
Each web process tells its own figures, so ask each at its own port.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from ipaddress import ip_address
from typing import Any

from flask import Flask
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from config import Settings

PATH = "/metrics"
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
# What proxies add. A proxy on this machine makes every visitor's peer the loopback.
_FORWARDED = (
    "HTTP_FORWARDED",
    "HTTP_VIA",
    "HTTP_X_REAL_IP",
    "HTTP_X_REQUEST_ID",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_X_FORWARDED_PROTO",
)

disable_created_metrics()
registry = CollectorRegistry()
ProcessCollector(registry=registry)

REQUESTS = Counter("posy_requests", "Requests answered.", ["endpoint", "status"], registry=registry)
LATENCY = Histogram(
    "posy_request_seconds",
    "From the first look at a request to its answer.",
    ["endpoint"],
    buckets=SECONDS,
    registry=registry,
)
IN_FLIGHT = Gauge("posy_requests_in_flight", "Requests being answered now.", registry=registry)
QUERIES = Counter("posy_queries", "Statements sent to the database.", registry=registry)
REFUSED_SIGN_INS = Counter(
    "posy_sign_ins_refused", "Sign-ins with a wrong name or password.", registry=registry
)
LIMITED = Counter(
    "posy_limited", "What was tried more often than it may be.", ["limit"], registry=registry
)
REDIS_FALLBACKS = Counter(
    "posy_redis_fallbacks", "Done without Redis while it was away.", ["what"], registry=registry
)
FETCHES = Counter(
    "posy_fetches", "Pages and pictures asked for elsewhere.", ["outcome"], registry=registry
)


class Answered:
    """The counters of requests, with their labels looked up once."""

    def __init__(self) -> None:
        self._requests: dict[tuple[str, int], Any] = {}
        self._latency: dict[str, Any] = {}

    def count(self, endpoint: str, status: int, seconds: float, queries: int) -> None:
        # The endpoint is one of the URL map's and the status one of HTTP's: few, whoever asks.
        key = (endpoint, status)
        if key not in self._requests:
            self._requests[key] = REQUESTS.labels(endpoint, status)
            self._latency[endpoint] = LATENCY.labels(endpoint)
        self._requests[key].inc()
        self._latency[endpoint].observe(seconds)
        QUERIES.inc(queries)


answered = Answered()


def init_app(app: Flask) -> None:
    """The last to be wrapped around the app, so that the peer is seen as it is."""
    from community.core import gauges  # noqa: F401  # brings the worker's heartbeat

    settings: Settings = app.extensions["settings"]
    door = MetricsDoor(app, app.wsgi_app, settings.metrics_token)
    app.wsgi_app = door  # type: ignore[method-assign]


class MetricsDoor:
    """WSGI: figures for who may have them; for everybody else there is no such page."""

    def __init__(self, app: Flask, inner: Any, token: str) -> None:
        self._app = app
        self._inner = inner
        self._token = token.encode()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        if environ.get("PATH_INFO") != PATH or not self._may_ask(environ):
            return self._inner(environ, start_response)
        body = self._figures()
        headers = [
            ("Content-Type", CONTENT_TYPE_PLAIN_0_0_4),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            ("X-Content-Type-Options", "nosniff"),
        ]
        start_response("200 OK", headers)
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _may_ask(self, environ: dict[str, Any]) -> bool:
        if environ.get("REQUEST_METHOD") not in ("GET", "HEAD"):
            return False
        return self._has_token(environ) or is_from_this_machine(environ)

    def _has_token(self, environ: dict[str, Any]) -> bool:
        kind, _, given = environ.get("HTTP_AUTHORIZATION", "").partition(" ")
        is_equal = hmac.compare_digest(given.strip().encode("utf-8", "replace"), self._token)
        return bool(self._token) and kind.lower() == "bearer" and is_equal

    def _figures(self) -> bytes:
        from community.core.gauges import read_now

        with self._app.app_context():
            read_now(self._app)
        return bytes(generate_latest(registry))


def is_from_this_machine(environ: dict[str, Any]) -> bool:
    """Asked from here, at an address of here, and not handed on by a proxy.

    The peer alone says nothing behind a proxy on the same machine; the host alone says nothing
    at all; and a browser led here by a foreign name brings that name.
    """
    if any(name in environ for name in _FORWARDED):
        return False
    host = environ.get("HTTP_HOST", "").rsplit("@", 1)[-1]
    name = host[1 : host.find("]")] if host.startswith("[") else host.partition(":")[0]
    return _is_loopback(environ.get("REMOTE_ADDR", "")) and (
        name.lower() == "localhost" or _is_loopback(name)
    )


def _is_loopback(text: str) -> bool:
    try:
        address = ip_address(text)
    except ValueError:
        return False
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback
