"""Logs: one JSON object a line on stderr; plain lines in development.

They name endpoints and numbers. Bodies, queries, paths, addresses, handles, tokens and cookies
are nobody's to read there, so that a log may be kept and shown.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import threading
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from gunicorn.glogging import Logger

from community.core import work
from community.core.redaction import describe, scrub

# Libraries that say a line for each job, connection or frame.
_CHATTY = ("huey", "engineio", "socketio", "werkzeug", "alembic")
_MARK = "is_ours"
# Made once: `json.dumps` with a `default` makes an encoder each time.
_as_json = json.JSONEncoder(default=lambda value: type(value).__qualname__).encode


def configure(*, development: bool) -> None:
    """Send everything that is logged in this process to stderr. Calling it again changes nothing
    but the form."""
    handler = _handler()
    handler.setFormatter(Readable() if development else JsonLines())
    root = logging.getLogger()
    root.setLevel(logging.INFO)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)


def take_over() -> None:
    """For a process that is ours alone: what nobody caught and what Python warns of are logged."""
    configure(development=is_development())
    if not is_development():
        logging.captureWarnings(True)
        sys.excepthook = _log_uncaught
        threading.excepthook = _log_uncaught_in_thread


def _handler() -> logging.Handler:
    root = logging.getLogger()
    for handler in root.handlers:
        if getattr(handler, _MARK, False):
            return handler
    handler = ToStderr()
    setattr(handler, _MARK, True)
    root.addHandler(handler)
    return handler


class ToStderr(logging.Handler):
    """Whole lines, one write each, to what is stderr now. A log that cannot be written is lost."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            sys.stderr.write(self.format(record) + "\n")
            sys.stderr.flush()
        except Exception:
            self.handleError(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        return


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": scrub(record.getMessage()),
            **work.facts(),
            **_facts_of(record),
        }
        if record.exc_info and record.exc_info[1]:
            line["error"] = type(record.exc_info[1]).__qualname__
            line["trace"] = describe(record.exc_info[1])
        return _as_json(line)


class Readable(logging.Formatter):
    """For the person who sits before it: time, level, words, facts; whole tracebacks."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(message)s%(beside)s", "%H:%M:%S")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        facts = {**work.facts(), **_facts_of(record)}
        record.beside = "".join(f"  {name}={value}" for name, value in facts.items())
        record.message = record.message.replace("\r", "\\r").replace("\n", "\\n")
        return super().formatMessage(record)


def _facts_of(record: logging.LogRecord) -> Mapping[str, Any]:
    """What `log.info(…, extra={"facts": {…}})` brought."""
    facts = getattr(record, "facts", None)
    return facts if isinstance(facts, dict) else {}


class GunicornLogger(Logger):
    """gunicorn's own words through the same door; `--logger-class` names it."""

    def setup(self, cfg: Any) -> None:
        self.cfg = cfg
        self._access_log_enabled = False
        self.loglevel = self.LOG_LEVELS.get(cfg.loglevel.lower(), logging.INFO)
        take_over()
        for log in (self.error_log, self.access_log):
            log.handlers.clear()
            log.propagate = True
            log.setLevel(self.loglevel)

    def access(self, *unused: Any) -> None:
        """The application logs its requests itself, by endpoint."""


def is_development() -> bool:
    """gunicorn's own process has no settings, but the environment they come from."""
    return os.environ.get("DEVELOPMENT", "").strip().lower() in ("1", "true", "yes", "on")


def _log_uncaught(kind: Any, error: BaseException, trace: Any) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger("uncaught").critical("it ended", exc_info=(kind, error, trace))


def _log_uncaught_in_thread(args: Any) -> None:
    if args.exc_value is None or issubclass(args.exc_type, SystemExit):
        return
    found = (args.exc_type, args.exc_value, args.exc_traceback)
    logging.getLogger("uncaught").error("a thread ended", exc_info=found)
