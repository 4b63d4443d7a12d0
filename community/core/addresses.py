"""Addresses of things: `/polls/<id>-<slug>`, where only the id counts."""

from __future__ import annotations

from typing import Any

from flask import Flask
from werkzeug.routing import BaseConverter, ValidationError

from community.core.ids import decode, encode


class ThingConverter(BaseConverter):
    """`<thing:poll>` gives the view an int; `url_for` takes an int or anything with `id`."""

    regex = r"[0-9a-z]{1,13}(?:-[^/]{0,200})?"

    def to_python(self, value: str) -> int:
        try:
            return decode(value.partition("-")[0])
        except ValueError:
            raise ValidationError from None

    def to_url(self, value: Any) -> str:
        if isinstance(value, int):
            return encode(value)
        slug = getattr(value, "slug", "")
        return f"{encode(value.id)}-{slug}" if slug else encode(value.id)


def init_app(app: Flask) -> None:
    app.url_map.converters["thing"] = ThingConverter
    app.jinja_env.filters["key"] = encode
