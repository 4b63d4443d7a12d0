"""Maps of what is public, for search engines: an index, and files of at most `SIZE` addresses.

A file is named by the id of its first row and read on from there, so that none counts through rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from flask import url_for
from lxml import etree
from sqlalchemy import Select, func, null, select

from community.core.kinds import kind_named
from community.core.mail import on_site
from community.extensions import db
from community.friends.viewer import Viewer
from community.sharing.outward import Outward, all_outward

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
SIZE = 10_000
OWN_PAGES = ("home.show", "discover.index", "about.show")


def index() -> bytes:
    found = [_whole("sitemaps.pages")]
    for entry in all_outward():
        for first in db.session.scalars(_firsts(entry)):
            found.append(_whole("sitemaps.show", kind=entry.name, thing=first))
    return _written("sitemapindex", "sitemap", [(address, None) for address in found])


def own_pages() -> bytes:
    return _written("urlset", "url", [(_whole(endpoint), None) for endpoint in OWN_PAGES])


def file_of(entry: Outward, first: int) -> bytes:
    """Things from the one with id `first` on."""
    return _written("urlset", "url", _rows(entry, first))


def _rows(entry: Outward, first: int) -> Iterator[tuple[str, datetime | None]]:
    model = entry.model
    changed = entry.changed(model) if entry.changed else null()
    query = _mapped(entry, select(model, changed)).where(model.id >= first)
    for thing, moment in db.session.execute(query.order_by(model.id).limit(SIZE)).unique():
        yield entry.address(thing), moment


def _mapped(entry: Outward, query: Select[Any]) -> Select[Any]:
    listed = kind_named(entry.name).listed(Viewer())
    return query.where(listed, entry.is_mapped(entry.model))


def _firsts(entry: Outward) -> Select[Any]:
    """The id that each file begins with."""
    place = func.row_number().over(order_by=entry.model.id)
    rows = _mapped(entry, select(entry.model.id, place.label("place"))).subquery()
    return select(rows.c.id).where((rows.c.place - 1) % SIZE == 0).order_by(rows.c.id)


def _whole(endpoint: str, **values: Any) -> str:
    return on_site(url_for(endpoint, **values))


def _written(outer: str, inner: str, rows: Any) -> bytes:
    top = etree.Element(outer, xmlns=NAMESPACE)
    for address, changed in rows:
        row = etree.SubElement(top, inner)
        etree.SubElement(row, "loc").text = address
        if changed:
            etree.SubElement(row, "lastmod").text = changed.isoformat(timespec="seconds")
    return bytes(etree.tostring(top, xml_declaration=True, encoding="utf-8"))
