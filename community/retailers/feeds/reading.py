"""From a file that somebody sent to rows: streaming, with an end to everything."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any
from xml.parsers import expat

MOST_ITEMS = 50_000
DEEPEST = 20
LONGEST_FIELD = 20_000
_ITEMS = ("item", "entry", "product")
_CHUNK = 64 * 1024


class BadFeed(Exception):
    """The file as a whole cannot be read; `reason` is for `problems.sentence`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


Row = dict[str, str]


def rows_of(body: bytes, text: str) -> Iterator[Row]:
    """The rows of a feed in any of its formats; raises BadFeed, at the latest at its last row."""
    start = text.lstrip()[:1]
    if start == "<":
        found = xml_rows(body)
    elif start in ("{", "["):
        found = json_rows(text)
    else:
        found = table_rows(text)
    for count, row in enumerate(found, 1):
        if count > MOST_ITEMS:
            raise BadFeed("too many")
        yield row


class _Reader:
    """Google’s RSS and Atom: an item’s children by their local names, the first of each."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self._depth, self._inside = 0, 0
        self._row: Row = {}
        self._name, self._words, self._size = "", list[str](), 0
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
        local = name.rpartition(" ")[2].lower()
        if not self._inside and local in _ITEMS:
            self._inside, self._row = self._depth, {}
        elif self._inside and self._depth == self._inside + 1:
            self._name, self._words, self._size = local, [], 0
            if local == "link" and attributes.get("href"):
                self._row.setdefault("link", attributes["href"])

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


def xml_rows(body: bytes) -> Iterator[Row]:
    reader = _Reader()
    try:
        for at in range(0, len(body), _CHUNK):
            reader.parser.Parse(body[at : at + _CHUNK], False)
            yield from reader.rows
            reader.rows.clear()
        reader.parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError):
        raise BadFeed("xml") from None
    yield from reader.rows


def table_rows(text: str) -> Iterator[Row]:
    """TSV when the first line has a tab, else CSV with commas or semicolons."""
    first = text.partition("\n")[0]
    mark = "\t" if "\t" in first else ";" if first.count(";") > first.count(",") else ","
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    try:
        names = [_column(name) for name in next(lines, [])[:200]]
        if not {"id", "title", "link"} <= set(names):
            raise BadFeed("columns")
        for fields in lines:
            if any(fields):
                yield dict(zip(names, (f[:LONGEST_FIELD] for f in fields), strict=False))
    except csv.Error:
        raise BadFeed("table") from None


def _column(name: str) -> str:
    return name.strip().lower().removeprefix("g:").replace(" ", "_")


def json_rows(text: str) -> Iterator[Row]:
    """Shopify’s `products.json`: a row a product, with its first variant that is there."""
    if _depth(text) > DEEPEST:
        raise BadFeed("too deep")
    try:
        said = json.loads(text)
    except (ValueError, RecursionError):
        raise BadFeed("json") from None
    products = said.get("products") if isinstance(said, dict) else None
    if not isinstance(products, list):
        raise BadFeed("json")
    for product in products:
        yield _shopify(product) if isinstance(product, dict) else {}


def _shopify(product: dict[str, Any]) -> Row:
    variants = [v for v in _list(product, "variants") if isinstance(v, dict)]
    variant = next((v for v in variants if v.get("available")), variants[0] if variants else {})
    images = [i for i in _list(product, "images") if isinstance(i, dict)]
    handle = _text(product, "handle")
    return {
        "id": _text(product, "id"),
        "title": _text(product, "title"),
        "link": _text(product, "url") or (f"/products/{handle}" if handle else ""),
        "brand": _text(product, "vendor"),
        "price": _text(variant, "price"),
        "gtin": _text(variant, "barcode"),
        "mpn": _text(variant, "sku"),
        "availability": "in_stock" if variant.get("available", True) else "out_of_stock",
        "image_link": _text(images[0], "src") if images else "",
    }


def _list(said: dict[str, Any], name: str) -> list[Any]:
    found = said.get(name)
    return found if isinstance(found, list) else []


def _text(said: dict[str, Any], name: str) -> str:
    found = said.get(name)
    return str(found)[:LONGEST_FIELD] if isinstance(found, str | int | float) else ""


def _depth(text: str) -> int:
    """How deep brackets go at most; those inside strings only make it stricter."""
    deepest = depth = 0
    for char in text:
        if char in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif char in "]}":
            depth -= 1
    return deepest
