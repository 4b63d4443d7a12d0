"""Comments and likes that appear on open pages: told as "there is something new", fetched by who
reads."""

from __future__ import annotations

from community.core.ids import encode
from community.core.kinds import thing_or_none
from community.core.live import tell
from community.extensions import db
from community.friends.viewer import Viewer
from community.reactions.events import Commented, CommentRemoved, Liked, Unliked
from community.reactions.models import Comment


def room(kind: str) -> str:
    """Things are watched by the name of their kind, since each is found in its own way."""
    return f"comments-{kind}"


def hearts_room(kind: str) -> str:
    return f"likes-{kind}"


def joiner(kind: str, name: str):  # type: ignore[no-untyped-def]
    """Who may open a thing of `kind` may hear what goes on in its room `name`."""

    def join(viewer: Viewer, thing_id: int) -> list[str]:
        thing = thing_or_none(viewer, kind, thing_id)
        return [f"{name}:{thing_id}"] if thing else []

    return join


def announce(fact: Commented | CommentRemoved) -> None:
    name = room(fact.kind)
    message = {"room": name, "id": encode(fact.thing_id), "newest": encode(fact.comment_id)}
    tell("stale", message, f"{name}:{fact.thing_id}")


def announce_likes(fact: Liked | Unliked) -> None:
    """A comment has no room of its own: those who read the comments hear of it."""
    if fact.kind == "comment":
        comment = db.session.get(Comment, fact.thing_id)
        if comment is not None:
            _tell(room(comment.kind), comment.thing_id)
    else:
        _tell(hearts_room(fact.kind), fact.thing_id)


def _tell(name: str, thing_id: int) -> None:
    tell("stale", {"room": name, "id": encode(thing_id)}, f"{name}:{thing_id}")
