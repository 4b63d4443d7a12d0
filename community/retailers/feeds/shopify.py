"""Shopify’s `products.json`, a product at a time."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from community.retailers.feeds.ends import DEEPEST, LONGEST_FIELD, LONGEST_ITEM, BadFeed, Row

# A string to its end or the file’s; or a bracket.
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+\\?(?:"|\Z)|[\[\]{}]', re.DOTALL)
_ARRAY = re.compile(rb"\s*:\s*\[")


def json_rows(body: bytes) -> Iterator[Row]:
    """A row a product, with its first variant that is there."""
    for text in _products(body):
        try:
            product = json.loads(text.decode("utf-8", "replace"))
        except (ValueError, RecursionError):
            raise BadFeed("json") from None
        yield _row(product) if isinstance(product, dict) else {}


def _products(body: bytes) -> Iterator[bytes]:
    """The text of each product; raises BadFeed when the list is not there or has no end."""
    depth, begun, is_inside, was_found = 0, 0, False, False
    for token in _TOKEN.finditer(body):
        sign = token[0][:1]
        if sign == b'"':
            if depth == 1 and token[0] == b'"products"' and _ARRAY.match(body, token.end()):
                is_inside = was_found = True
        elif sign in b"[{":
            depth += 1
            if depth == 3:
                begun = token.start()
        else:
            depth -= 1
            if is_inside and depth == 2:
                yield body[begun : token.end()]
            is_inside = is_inside and depth > 1
        if depth > DEEPEST:
            raise BadFeed("too deep")
        if is_inside and depth > 2 and token.end() - begun > LONGEST_ITEM:
            raise BadFeed("json")
    if depth or not was_found:
        raise BadFeed("json")


def _row(product: dict[str, Any]) -> Row:
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
