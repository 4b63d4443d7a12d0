"""A test client whose requests stand alone, as a browser's do."""

from __future__ import annotations

from contextvars import Context
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from community.extensions import db


class Visitor(FlaskClient):
    """Each request runs in an empty context, so that nothing of the test's `g` reaches it.

    What the test has set up is committed before the request, and read anew after it.
    """

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        db.session.commit()
        response: TestResponse = Context().run(super().open, *args, **kwargs)
        db.session.expire_all()
        return response

    def htmx(self, address: str, method: str = "POST", **kwargs: Any) -> TestResponse:
        """As htmx asks: with HX-Request, for a partial."""
        headers = {"HX-Request": "true", **kwargs.pop("headers", {})}
        return self.open(address, method=method, headers=headers, **kwargs)
