"""Atom feeds (RFC 4287) of public things."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from flask import url_for
from lxml import etree

from community.core.ids import encode
from community.core.mail import on_site
from community.sharing.outward import Entry, Outward

NAMESPACE = "http://www.w3.org/2005/Atom"
# What XML cannot hold, were it ever stored.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def feed_of(entry: Outward, thing: Any, host: str) -> bytes:
    """`host` stands in ids, which stay whatever becomes of addresses."""
    pieces = entry.entries(thing) if entry.entries else []
    feed = etree.Element("feed", xmlns=NAMESPACE)
    _put(feed, "id", _tag(host, thing.created_at, f"{entry.name}/{encode(thing.id)}"))
    _put(feed, "title", entry.title(thing))
    _put(feed, "subtitle", entry.text(thing))
    _put(feed, "updated", _moment(max([piece.updated for piece in pieces] or [thing.created_at])))
    own = on_site(url_for("feeds.show", kind=entry.name, thing=thing.id))
    _put(feed, "link", rel="self", type="application/atom+xml", href=own)
    _put(feed, "link", rel="alternate", type="text/html", href=entry.address(thing))
    author = entry.author(thing)
    _put(_put(feed, "author"), "name", author.name if author else host)
    for piece in pieces:
        _put_entry(feed, piece, host)
    return bytes(etree.tostring(feed, xml_declaration=True, encoding="utf-8"))


def _put_entry(feed: Any, piece: Entry, host: str) -> None:
    entry = _put(feed, "entry")
    _put(entry, "id", _tag(host, piece.updated, piece.key))
    _put(entry, "title", piece.title)
    _put(entry, "updated", _moment(piece.updated))
    _put(entry, "link", rel="alternate", type="text/html", href=piece.address)
    if piece.text:
        _put(entry, "summary", piece.text)


def _tag(host: str, day: datetime, key: str) -> str:
    return f"tag:{host},{day:%Y-%m-%d}:{key}"


def _moment(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _put(parent: Any, name: str, text: str = "", **attributes: str) -> Any:
    element = etree.SubElement(parent, name, attributes)
    if text:
        element.text = _UNFIT.sub("", text)
    return element
