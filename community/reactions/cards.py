"""Comments and hearts, drawn once for all who see the same of them."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from flask import g, render_template, request
from markupsafe import Markup

from community.core.fragments import fragment
from community.core.kinds import kind_named
from community.extensions import db
from community.friends.viewer import current_viewer
from community.reactions.access import COMMENTED, may_remove
from community.reactions.models import Comment
from community.reactions.queries import NONE, Hearts, hearts_of


def comment_row(comment: Comment, kind: str, thing: Any) -> Markup:
    """For templates."""
    viewer = current_viewer()
    own, may = hearts("comment", comment), may_remove(viewer, comment, thing)
    may_report = viewer.is_member and viewer.profile_id != comment.author_id
    key: tuple[Hashable, ...] = (
        "comment", comment.id, comment.html, comment.created_at, comment.author.face, kind,
        thing.id, own, may, viewer.is_member, may_report,
    )  # fmt: skip
    parts = {"comment": comment, "kind": kind, "thing": thing, "may": may}
    parts["may_report"] = may_report
    return fragment(key, lambda: render_template("reactions/_comment.html", **parts))


def heart(kind: str, thing: Any, is_live: bool = False, words: bool = False) -> Markup:
    """For templates: the button that says “I like this”, with how many do; `words`: in words, too.

    `is_live` where the thing has the page to itself; elsewhere one comes back to where one was.
    """
    back = "" if is_live else _here(kind, thing)
    own, is_member = hearts(kind, thing), current_viewer().is_member
    parts = {"kind": kind, "thing": thing, "hearts": own, "is_live": is_live, "words": words}
    key = ("heart", kind, thing.id, own, is_member, is_live, words, back)
    return fragment(key, lambda: render_template("reactions/_heart.html", back=back, **parts))


def _here(kind: str, thing: Any) -> str:
    """What is fetched or drawn by itself knows no page: one comes back to where it stands."""
    if kind in ("comment", "post"):
        return kind_named(kind).address(thing)
    return request.form.get("next") or request.full_path


def has_comments(kind: str) -> bool:
    return kind in COMMENTED


def hearts(kind: str, thing: Any) -> Hearts:
    """Asked for all things of the kind that the page has loaded so far, in one select."""
    known: dict[tuple[str, int], Hearts] = g.setdefault("hearts", {})
    if (kind, thing.id) not in known:
        model = kind_named(kind).model
        loaded = {each.id for each in db.session.identity_map.values() if isinstance(each, model)}
        ids = sorted(loaded | {thing.id})
        found = hearts_of(current_viewer(), kind, ids)
        known.update({(kind, each): found.get(each, NONE) for each in ids})
    return known[kind, thing.id]


def forget_hearts() -> None:
    """After a change in the same request."""
    g.pop("hearts", None)
