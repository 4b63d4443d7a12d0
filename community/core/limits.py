"""How often something may be tried: counted in Redis when there is one, else in this process."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

from flask import Flask, abort, current_app, request
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage, storage_from_string
from limits.strategies import SlidingWindowCounterRateLimiter

from community.core import redis
from community.core.metrics import LIMITED

# Written down here, all of them, so that an operator can read what is limited (ASVS 2.1.3).
LIMITS: dict[str, RateLimitItem] = {
    "sign-in": parse("10/5minutes"),
    "sign-in-everywhere": parse("1000/5minutes"),
    "sign-up": parse("10/hour"),
    "confirm-mail": parse("3/6hours"),
    "reset-mail": parse("5/day"),
    "reset": parse("10/5minutes"),
    "clip": parse("30/hour"),
    "ask": parse("30/hour"),
    "vote": parse("60/minute"),
    "guest": parse("20/hour"),
    "comment": parse("20/minute"),
    "topic": parse("10/hour"),
    "post": parse("30/10minutes"),
    "draft": parse("60/minute"),
    "review": parse("20/hour"),
    "question": parse("10/hour"),
    "answer": parse("30/hour"),
    "preview": parse("60/minute"),
    "follow": parse("60/10minutes"),
    "invite": parse("30/day"),
    "archive": parse("5/day"),
    "import": parse("5/day"),
    "draw-card": parse("120/minute"),
    "search": parse("120/minute"),
    "invite-mail": parse("10/day"),
    "invited": parse("2/day"),
    "report": parse("30/hour"),
    "appeal": parse("10/hour"),
    "retailer": parse("10/day"),
    "claim": parse("20/day"),
    "feed": parse("20/hour"),
    "feed-picture": parse("2000/day"),
    "claim-check": parse("10/hour"),
    "buy": parse("60/hour"),
    "take": parse("30/10minutes"),
    "join": parse("60/10minutes"),
    "offer": parse("30/day"),
    "voucher-guess": parse("10/10minutes"),
    "write": parse("120/minute"),
    "upload": parse("30/hour"),
    "socket-join": parse("60/minute"),
}


class Limiter:
    """Counts in the shared store; in this process's memory while that cannot be reached."""

    def __init__(self, redis_url: str) -> None:
        self.local = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._shared = self.local
        if redis_url:
            storage = storage_from_string(redis_url, **redis.options())
            self._shared = SlidingWindowCounterRateLimiter(storage)
        self._breaker = redis.Breaker("limits")

    def hit(self, name: str, *keys: str) -> bool:
        limit = LIMITS[name]
        return self._breaker.call(
            lambda: self._shared.hit(limit, name, *keys),
            otherwise=lambda: self.local.hit(limit, name, *keys),
        )

    def hit_by(self, limit: RateLimitItem, name: str, *keys: str) -> bool:
        return self._breaker.call(
            lambda: self._shared.hit(limit, name, *keys),
            otherwise=lambda: self.local.hit(limit, name, *keys),
        )

    def has_room(self, name: str, *keys: str) -> bool:
        limit = LIMITS[name]
        return self._breaker.call(
            lambda: self._shared.test(limit, name, *keys),
            otherwise=lambda: self.local.test(limit, name, *keys),
        )


def init_app(app: Flask) -> None:
    app.extensions["limiter"] = Limiter(app.extensions["settings"].redis_url)


def is_allowed(name: str, *keys: object) -> bool:
    """Count one try; False when `name` has been tried too often for these keys."""
    limiter: Limiter = current_app.extensions["limiter"]
    return _counted(name, limiter.hit(name, *(str(key) for key in keys)))


def is_allowed_here(name: str, *keys: object) -> bool:
    """The same for what only this process sees, as a socket is; nothing shared is asked."""
    limiter: Limiter = current_app.extensions["limiter"]
    return _counted(name, limiter.local.hit(LIMITS[name], name, *(str(key) for key in keys)))


def is_allowed_by(item: RateLimitItem, name: str, *keys: object) -> bool:
    """The same for a limit that an admin sets (`core.site`) and that stands in no table."""
    limiter: Limiter = current_app.extensions["limiter"]
    return _counted(name, limiter.hit_by(item, name, *(str(key) for key in keys)))


def _counted(name: str, is_allowed: bool) -> bool:
    if not is_allowed:
        LIMITED.labels(name).inc()
    return is_allowed


def has_room(name: str, *keys: object) -> bool:
    """Whether one more try would be allowed; counts nothing."""
    limiter: Limiter = current_app.extensions["limiter"]
    return limiter.has_room(name, *(str(key) for key in keys))


def limit(name: str, *keys: object) -> None:
    """Count one try; 429 when there were too many."""
    if not is_allowed(name, *keys):
        abort(429)


def network_of_request() -> str:
    """The sender's address: IPv4 whole, IPv6 by its /64, since one home holds a whole one."""
    try:
        address = ip_address(request.remote_addr or "")
    except ValueError:
        return "unknown"
    # A socket that takes both speaks of IPv4 senders as ::ffff:…, which is one /64 for them all.
    address = getattr(address, "ipv4_mapped", None) or address
    return str(ip_network(f"{address}/{64 if address.version == 6 else 32}", strict=False))
