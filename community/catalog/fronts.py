"""Where shops stand in development: the demo’s, whose domain nobody visits, on a port of ours."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from flask import current_app


def fronts_of(domain: str) -> tuple[str, ...]:
    """Origins that are as good as the shop's domain; none, but for the demo's."""
    fronts: tuple[str, ...] = current_app.extensions.get("shop_fronts", {}).get(domain, ())
    return fronts


def as_visited(url: str, domain: str) -> str:
    """The address a browser can go to."""
    fronts = fronts_of(domain)
    if not fronts:
        return url
    place = urlsplit(fronts[0])
    return urlunsplit(urlsplit(url)._replace(scheme=place.scheme, netloc=place.netloc))
