"""Which writes drop the kept pages: all, but those declared harmless."""

from __future__ import annotations

import re
from contextvars import ContextVar
from typing import Any

from flask import Flask, current_app
from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction

from community.extensions import db

# What begins so changes no row of ours.
_READS = ("SELECT", "BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "PRAGMA", "SET ", "SHOW")
_WRITES = re.compile(r'(INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
_COLUMN = re.compile(r'(?:^|,)\s*"?(\w+)"?\s*=')

_unseen = {"alembic_version", "answered_keys", "deliveries", "mails", "outbox"}
_lagging: dict[str, frozenset[str]] = {}
_has_changed: ContextVar[bool] = ContextVar("pages_changed", default=False)


def unseen(*models: type[Any]) -> None:
    """Strangers see nothing of these rows, but perhaps how many there are."""
    _unseen.update(model.__tablename__ for model in models)


def may_lag(model: type[Any], *columns: str) -> None:
    """New rows, and these columns of old ones, may be seen some seconds late.

    Not what decides who may see something, and nothing that anybody may want to be gone.
    """
    _lagging[model.__tablename__] = frozenset(columns)


def is_harmless(statement: str) -> bool:
    """Whether kept pages may stand after this statement of SQL."""
    text = statement.lstrip()
    if text[:9].upper().startswith(_READS):
        return True
    found = _WRITES.match(text)
    if not found:
        return False
    verb, table = found[1].upper(), found[2]
    if table in _unseen:
        return True
    if table not in _lagging or verb.startswith("DELETE"):
        return False
    return _columns_set(text) <= _lagging[table]


def _columns_set(text: str) -> set[str]:
    """Columns that an UPDATE, or an INSERT where a row stands already, sets anew."""
    is_update = text[:6].upper() == "UPDATE"
    start = re.search(r"\bSET\b" if is_update else r"\bDO UPDATE SET\b", text, re.IGNORECASE)
    if not start:
        return {"?"} if is_update else set()
    # What follows WHERE can only add columns, and so only drop more pages.
    return set(_COLUMN.findall(text[start.end() :])) or {"?"}


def init_app(app: Flask) -> None:
    with app.app_context():
        for engine in db.engines.values():
            event.listen(engine, "before_cursor_execute", _watch)
    if not event.contains(db.session, "after_transaction_end", _tell):
        event.listen(db.session, "after_transaction_end", _tell)


def _tell(session: Session, transaction: SessionTransaction) -> None:
    """After the commit: a page made between would be of before, and kept as if it were of now."""
    if transaction.parent is None and _has_changed.get():
        _has_changed.set(False)
        current_app.extensions["pages"].versions.drop_all()


def _watch(connection: Any, cursor: Any, statement: str, *more: Any) -> None:
    if not is_harmless(statement):
        _has_changed.set(True)
