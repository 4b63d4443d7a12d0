"""Members: found, and what an admin may do to their accounts."""

from __future__ import annotations

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.admin import acting, queries
from community.admin.access import admin, find_member, proved
from community.core.answers import see_other
from community.core.db import writing
from community.friends.viewer import current_viewer
from community.moderation.queries import history_of
from community.moderation.words import done

bp = Blueprint("admin_members", __name__)

ACTS = ("suspend", "ban", "let-in", "approve", "close", "reopen", "member", "moderator", "admin")


@bp.get("/admin/members")
def index() -> ResponseReturnValue:
    admin(current_viewer())
    words, state = request.args.get("q", "")[:254], request.args.get("state", "")
    page = queries.members(words, state, request.args.get("after"))
    return render_template("admin/members.html", page=page, q=words, state=state)


@bp.get("/admin/members/<thing:profile>")
@proved
def show(profile: int) -> ResponseReturnValue:
    member = find_member(profile)
    shown = {"member": member, "account": member.account, "history": history_of(member.id)}
    is_self = member.id == current_viewer().profile_id
    return render_template("admin/member.html", **shown, done=done(), is_self=is_self)


@bp.post("/admin/members/<thing:profile>")
@proved
def update(profile: int) -> ResponseReturnValue:
    """One act a form. Nobody takes their own powers away, so that there is always an admin."""
    act = request.form.get("act", "")
    if act not in ACTS:
        abort(400)
    with writing():
        by, member = admin(current_viewer()), find_member(profile)
        if member.id == by.id:
            abort(403)
        is_new = acting.act(act, member, by)
    if is_new:
        flash(_("Done, and written down."))
    return see_other(url_for("admin_members.show", profile=profile))
