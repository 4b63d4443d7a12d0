"""The cookie of a browser, looked at and put back."""

from __future__ import annotations

from typing import Any


def cookie_of(client: Any) -> dict[str, Any]:
    with client.session_transaction() as session:
        return dict(session)


def put_cookie(client: Any, cookie: dict[str, Any]) -> None:
    """As if the last answer, with the cookie it brought, had never arrived."""
    with client.session_transaction() as session:
        session.clear()
        session.update(cookie)
