"""Everything needs a session unless its view is marked `@public`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Request, abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

V = TypeVar("V", bound=Callable[..., Any])

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def public(view: V) -> V:
    """Mark a view that needs no session; tests/architecture holds the written list of them."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def takes(most: int) -> Callable[[V], V]:
    """Mark a view whose form brings a file of up to `most` bytes, from who is signed in."""

    def mark(view: V) -> V:
        view.takes = most  # type: ignore[attr-defined]
        return view

    return mark


def is_public(endpoint: str) -> bool:
    view = current_app.view_functions.get(endpoint)
    return endpoint == "static" or getattr(view, "is_public", False)


class BoundedRequest(Request):
    """Only multipart forms, which carry pictures, may be as large as pictures are; what a view
    `takes` may be larger."""

    def _load_form_data(self) -> None:
        # MAX_FORM_MEMORY_SIZE is not asked for forms of words alone.
        if self.mimetype == "application/x-www-form-urlencoded":
            self.max_content_length = self.max_form_memory_size
        most = getattr(current_app.view_functions.get(self.endpoint or ""), "takes", None)
        if most and current_user.is_authenticated:
            self.max_content_length = most
        super()._load_form_data()


def init_app(app: Flask) -> None:
    app.request_class = BoundedRequest
    app.before_request(_refuse_other_sites)
    app.before_request(_ask_to_sign_in)


def _refuse_other_sites() -> None:
    """A second wall beside the CSRF token: browsers say where a request was begun."""
    if request.method in _SAFE:
        return
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        abort(400)
    origin = request.headers.get("Origin")
    if origin and origin != request.host_url.rstrip("/"):
        abort(400)


def _ask_to_sign_in() -> ResponseReturnValue | None:
    if request.endpoint is None or is_public(request.endpoint) or current_user.is_authenticated:
        return None
    if request.headers.get("HX-Request"):
        return "", 401, {"HX-Redirect": url_for("sessions.new")}
    back = request.full_path.rstrip("?") if request.method in _SAFE else None
    return redirect(url_for("sessions.new", next=back), 303)
