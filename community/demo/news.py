"""What followers read and what members are told, as the notifiers would have written it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from community.activity.models import Activity
from community.demo.story import Story
from community.notifications.models import Notification

READ_AFTER = timedelta(hours=20)


class News:
    def __init__(self, story: Story) -> None:
        self._story = story
        self._told: dict[tuple[int, str, str, int], list[tuple[datetime, int | None]]] = {}

    def record(
        self, actor: int, verb: str, kind: str, thing: int, at: datetime, count: int = 1
    ) -> None:
        self._story.add(
            Activity,
            at,
            actor_id=actor,
            verb=verb,
            kind=kind,
            thing_id=thing,
            burst=at.strftime("%Y-%m-%d %H") if verb == "added" else "",
            count=count,
        )

    def tell(
        self, to: int, topic: str, kind: str, thing: int, actor: int | None, at: datetime
    ) -> None:
        if to != actor:
            self._told.setdefault((to, topic, kind, thing), []).append((at, actor))

    def plant(self) -> None:
        """One row a member, topic and thing; what is older than a day has been read."""
        for (to, topic, kind, thing), reasons in self._told.items():
            reasons.sort(key=lambda reason: reason[0])
            last, actor = reasons[-1]
            about: dict[str, Any] = {"topic": topic, "kind": kind, "thing_id": thing}
            is_read = last < self._story.now - READ_AFTER
            self._story.add(
                Notification,
                reasons[0][0],
                profile_id=to,
                actor_id=actor,
                count=len(reasons),
                changed_at=last,
                read_at=last + timedelta(hours=3) if is_read else None,
                **about,
            )
        self._told.clear()
