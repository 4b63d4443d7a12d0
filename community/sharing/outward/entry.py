"""How one kind of thing is shown to the world."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import abort
from sqlalchemy import ColumnElement, Select, select, true

from community.core.images.models import Shown
from community.core.kinds import kind_named, kind_of
from community.core.mail import on_site
from community.extensions import db
from community.friends.viewer import Viewer

Data = dict[str, Any]


@dataclass(frozen=True)
class Look:
    """What a card's picture is drawn from, by value: its address is a digest of this."""

    title: str
    line: str = ""
    pictures: tuple[Shown, ...] = ()
    letters: str = ""  # of a poll's options, one a picture
    face: tuple[str, int] | None = None  # initials and hue, in place of a missing avatar


@dataclass(frozen=True)
class Entry:
    """One piece of an Atom feed. `key` is its kind and id, which never change."""

    key: str
    title: str
    address: str
    updated: datetime
    text: str = ""


def _always(model: Any) -> ColumnElement[bool]:
    return true()


@dataclass(frozen=True)
class Outward:
    """`is_open` says of a thing, by its columns, what `Kind.listed` asks for a stranger.

    `look` and `data` (schema.org, without its context) may ask the database and are for strangers'
    pages alone. `endpoint` and `argument` are of the page, for oEmbed, and `named_by` is the column
    that its address holds where that is not the id. `entries` are what its feed holds, newest
    first. `changed` gives a column for the sitemap's lastmod, if one is true. `widget` is the
    endpoint of its page for frames on other sites, by the same argument, if there is one.
    """

    name: str
    endpoint: str
    argument: str
    is_open: Callable[[Any], bool]
    text: Callable[[Any], str]
    look: Callable[[Any], Look]
    data: Callable[[Any], list[Data]]
    author: Callable[[Any], Any] = lambda thing: None
    og_type: str = "website"
    properties: Callable[[Any], list[tuple[str, str]]] = lambda thing: []
    entries: Callable[[Any], list[Entry]] | None = None
    changed: Callable[[Any], Any] | None = None
    named_by: Any = None
    is_mapped: Callable[[Any], ColumnElement[bool]] = _always
    widget: str = ""

    @property
    def model(self) -> Any:
        return kind_named(self.name).model

    def address(self, thing: Any) -> str:
        """The whole address of its page."""
        return on_site(kind_named(self.name).address(thing))

    def title(self, thing: Any) -> str:
        return kind_named(self.name).title(thing)

    def open_things(self) -> Select[Any]:
        """Those that a stranger may meet."""
        kind = kind_named(self.name)
        return kind.preload(select(kind.model).where(kind.listed(Viewer())))

    def find(self, thing_id: int) -> Any:
        """The thing if a stranger may meet it, whoever asks; else 404."""
        query = self.open_things().where(self.model.id == thing_id)
        found = db.session.scalars(query).unique().one_or_none()
        if found is None and (other := kind_named(self.name).instead(thing_id)):
            return self.find(other)
        return found or abort(404)


_table: dict[str, Outward] = {}


def show_outside(entry: Outward) -> None:
    _table[entry.name] = entry


def all_outward() -> list[Outward]:
    return list(_table.values())


def entry_of(thing: Any) -> Outward | None:
    """None for a kind that is shared by nobody."""
    return _table.get(kind_of(thing).name)


def outward(name: str) -> Outward:
    """The entry of that kind; 404 for a kind that is shared by nobody."""
    return _table.get(name) or abort(404)
