"""How a widget is answered: a page for a frame, for the pages that may show it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from community.widgets.access import ANYBODY

SIZES = ("small", "medium", "large")
THEMES = ("light", "dark", "auto")
OPTIONS = ("size", "theme", "lang")  # what every widget can be asked for; `apart` reads `lang`
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors",
    )
)
STEPS = (1000, 500, 200, 100, 50, 20, 10, 5)


def framed(template: str, pages: str, *, status: int = 200, **parts: Any) -> Response:
    """`pages`: who may show it, as `frame-ancestors` says it."""
    size = _one_of(SIZES, request.args.get("size"), "medium")
    theme = _one_of(THEMES, request.args.get("theme"), "light")
    # One context for all: a context processor would give the theme of an account.
    html = render_template(template, size=size, scheme=theme, **parts)
    response = make_response(html, status)
    response.headers["Content-Security-Policy"] = f"{POLICY} {pages}"
    return response


def _one_of(known: tuple[str, ...], asked: str | None, usual: str) -> str:
    return asked if asked in known else usual


def at_least(count: int) -> int:
    """The step a number has reached: fewer than five is nothing, and one more tells of nobody."""
    return next((step for step in STEPS if count >= step), 0)


def answers_in_frames(bp: Blueprint) -> None:
    """What is not there is said in the frame, in a few words."""
    bp.register_error_handler(404, _missing)


def _missing(error: HTTPException) -> Response:
    return framed("widgets/missing.html", ANYBODY, status=404)
