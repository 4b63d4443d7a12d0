"""Comments, drawn once for all who see the same of them."""

from __future__ import annotations

from typing import Any

from flask import render_template
from markupsafe import Markup

from community.core.fragments import fragment
from community.friends.viewer import current_viewer
from community.reactions.models import Comment


def comment_row(comment: Comment, kind: str, thing: Any) -> Markup:
    """For templates. One's own has a form to take it back, so it is drawn each time."""

    def draw() -> str:
        return render_template("reactions/_comment.html", comment=comment, kind=kind, thing=thing)

    if current_viewer().profile_id == comment.author_id:
        return Markup(draw())  # noqa: S704 - drawn by Jinja
    key = ("comment", comment.id, comment.html, comment.created_at, comment.author.face)
    return fragment(key, draw)
