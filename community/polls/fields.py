"""Fields of the forms about polls."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from wtforms import FieldList, SelectMultipleField

from community.catalog.models import Product
from community.core.ids import encode
from community.core.text import plain_line


def one_line(longest: int) -> Any:
    return lambda text: plain_line(text or "", longest)


class ProductsField(SelectMultipleField):
    """Products to tick, by their keys, among those that are `offered`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, choices=[], validate_choice=False, **kwargs)
        self.offered: list[Product] = []

    @property
    def products(self) -> list[Product]:
        ticked = set(self.data or ())
        return [product for product in self.offered if encode(product.id) in ticked]


class Texts(FieldList):
    """Without the fields whose number int() does not know, such as `texts-²`."""

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        numbered = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,3}})(-|$)", re.ASCII)
        return (int(found[1]) for name in formdata if (found := numbered.match(name)))
