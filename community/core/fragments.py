"""Pieces of pages, kept in this process under everything they were made from.

Nothing is ever called back: a key names versions, language, host and minute, so that words like
“3 minutes ago” are at most a minute old. A piece is drawn from its key alone; the one thing of the
session in it, the CSRF token, is a mark while it is kept and filled in when it is used.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Hashable
from operator import attrgetter
from typing import Any

from flask import Flask, current_app, g, request
from flask_babel import get_locale, get_timezone
from flask_wtf.csrf import generate_csrf
from markupsafe import Markup
from sqlalchemy import inspect

from community.core import clock
from community.core.cache.shelf import Shelf
from community.core.site import current_site

_values: dict[type[Any], Callable[[Any], Any]] = {}
_MOMENT = "posy.moment"  # in the WSGI environment
_TOKEN = f"token-{secrets.token_hex(16)}"


def init_app(app: Flask) -> None:
    app.extensions["fragments"] = Shelf()
    app.add_template_global(csrf_token, "csrf_token")
    app.add_template_global(kept, "kept")
    app.jinja_env.globals["form_key"] = _never_kept(app.jinja_env.globals["form_key"])


def _never_kept(key: Any) -> Callable[[], str]:
    """The key of a form is good for one page alone."""

    def form_key() -> str:
        if g.get("is_keeping"):
            raise RuntimeError("A form with a key stands in a piece that would be kept.")
        return str(key())

    return form_key


def csrf_token() -> str:
    return _TOKEN if g.get("is_keeping") else str(generate_csrf())


def fragment(key: tuple[Hashable, ...], draw: Callable[[], str]) -> Markup:
    """The piece kept under `key`, else what `draw()` gives, which must follow from the key."""
    shelf: Shelf[str] = current_app.extensions["fragments"]
    whole = (*_moment(), *key)
    piece = shelf.get(whole)
    if piece is None:
        piece = _drawn(draw)
        shelf.put(whole, piece)
    return Markup(piece if g.get("is_keeping") else _filled(piece))  # noqa: S704 - drawn by Jinja


def kept(template: str, **parts: Hashable) -> Markup:
    """For templates: `template` drawn from `parts` alone, without the page's own context."""

    def draw() -> str:
        return current_app.jinja_env.get_template(template).render(parts)

    return fragment((template, *parts.items()), draw)


def values_of(thing: Any) -> tuple[Hashable, ...]:
    """All columns of a row, for a key."""
    model = type(thing)
    if model not in _values:
        _values[model] = attrgetter(*inspect(model).columns.keys())
    values: tuple[Hashable, ...] = _values[model](thing)
    return values


def _moment() -> tuple[Hashable, ...]:
    known: tuple[Hashable, ...] | None = request.environ.get(_MOMENT)
    if known is None:
        minute = int(clock.now().timestamp() // 60)
        site = current_site().version
        eyes = g.get("eyes", "")  # through which a member looks at their own pages
        known = (request.host_url, str(get_locale()), str(get_timezone()), minute, site, eyes)
        request.environ[_MOMENT] = known
    return known


def _drawn(draw: Callable[[], str]) -> str:
    outer, g.is_keeping = g.get("is_keeping", False), True
    try:
        return draw()
    finally:
        g.is_keeping = outer


def _filled(piece: str) -> str:
    return piece.replace(_TOKEN, generate_csrf()) if _TOKEN in piece else piece


def forget(app: Any) -> None:
    """For tests: what one has drawn is not shown in the next."""
    app.extensions["fragments"] = Shelf()
