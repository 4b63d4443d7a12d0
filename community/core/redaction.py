"""What a log may say: no addresses, tokens, paths or values, wherever a message came from."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator
from ipaddress import ip_address
from pathlib import Path
from types import TracebackType
from typing import Any

_HOUSE = Path(__file__).resolve().parents[2]
_LONGEST = 2000

_WEB = re.compile(r"\b[a-z][a-z0-9+.-]{1,15}://[^\s'\"<>]+", re.I)
_MAIL = re.compile(r"[^\s@<>'\"(),;:=]{1,64}@[\w.-]{1,255}")
_HANDLE = re.compile(r"@\w+")
_QUERY = re.compile(r"\?[^\s'\"]+")
_PATH = re.compile(r"(?<![\w.\]])/[^\s'\"?]+")
_TOKEN = re.compile(r"\b(?=[\w-]*\d)[A-Za-z0-9_-]{20,}\b")
_IP4 = re.compile(r"(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\d)")
_IP6 = re.compile(r"[0-9A-Fa-f:.]{3,45}")
# Servers name what a stranger sent them after these words.
_QUOTED = re.compile(r"((?:Error handling|Invalid) request).*", re.S)

# Their messages are about our code: names and kinds, never what somebody typed.
_ABOUT_CODE = (AttributeError, NameError, TypeError, ImportError)


def scrub(text: str) -> str:
    """The text without web and mail addresses, handles, paths, queries, tokens and IP addresses."""
    if text.isalpha():  # most lines say one word of ours
        return text
    text = _QUOTED.sub(r"\1", text[:_LONGEST])
    text = _WEB.sub("[url]", text)
    text = _QUERY.sub("?[query]", text)
    text = _PATH.sub("[path]", text)
    text = _MAIL.sub("[mail]", text)
    text = _HANDLE.sub("@[handle]", text)
    text = _TOKEN.sub("[token]", text)
    return _IP4.sub("[ip]", _IP6.sub(_hidden, text))


def _hidden(match: re.Match[str]) -> str:
    word = match[0].rstrip(".:") if not match[0].endswith("::") else match[0]
    try:
        ip_address(word)
    except ValueError:
        return match[0]
    return "[ip]" + match[0][len(word) :]


def describe(error: BaseException) -> str:
    """Kind, places and what is known to be harmless; one line each, the first cause first."""
    lines: list[str] = []
    for one in reversed(list(_chain(error))):
        lines += [*_places(one.__traceback__), _headline(one)]
    return "\n".join(lines)


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    present: BaseException | None = error
    while present is not None and id(present) not in seen and len(seen) < 8:
        seen.add(id(present))
        yield present
        hidden = None if present.__suppress_context__ else present.__context__
        present = present.__cause__ or hidden


def _places(trace: TracebackType | None) -> Iterator[str]:
    for frame in traceback.extract_tb(trace)[-40:]:
        yield f"  {_short(frame.filename)}:{frame.lineno} {frame.name}: {frame.line or ''}"


def _short(path: str) -> str:
    """Within our house, or within the library it is of."""
    _, is_library, inside = path.rpartition("site-packages/")
    if is_library:
        return inside
    return path.removeprefix(f"{_HOUSE}/")


def _headline(error: BaseException) -> str:
    kind = type(error).__qualname__
    if hasattr(error, "orig") and hasattr(error, "statement"):
        # The driver's own words quote rows: “Key (email)=(…) already exists”.
        return f"{kind}: {_of_database(error)}"
    if isinstance(error, OSError) and error.errno:
        return f"{kind}: errno {error.errno}"
    return f"{kind}: {scrub(str(error))}" if isinstance(error, _ABOUT_CODE) else kind


def _of_database(error: Any) -> str:
    diagnosis = getattr(error.orig, "diag", None)
    known = [
        getattr(error.orig, "sqlstate", None),
        getattr(error.orig, "sqlite_errorname", None),
        getattr(diagnosis, "table_name", None),
        getattr(diagnosis, "constraint_name", None),
    ]
    facts = " ".join([type(error.orig).__qualname__, *filter(None, known)])
    return f"{facts} in {(error.statement or '')[:_LONGEST]}"
