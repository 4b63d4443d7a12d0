"""Everything one page offers, read lazily and once; the rules choose from it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import islice
from typing import Any

from lxml import etree

from community.clipping import jsonld, microdata
from community.clipping.addresses import canonical_address
from community.clipping.amounts import Price
from community.clipping.countries import country_of
from community.clipping.document import Page
from community.clipping.embedded import embedded_price
from community.clipping.labels import Labels
from community.clipping.products import Product, Reader
from community.clipping.titles import coverage, find_heading, heading_text, likeness, site_words
from community.clipping.visible import Seen, visible_prices

ELEMENTS_CAP, LINES_CAP, LINE = 40_000, 2_000, 200


class Evidence:
    def __init__(self, page: Page) -> None:
        self.page = page

    @cached_property
    def country(self) -> str:
        return country_of(self.page.url, self.page.language) or country_of(
            "", self.labels.first("og:locale")
        )

    @cached_property
    def labels(self) -> Labels:
        return Labels(self.page.tree)

    @cached_property
    def heading_element(self) -> Any:
        return find_heading(self.page.tree, self.page.title_tag or self.labels.first("og:title"))

    @cached_property
    def heading(self) -> str:
        return (
            ""
            if self.heading_element is None
            else heading_text(self.heading_element, self.page.title_tag)
        )

    @cached_property
    def shop(self) -> list[str]:
        return site_words(self.page.host, self.labels.first("og:site_name"))

    @cached_property
    def json_ld(self) -> Product | None:
        values = jsonld.read_all(self.page.json_ld_texts)
        return self._main(Reader(values, "json-ld", self.country).products())

    @cached_property
    def microdata(self) -> Product | None:
        nodes = microdata.microdata(self.page.tree)
        return self._main(Reader(nodes, "microdata", self.country).products())

    @cached_property
    def rdfa(self) -> Product | None:
        nodes = microdata.rdfa(self.page.tree)
        return self._main(Reader(nodes, "rdfa", self.country).products())

    @property
    def products(self) -> list[Product]:
        return [p for p in (self.json_ld, self.microdata, self.rdfa) if p]

    @cached_property
    def name(self) -> str:
        """A working name, to recognise the thing by."""
        return next((p.name for p in self.products if p.name), "") or self.heading

    @cached_property
    def lines(self) -> list[tuple[Any, str]]:
        """Elements after the heading, each with the short text it begins with."""
        found: list[tuple[Any, str]] = []
        is_after = self.heading_element is None
        for element in islice(self.page.tree.iter(etree.Element), ELEMENTS_CAP):
            is_after = is_after or element is self.heading_element
            text = element.text if is_after else None
            if text and 1 < len(text) < LINE and (line := text.strip()):
                found.append((element, line))
                if len(found) >= LINES_CAP:
                    break
        return found

    @cached_property
    def visible(self) -> list[Seen]:
        return visible_prices(self.page.tree, self.heading_element, self.country)

    @cached_property
    def embedded(self) -> Price | None:
        names = dict.fromkeys(n for n in (self.name, self.heading) if n)
        found = (embedded_price(self.page.scripts, name) for name in names)
        return next((price for price in found if price), None)

    def _main(self, products: list[Product]) -> Product | None:
        main = max(products, key=self._rank, default=None)
        if main is None or main.is_group:
            return main
        same = [o for p in products if p is not main and p.name == main.name for o in p.offers]
        return replace(main, offers=[*main.offers, *same])

    def _rank(self, product: Product) -> float:
        name, here = product.name, canonical_address(self.page.url)
        titles = (self.page.title_tag, self.labels.first("og:title"))
        score = 3 * likeness(name, self.heading) + 2 * max(coverage(name, t) for t in titles)
        score += max(likeness(name, t) for t in titles)
        if product.url and canonical_address(self.page.absolute(product.url) or "") == here:
            score += 2
        return score + 0.5 * any(o.price for o in product.offers) + 0.3 * product.is_group
