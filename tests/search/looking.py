"""What a visitor is shown by search."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

LINKS = {
    "product": r'<a href="/products/[^"]+"[^>]*>([^<]+)',
    "list": r'<a href="/lists/[^"]+" dir="auto">([^<]+)',
    "poll": r'<a class="name" href="/polls/[^"]+"[^>]*>([^<]+)',
    "topic": r'<a class="name" href="/forum/topics/[^"]+"[^>]*>([^<]+)',
    "shop": r'<a class="name" href="/shops/[^"]+"><bdi>([^<]+)',
    "profile": r'<a class="name clip" href="/@[^"]+"><bdi>([^<]+)',
}


def found_by(client: Any, words: str, kind: str = "") -> dict[str, list[str]]:
    """Titles in their order, by kind."""
    page = client.get("/search", query_string={"q": words, "kind": kind})
    assert page.status_code == 200
    main = page.text.split("<main", 1)[1].split("</main", 1)[0]
    titles = {name: list(map(unescape, re.findall(link, main))) for name, link in LINKS.items()}
    return {name: each for name, each in titles.items() if each}
