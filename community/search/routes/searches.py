"""Search: all kinds at once, one kind by pages, and what may be meant while somebody types.

What is looked for is kept nowhere.
"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from community.core.access import public
from community.core.answers import is_htmx, page
from community.core.fulltext import TookTooLong, Wording
from community.core.kinds import kind_named
from community.core.limits import is_allowed, limit, network_of_request
from community.core.pagination import Page
from community.core.text import plain_line
from community.friends.queries import relations
from community.friends.viewer import Viewer, current_viewer
from community.retailers.queries import lines_of
from community.search.indexing import searched
from community.search.queries import Found, best_things, look, page_of_kind
from community.wishlists.queries import covers, own_wishes_of

bp = Blueprint("searches", __name__)

LONGEST = 120
FEW = 5  # of each kind where all are shown: a row
SUGGESTED = 2


@bp.get("")
@public
def index() -> ResponseReturnValue:
    asked, wording = _asked()
    kind = request.args.get("kind", "")
    kind = kind if kind in {each.name for each in searched()} else ""
    if not wording:
        return _page("search/index.html", q=asked, kind=kind)
    limit("search", *_who())
    try:
        return _answer(asked, wording, kind)
    except TookTooLong:
        problem = _("That finds too much at once. Add a word, or write it out.")
        return _page("search/index.html", q=asked, kind=kind, problem=problem, status=422)


@bp.get("/suggestions")
@public
def suggestions() -> ResponseReturnValue:
    """A few things for the list under the box; nothing at all rather than a complaint."""
    asked, wording = _asked()
    if not wording or not is_allowed("search", *_who()):
        return _page("search/_suggestions.html", groups=[], q=asked)
    try:
        found = look(current_viewer(), wording)
        groups = list(best_things(current_viewer(), found, SUGGESTED))
    except TookTooLong:
        groups = []
    return _page("search/_suggestions.html", groups=groups, q=asked)


def _asked() -> tuple[str, Wording]:
    asked = plain_line(request.args.get("q", "")[:LONGEST], 2 * LONGEST)
    return asked, Wording.of(asked)


def _who() -> tuple[object, ...]:
    return ("member", current_viewer().profile_id) if current_user.is_authenticated else (
        "network", network_of_request(),
    )  # fmt: skip


def _answer(asked: str, wording: Wording, kind: str) -> Response:
    viewer, after = current_viewer(), request.args.get("after")
    found = look(viewer, wording)
    groups, cursor = _groups(viewer, found, kind, after)
    return _page(
        "search/_more.html" if is_htmx() and after else "search/index.html",
        q=asked, kind=kind, found=found, groups=groups, cursor=cursor,
        **_beside(viewer, groups),
    )  # fmt: skip


def _groups(viewer: Viewer, found: Found, kind: str, after: str | None) -> tuple[list[Any], Any]:
    if not kind:
        return list(best_things(viewer, found, FEW)), None
    rows: Page[Any] = page_of_kind(viewer, kind, found, after)
    return [(kind_named(kind), rows.items)] if rows.items else [], rows.cursor


def _beside(viewer: Viewer, groups: list[Any]) -> dict[str, Any]:
    """What the cards of some kinds need besides their rows."""
    things = {kind.name: items for kind, items in groups}
    products, lists = things.get("product", []), things.get("list", [])
    return {
        "saved": own_wishes_of(viewer, [each.id for each in products]) if products else set(),
        "covers": covers(lists) if lists else {},
        "relations": relations(viewer, things.get("profile", [])),
        "lines": lines_of(things.get("shop", [])),
    }


def _page(template: str, *, status: int = 200, **context: Any) -> Response:
    empty: dict[str, Any] = {"found": None, "groups": [], "cursor": None, "problem": ""}
    answer = page(template, status=status, kinds=searched(), **{**empty, **context})
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
