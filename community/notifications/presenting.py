"""Notifications as sentences, for a viewer: what they may no longer see is left out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _

from community.core.kinds import kind_named
from community.friends.prebuilt import things
from community.friends.viewer import Viewer
from community.notifications.models import Notification
from community.notifications.topics import TOPICS


@dataclass(frozen=True)
class Line:
    notification: Notification
    text: str
    title: str
    address: str


def present(viewer: Viewer, rows: list[Notification]) -> list[Line]:
    """One select a kind, however many rows."""
    ids: dict[str, list[int]] = defaultdict(list)
    for row in rows:
        ids[row.kind].append(row.thing_id)
    found = {kind: things(viewer, kind, of_kind) for kind, of_kind in ids.items()}
    lines = (_line(row, found[row.kind].get(row.thing_id)) for row in rows)
    return [line for line in lines if line]


def _line(row: Notification, thing: Any) -> Line | None:
    if thing is None:
        return None
    kind = kind_named(row.kind)
    title = kind.title(thing) if TOPICS[row.topic].names_thing else ""
    return Line(row, sentence(row), title, kind.address(thing))


def sentence(row: Notification) -> str:
    # Isolated, so that a name written from right to left does not turn the sentence round.
    name = f"\u2068{row.actor.name}\u2069" if row.actor else _("A guest")
    return TOPICS[row.topic].sentence(name, row.count - 1)
