"""Refusals: each has a page as cared for as the others, or problem JSON (RFC 9457) for programs."""

from __future__ import annotations

import logging
from uuid import UUID

from flask import (
    Flask,
    Response,
    current_app,
    jsonify,
    make_response,
    render_template,
    request,
)
from flask_babel import force_locale
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException, MethodNotAllowed, SecurityError

from community.core.db import AWAY, take_back
from community.core.locales import language_of_browser
from community.core.watching import request_number

log = logging.getLogger(__name__)

PAGES = frozenset({400, 403, 404, 405, 409, 413, 422, 429, 500, 503})


def init_app(app: Flask) -> None:
    app.register_error_handler(CSRFError, _form_expired)
    app.register_error_handler(SecurityError, _other_host)
    app.register_error_handler(HTTPException, _refused)
    for error in AWAY:
        app.register_error_handler(error, _database_away)
    app.register_error_handler(Exception, _failed)


def _form_expired(error: CSRFError) -> Response:
    return _answer(400, _("This form has expired. Go back, reload the page and send it again."))


def _other_host(error: SecurityError) -> Response:
    """Bare words: without a host to trust no page can name its addresses."""
    return Response("This host is not served here.\n", 400, mimetype="text/plain")


def _refused(error: HTTPException) -> Response:
    if error.code is None or error.code < 400:
        return make_response(error.get_response(request.environ))
    if not take_back():
        return _database_away(error)
    response = _answer(error.code)
    if isinstance(error, MethodNotAllowed):
        response.allow.update(error.valid_methods or ())
    if error.code == 429:
        response.headers["Retry-After"] = "300"
    return response


def refuse(code: int, message: str) -> Response:
    """The page of a refusal with words of its own."""
    return _answer(code, message)


def _database_away(error: Exception) -> Response:
    log.error("the database did not answer: %s", type(getattr(error, "orig", error)).__name__)
    take_back()
    response = _answer(503)
    response.headers["Retry-After"] = "5"
    return response


def _failed(error: Exception) -> Response:
    if isinstance(error, DBAPIError):
        take_back()
    log.exception("a request failed")
    return _answer(500)


def _answer(code: int, message: str = "") -> Response:
    if request.accept_mimetypes.best == "application/json":
        problem = {"type": "about:blank", "status": code, "title": message or str(code)}
        if code >= 500 and request_number():
            problem["instance"] = f"urn:uuid:{UUID(request_number())}"
        response = jsonify(problem)
        response.content_type = "application/problem+json"
        response.status_code = code
        return response
    page = code if code in PAGES else (400 if code < 500 else 500)
    if page >= 500:
        return make_response(_bare_page(page, message), code)
    try:
        return make_response(render_template(f"errors/{page}.html", message=message), code)
    except AWAY as error:  # the layout asks who is signed in
        return _database_away(error)


def _bare_page(page: int, message: str) -> str:
    """Without context processors: they ask for the viewer, and the database may be what failed."""
    template = current_app.jinja_env.get_template(f"errors/{page}.html")
    with force_locale(language_of_browser()):
        return template.render(message=message, number=request_number())
