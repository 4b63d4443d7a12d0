"""The views that can be seen as somebody else would see them: `?as=friend`, `?as=@handle`."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Flask, abort, g, has_request_context, request

from community.accounts.models import Profile
from community.friends.access import find_person_by_handle
from community.friends.standing_in import OPEN_TO, StandIn
from community.friends.viewer import Viewer, current_viewer

V = TypeVar("V", bound=Callable[..., Any])
ARGUMENT = "as"


def can_be_seen_as(view: V) -> V:
    """Mark a view of a page that has an owner; it reads `current_viewer()` and writes nothing."""

    @wraps(view)
    def run(**arguments: Any) -> Any:
        viewer = current_viewer()
        if viewer.profile and request.args.get(ARGUMENT):
            stand_in = _stand_in(viewer, viewer.profile)
            g.seen_by, g.eyes, g.viewer = viewer.profile, stand_in.who, Viewer(stand_in=stand_in)
        return view(**arguments)

    run.can_be_seen_as = True  # type: ignore[attr-defined]
    return cast(V, run)


def _stand_in(viewer: Viewer, owner: Profile) -> StandIn:
    who = request.args[ARGUMENT][:40]
    if who in OPEN_TO:
        return StandIn.of(owner.id, who)
    person = find_person_by_handle(viewer, who.lstrip("@"))
    return abort(404) if person.id == owner.id else StandIn.of_person(owner.id, person)


def init_app(app: Flask) -> None:
    """Links from such a page to others of its kind stay with the same eyes."""

    @app.url_defaults
    def _keep(endpoint: str, values: dict[str, Any]) -> None:
        eyes = g.get("eyes") if has_request_context() else None
        if eyes and getattr(app.view_functions.get(endpoint), "can_be_seen_as", False):
            values.setdefault(ARGUMENT, eyes)
