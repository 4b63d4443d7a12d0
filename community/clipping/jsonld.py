"""JSON-LD as shops write it: each script alone, repaired where that is safe."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from typing import Any

Node = dict[str, Any]
NODES_CAP = 20_000
_TRAILING_COMMA = re.compile(r",(\s{0,200}[}\]])")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s{0,5}<!\[CDATA\[|/\*\s{0,5}<!\[CDATA\[\s{0,5}\*/|<!\[CDATA\[)"
)
_BAD_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')
_NOT_THE_PRODUCT = frozenset(
    {
        "isrelatedto",
        "issimilarto",
        "isaccessoryorsparepartfor",
        "isconsumablefor",
        "review",
        "reviews",
        "itemlistelement",
        "potentialaction",
        "breadcrumb",
        "itemreviewed",
        "hasvariant",
        "isvariantof",
    }
)
PRODUCT_TYPES = frozenset(
    {
        "product",
        "productgroup",
        "individualproduct",
        "productmodel",
        "someproducts",
        "vehicle",
        "book",
        "car",
        "softwareapplication",
        "videogame",
        "mobileapplication",
        "webapplication",
    }
)


def loads(text: str) -> list[Any]:
    """Every JSON value in a script; nothing when it cannot be read."""
    text = _WRAPPING.sub("", text.strip().lstrip("\ufeff"), count=1)
    for repair in (str, _mended, lambda t: _mended(html.unescape(t))):
        values = _values(repair(text))
        if values:
            return values
    return []


def _mended(text: str) -> str:
    return _TRAILING_COMMA.sub(r"\1", _BAD_ESCAPE.sub(r"\\\\", text.replace("\t", " ")))


def _values(text: str) -> list[Any]:
    values: list[Any] = []
    decoder, at = json.JSONDecoder(strict=False), 0
    while at < len(text) and len(values) < 50:
        while at < len(text) and text[at] not in "{[":
            at += 1
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        values.append(value)
    return values


def types_of(node: Node) -> set[str]:
    raw = node.get("@type") or node.get("type") or ""
    names = raw if isinstance(raw, list) else [raw]
    return {str(n).rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for n in names}


def is_product(node: Node) -> bool:
    return bool(types_of(node) & PRODUCT_TYPES)


def nodes(values: list[Any]) -> Iterator[Node]:
    """All objects in reading order, except what is about other products."""
    stack, seen = list(reversed(values)), 0
    while stack and seen < NODES_CAP:
        value, seen = stack.pop(), seen + 1
        if isinstance(value, dict):
            yield value
            inner = [v for k, v in value.items() if k.lower() not in _NOT_THE_PRODUCT]
            stack.extend(reversed([v for v in inner if isinstance(v, dict | list)]))
        elif isinstance(value, list):
            stack.extend(reversed([v for v in value if isinstance(v, dict | list)]))


def read_all(texts: list[str]) -> list[Any]:
    return [value for text in texts[:60] for value in loads(text)]


def by_id(values: list[Any]) -> dict[str, Node]:
    """The fullest node of every @id, to resolve references."""
    index: dict[str, Node] = {}
    for node in nodes(values):
        key = node.get("@id")
        if isinstance(key, str) and len(node) > len(index.get(key, {})):
            index[key] = node
    return index
