"""Google’s RSS and Atom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

from community.retailers.feeds.ends import (
    DEEPEST,
    FIELDS,
    LONGEST_FIELD,
    LONGEST_ITEM,
    MOST_NAMES,
    BadFeed,
    Row,
)

_ITEMS = ("item", "entry", "product")
_CHUNK = 64 * 1024


def xml_rows(body: bytes) -> Iterator[Row]:
    reader = _Reader()
    try:
        for at in range(0, len(body), _CHUNK):
            reader.parser.Parse(body[at : at + _CHUNK], False)
            # A tag without an end would be kept until there is one, with all its attributes.
            if at - reader.parser.CurrentByteIndex > LONGEST_ITEM:
                raise BadFeed("xml")
            yield from reader.rows
            reader.rows.clear()
        reader.parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError):
        raise BadFeed("xml") from None
    yield from reader.rows


class _Reader:
    """An item’s children by their local names, the first of each."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._depth, self._inside = 0, 0
        self._row: Row = {}
        self._name, self._words, self._size = "", list[str](), 0
        self._names: set[str] = set()
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._hear
        self.parser.StartDoctypeDeclHandler = self._refuse
        self.parser.EntityDeclHandler = self._refuse

    def _refuse(self, *unused: Any) -> None:
        raise BadFeed("dtd")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise BadFeed("too deep")
        self._remember(name, attributes)
        local = name.rpartition(" ")[2].lower()
        if not self._inside and local in _ITEMS:
            self._inside, self._row = self._depth, {}
        elif self._inside and self._depth == self._inside + 1 and local in FIELDS:
            self._name, self._words, self._size = local, [], 0
            if local == "link" and attributes.get("href"):
                self._row.setdefault("link", attributes["href"][:LONGEST_FIELD])

    def _remember(self, name: str, attributes: dict[str, str]) -> None:
        """The parser forgets no name it has met."""
        self._names.add(name)
        self._names.update(attributes)
        if len(self._names) > MOST_NAMES:
            raise BadFeed("names")

    def _hear(self, text: str) -> None:
        if self._name and self._size < LONGEST_FIELD:
            self._words.append(text[:LONGEST_FIELD])
            self._size += len(text)

    def _end(self, name: str) -> None:
        if self._inside and self._depth == self._inside + 1 and self._name:
            words = "".join(self._words).strip()
            if words:
                self._row.setdefault(self._name, words)
            self._name = ""
        elif self._inside == self._depth:
            self.rows.append(self._row)
            self._inside = 0
        self._depth -= 1
