"""Values of a row, read as if somebody had typed them into the form. Each raises RowStays."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

from community.belongings.importing.problems import RowStays
from community.core import clock
from community.core.ids import new_id
from community.core.text import TextProblem, clean_markdown, plain_line, plain_text

Row = dict[str, Any]
KEY = re.compile(r"[0-9a-z]{1,13}")
DIGEST = re.compile(r"[0-9a-f]{64}")
EARLIEST = datetime(2026, 1, 1, tzinfo=UTC)
MOST_AMOUNT = 10**15
CURRENCY = re.compile(r"[A-Z]{3}")


def line(row: Row, name: str, longest: int) -> str:
    try:
        return plain_line(_words(row, name), longest)
    except TextProblem as problem:
        raise RowStays("long") from problem


def text(row: Row, name: str, longest: int) -> str:
    try:
        return plain_text(_words(row, name), longest)
    except TextProblem as problem:
        raise RowStays("long") from problem


def markdown(words: str) -> str:
    """Rendered here: HTML that stands in an archive is never taken."""
    try:
        return clean_markdown(words)
    except TextProblem as problem:
        raise RowStays("long") from problem


def choice(row: Row, name: str, known: Any, otherwise: Any) -> Any:
    value = row.get(name)
    return value if isinstance(value, str | int) and value in list(known) else otherwise


def number(row: Row, name: str, least: int, most: int, otherwise: int) -> int:
    value = row.get(name)
    return value if type(value) is int and least <= value <= most else otherwise


def price(row: Row) -> tuple[int | None, str]:
    amount = number(row, "amount", 0, MOST_AMOUNT, -1)
    currency = row.get("currency")
    if amount < 0 or not isinstance(currency, str) or not CURRENCY.fullmatch(currency):
        return None, ""
    return amount, currency


def key(row: Row, name: str = "id") -> str:
    value = row.get(name)
    if not isinstance(value, str) or not KEY.fullmatch(value):
        raise RowStays("odd")
    return value


def digest(row: Row, name: str = "picture") -> str:
    value = row.get(name)
    return value if isinstance(value, str) and DIGEST.fullmatch(value) else ""


def moment(row: Row, name: str) -> datetime | None:
    """Not before there was a Posy, and not in the future."""
    value = row.get(name)
    try:
        said = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    if said is None:
        return None
    said = said if said.tzinfo else said.replace(tzinfo=UTC)
    return min(max(said, EARLIEST), clock.now())


def day(row: Row, name: str) -> date | None:
    value = row.get(name)
    try:
        said = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return said if said and 1900 <= said.year < 2200 else None


def born(row: Row) -> dict[str, Any]:
    """When it was made there, and an id that sorts by it."""
    at = moment(row, "created_at") or clock.now()
    return {"id": new_id(int(at.timestamp() * 1000)), "created_at": at}


def _words(row: Row, name: str) -> str:
    value = row.get(name) or ""
    if not isinstance(value, str):
        raise RowStays("odd")
    return value.encode("utf-8", "replace").decode()  # half a surrogate pair is no letter
