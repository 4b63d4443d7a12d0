"""Members: found, and what an admin may do to their accounts."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.accounts.models import Profile
from community.admin import acting, queries
from community.admin.access import admin, find_member, proved
from community.core.answers import invalid, see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.friends.viewer import current_viewer
from community.moderation.access import may_judge
from community.moderation.acting import decide_about
from community.moderation.forms import DecisionForm
from community.moderation.models import Act
from community.moderation.queries import history_of
from community.moderation.words import done

bp = Blueprint("admin_members", __name__)

JUDGING = [Act.WARN, Act.SUSPEND, Act.BAN]
ACTS = ("let-in", "approve", "close", "reopen", "member", "moderator", "admin")


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
    return render_template("admin/member.html", **_shown(member, DecisionForm(JUDGING)))


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


@bp.post("/admin/members/<thing:profile>/decide")
@proved
@once
def decide(profile: int) -> ResponseReturnValue:
    """As from a report: the member reads why, in a letter and in their notices, and can answer."""
    form, member = DecisionForm(JUDGING), find_member(profile)
    if not form.validate():
        return invalid("admin/member.html", **_shown(member, form))
    with writing_once():
        by, member = admin(current_viewer()), find_member(profile)
        if not may_judge(current_viewer(), member):
            abort(403)
        decision = decide_about(member, by, form.chosen, form.words.data or "", form.until)
        to = keep_answer(url_for("admin_members.show", profile=profile)) if decision else ""
    if not to:
        form.form_errors.append(_("They are shut out already."))
        return invalid("admin/member.html", status=409, **_shown(find_member(profile), form))
    flash(_("Decided, and written to the member."))
    return see_other(to)


def _shown(member: Profile, form: DecisionForm) -> dict[str, Any]:
    viewer = current_viewer()
    return {
        "member": member,
        "account": member.account,
        "history": history_of(member.id),
        "done": done(),
        "is_self": member.id == viewer.profile_id,
        "may_judge": may_judge(viewer, member),
        "form": form,
    }
