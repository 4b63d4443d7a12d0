"""TSV and CSV, a record at a time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from community.retailers.feeds.ends import FIELDS, LONGEST_FIELD, LONGEST_ITEM, BadFeed, Row

MOST_COLUMNS = 200


class _Lines:
    """The lines of a file; a record of many lines, or a line of many records’ length, ends it."""

    def __init__(self, body: bytes, codec: str) -> None:
        file = io.BytesIO(body)
        self._text = io.TextIOWrapper(file, encoding=codec, errors="replace", newline="")
        self._pending = [self._read().lstrip("\ufeff")]
        self.first = self._pending[0]
        self.size = 0  # of the record so far

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._pending.pop() if self._pending else self._read()
        if not line:
            raise StopIteration
        self.size += len(line)
        if self.size > LONGEST_ITEM:
            raise BadFeed("table")
        return line.replace("\0", "")

    def _read(self) -> str:
        return self._text.readline(LONGEST_ITEM + 1)


def table_rows(body: bytes, codec: str) -> Iterator[Row]:
    """TSV when the first line has a tab, else CSV with commas or semicolons."""
    lines = _Lines(body, codec)
    first = lines.first
    mark = "\t" if "\t" in first else ";" if first.count(";") > first.count(",") else ","
    records = csv.reader(lines, delimiter=mark)
    try:
        names = [_column(name) for name in next(records, [])[:MOST_COLUMNS]]
        if not {"id", "title", "link"} <= set(names):
            raise BadFeed("columns")
        lines.size = 0
        for fields in records:
            lines.size = 0
            if any(fields):
                yield _row(names, fields)
    except csv.Error:
        raise BadFeed("table") from None


def _row(names: list[str], fields: list[str]) -> Row:
    said = zip(names, fields, strict=False)
    return {name: text[:LONGEST_FIELD] for name, text in said if name in FIELDS}


def _column(name: str) -> str:
    return name.strip().lower().removeprefix("g:").replace(" ", "_")
