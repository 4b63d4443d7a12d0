"""Pages of a keyset list, one after the other, as “Load more” fetches them."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

MOST = 30


def walk(client: Any, address: str, pattern: str) -> list[str]:
    """What `pattern` finds on each page, each find once a page."""
    found, text = [], client.get(address).text
    for _page in range(MOST):
        found += dict.fromkeys(re.findall(pattern, text))
        more = re.search(r'hx-get="([^"]*after=[^"]+)" hx-target="closest .pager"', text)
        if more is None:
            return found
        text = client.htmx(unescape(more[1]), method="GET").text
        assert "<html" not in text
    raise AssertionError(f"{address} does not end")
