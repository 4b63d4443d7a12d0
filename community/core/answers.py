"""How a request is answered: a page, the same partial for htmx, or a redirect after a form."""

from __future__ import annotations

from typing import Any

from flask import Response, make_response, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse


def is_htmx() -> bool:
    return request.headers.get("HX-Request") == "true"


def page(template: str, *, status: int = 200, **context: Any) -> Response:
    response = make_response(render_template(template, **context), status)
    response.vary.add("HX-Request")
    return response


def see_other(to: str) -> BaseResponse:
    """303 for a plain form; for htmx the browser is sent along."""
    if is_htmx():
        return Response("", 200, {"HX-Redirect": to})
    return redirect(to, 303)


def answer(partial: str, *, to: str, **context: Any) -> BaseResponse:
    """After a change: the partial for htmx (200), else 303 to the page that shows it."""
    if is_htmx():
        return page(partial, **context)
    return redirect(to, 303)


def invalid(
    template: str, *, partial: str | None = None, status: int = 422, **context: Any
) -> Response:
    """What was typed, with messages beside the fields; 422, or 409 where another was faster."""
    name = partial if partial and is_htmx() else template
    return page(name, status=status, **context)
