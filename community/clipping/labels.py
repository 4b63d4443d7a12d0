"""`<meta>` labels: Open Graph, product:*, Twitter, plain names."""

from __future__ import annotations

from lxml.html import HtmlElement

from community.clipping.document import tidy
from community.clipping.products import unescaped

LABELS_CAP = 500
_PRICES = ("product:sale_price", "product:price", "og:sale_price", "og:price")


class Labels:
    def __init__(self, tree: HtmlElement) -> None:
        self.values: dict[str, list[str]] = {}
        for meta in tree.xpath("//meta[@content]")[:LABELS_CAP]:
            name = meta.get("property") or meta.get("name") or ""
            value = unescaped(tidy(meta.get("content"), 2000))
            if name and value:
                self.values.setdefault(_plain(name), []).append(value)

    def all(self, *names: str) -> list[str]:
        return [value for name in names for value in self.values.get(name, [])]

    def first(self, *names: str) -> str:
        return next(iter(self.all(*names)), "")

    def prices(self) -> list[tuple[str, str]]:
        """(amount, currency) as written, sale price first."""
        found = []
        for name in _PRICES:
            code = self.first(
                f"{name}:currency",
                "product:price:currency",
                "og:price:currency",
                "og:currency",
                "product:currency",
                "og:product:price:currency",
            )
            found += [(v, code) for v in self.all(f"{name}:amount", name, f"og:{name}:amount")]
        return found

    def twitter(self) -> list[tuple[str, str]]:
        """(label, data) pairs such as ('Price', '$25.00')."""
        return [
            (self.first(f"twitter:label{n}").lower(), self.first(f"twitter:data{n}"))
            for n in (1, 2, 3)
            if self.first(f"twitter:data{n}")
        ]


def _plain(name: str) -> str:
    """og:product:price:amount and OG:Title are spelt in many ways."""
    return name.strip().lower()[:100]
