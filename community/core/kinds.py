"""The register of kinds: what a comment, a notice or a piece of news can be about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import abort
from sqlalchemy import ColumnElement, Select, select, true

from community.core.events import Fact
from community.extensions import db

Condition = Callable[[Any], ColumnElement[bool]]


@dataclass(frozen=True)
class ThingRemoved(Fact):
    """A thing is gone for good; who holds something about it lets go of that."""

    kind: str
    thing_id: int
    owner_id: int = 0


@dataclass(frozen=True)
class ThingChanged(Fact):
    """What a thing says of itself is another; for features without a fact of their own for it."""

    kind: str
    thing_id: int


@dataclass(frozen=True)
class Words:
    """What a thing is found by; only what everybody who may open it reads there."""

    title: str
    rest: str = ""


@dataclass(frozen=True)
class Searched:
    """How things of a kind are found by words.

    `tab` names many of them; `words` is asked in the worker, of things loaded by `load`, again
    after each of the facts of `after` (which give the thing's id) and after ThingChanged; `among`
    takes a viewer and leaves out what may be met but is not looked for.
    """

    tab: Callable[[], str]
    icon: str
    words: Callable[[Any], Words]
    after: Mapping[type[Fact], Callable[[Any], int | None]] = field(
        default_factory=dict, hash=False
    )
    load: Callable[[Select[Any]], Select[Any]] = lambda query: query
    among: Condition = lambda viewer: true()


@dataclass(frozen=True)
class Kind:
    """One kind of thing.

    `visible` and `listed` take a viewer and give the SQL condition on `model`; `address` gives the
    path of a thing; `title` its short text; `card` the template of its card in feeds; `preload`
    finishes a select with what the card needs; `shows` takes a viewer and a product id column and
    gives the condition that a thing of this kind, visible to the viewer, shows that product;
    `search` is given for what can be found by words.
    `instead` gives the id of what stands for a thing that is no more itself.
    `may_be` takes an audience and gives the condition that a thing may be shown to it.
    `recount` is told, in the transaction that hid, showed or gave away things, which they were (a
    condition on `model`), where numbers elsewhere depend on who may see them.
    """

    name: str
    model: type[Any]
    noun: Callable[[], str]
    visible: Condition
    listed: Condition
    address: Callable[[Any], str]
    title: Callable[[Any], str]
    card: str = ""
    preload: Callable[[Select[Any]], Select[Any]] = lambda query: query
    shows: Callable[[Any, Any], ColumnElement[bool]] | None = None
    search: Searched | None = None
    may_be: Callable[[str], ColumnElement[bool]] | None = None
    instead: Callable[[int], int | None] = lambda thing_id: None
    recount: Callable[[ColumnElement[bool]], None] = lambda which: None


_kinds: dict[str, Kind] = {}


def register_kind(kind: Kind) -> None:
    _kinds[kind.name] = kind


def all_kinds() -> list[Kind]:
    return list(_kinds.values())


def kind_named(name: str) -> Kind:
    """The kind of that name; 404 for a name nobody registered."""
    if name not in _kinds:
        abort(404)
    return _kinds[name]


def kind_of(thing: Any) -> Kind:
    return next(kind for kind in _kinds.values() if isinstance(thing, kind.model))


def thing_or_none(viewer: Any, name: str, thing_id: int) -> Any:
    """The thing, or what stands for it: its `id` may be another."""
    kind = kind_named(name)
    query = select(kind.model).where(kind.model.id == thing_id, kind.visible(viewer))
    found = db.session.scalar(query)
    if found is None and (other := kind.instead(thing_id)):
        return thing_or_none(viewer, name, other)
    return found


def find_thing(viewer: Any, name: str, thing_id: int) -> Any:
    """The thing, if the viewer may open it; else 404."""
    return thing_or_none(viewer, name, thing_id) or abort(404)
