"""Activities with what their cards show: a fixed number of selects a kind, however many rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from community.activity.models import Activity
from community.collections.queries import covers as collection_covers
from community.core.images.models import Shown
from community.friends.prebuilt import things
from community.friends.viewer import Viewer
from community.wishlists.queries import covers

Covers = Callable[[list[Any]], dict[int, list[Shown]]]


@dataclass(frozen=True)
class News:
    activity: Activity
    thing: Any
    cover: list[Shown]


def with_things(viewer: Viewer, activities: list[Activity]) -> list[News]:
    """What vanished between the two selects is left out."""
    ids: dict[str, list[int]] = defaultdict(list)
    for activity in activities:
        ids[activity.kind].append(activity.thing_id)
    found = {kind: things(viewer, kind, of_kind) for kind, of_kind in ids.items()}
    pictures = _pictures(found)
    return [
        News(activity, thing, pictures.get((activity.kind, thing.id), []))
        for activity in activities
        if (thing := found[activity.kind].get(activity.thing_id))
    ]


def _pictures(found: dict[str, dict[int, Any]]) -> dict[tuple[str, int], list[Shown]]:
    """The quilts of those kinds that have one."""
    quilts: dict[str, Covers] = {"list": covers, "collection": collection_covers}
    return {
        (kind, thing_id): pictures
        for kind, cover in quilts.items()
        if found.get(kind)
        for thing_id, pictures in cover(list(found[kind].values())).items()
    }
