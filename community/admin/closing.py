"""A site that is closing can be read, and everybody can take along what is theirs."""

from __future__ import annotations

from flask import Flask, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.errors import refuse
from community.core.site import current_site

# Blueprints whose forms go on working: coming in and out, taking along, running the site.
OPEN = frozenset(
    {"sessions", "passwords", "confirmations", "browsers", "belongings", "passes",
     "unsubscriptions", "appeals", "reports", "cases", "decisions", "domains", "proofs",
     "merges", "likenesses", "admin_members", "admin_retailers", "site_settings",
     "dead_letters", "set_ups"}
)  # fmt: skip


def init_app(app: Flask) -> None:
    app.before_request(_refuse_writes)


def _refuse_writes() -> ResponseReturnValue | None:
    if request.method in ("GET", "HEAD", "OPTIONS") or request.blueprint in OPEN:
        return None
    site = current_site()
    if not site.is_closing:
        return None
    words = _("This place is closing. Everything can be read, and nothing can be added.")
    return refuse(403, site.closing_notice or words)
