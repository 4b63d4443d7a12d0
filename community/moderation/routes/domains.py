"""Where links may lead."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.catalog.models import LinkDomain
from community.core import audit
from community.core.answers import invalid, see_other
from community.core.db import writing
from community.friends.viewer import current_viewer
from community.moderation import queries
from community.moderation.access import moderator
from community.moderation.forms import DomainForm

bp = Blueprint("domains", __name__)


@bp.get("/moderation/domains")
def index() -> ResponseReturnValue:
    moderator(current_viewer())
    return render_template("moderation/domains.html", **_shown(), form=DomainForm())


@bp.post("/moderation/domains")
def update() -> ResponseReturnValue:
    """Says the whole state of a domain; every link to it follows at once."""
    by, form = moderator(current_viewer()), DomainForm()
    if not form.validate():
        return invalid("moderation/domains.html", **_shown(), form=form)
    with writing():
        domain, state = form.domain.data, form.state.data
        if LinkDomain.decide(domain, state, form.note.data or ""):
            audit.record(by.id, f"domain.{state}", "domain")
    flash(_("Links to %(domain)s follow this from now on.", domain=domain))
    return see_other(url_for("domains.index"))


def _shown() -> dict[str, Any]:
    state = request.args.get("state", "")
    return {"page": queries.domains(state[:8], request.args.get("after")), "state": state}
