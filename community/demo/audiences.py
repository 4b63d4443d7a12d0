"""Whom the cast shows something to, and who that is by name."""

from __future__ import annotations

from typing import Any

from community.demo.cast import CIRCLES
from community.demo.people import FRIENDS
from community.demo.story import Story


def audience_columns(story: Story, owner: str, audience: str) -> dict[str, Any]:
    columns: dict[str, Any] = {"owner_id": story.id_of("profile", owner)}
    sort, _, circle = audience.partition(":")
    if circle:
        return {
            **columns,
            "audience": "people",
            "people_set_id": story.id_of("circle", f"{owner}:{circle}"),
        }
    return {**columns, "audience": {"private": "me"}.get(sort, sort)}


def named(owner: str, audience: str) -> list[str]:
    """The handles an audience means by name; nobody where it is open-ended."""
    friends = FRIENDS[owner]
    circles = {f"circle:{circle.name}": circle for circle in CIRCLES if circle.owner == owner}
    if audience in circles:
        return [member for member in circles[audience].members if member in friends]
    return friends if audience == "friends" else []
