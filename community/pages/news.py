"""Activities with what their cards show: a fixed number of selects a kind, however many rows."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from community.activity.models import Activity
from community.core.images.models import Shown
from community.friends.prebuilt import things
from community.friends.viewer import Viewer
from community.wishlists.queries import covers


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
    lists = list(found.get("list", {}).values())
    pictures = covers(lists) if lists else {}
    return [
        News(activity, thing, pictures.get(thing.id, []) if activity.kind == "list" else [])
        for activity in activities
        if (thing := found[activity.kind].get(activity.thing_id))
    ]
