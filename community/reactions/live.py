"""Comments that appear on open pages: told as "there is something new", fetched by who reads."""

from __future__ import annotations

from community.core.ids import encode
from community.core.kinds import thing_or_none
from community.core.live import tell
from community.friends.viewer import Viewer
from community.reactions.events import Commented, CommentRemoved


def room(kind: str) -> str:
    """Things are watched by the name of their kind, since each is found in its own way."""
    return f"comments-{kind}"


def joiner(kind: str):  # type: ignore[no-untyped-def]
    def join(viewer: Viewer, thing_id: int) -> list[str]:
        thing = thing_or_none(viewer, kind, thing_id)
        return [f"{room(kind)}:{thing_id}"] if thing else []

    return join


def announce(fact: Commented | CommentRemoved) -> None:
    name = room(fact.kind)
    message = {"room": name, "id": encode(fact.thing_id), "newest": encode(fact.comment_id)}
    tell("stale", message, f"{name}:{fact.thing_id}")
