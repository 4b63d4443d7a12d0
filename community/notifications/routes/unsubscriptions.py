from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.accounts.models import Account
from community.core.access import public
from community.core.db import writing
from community.extensions import csrf
from community.notifications.choices import DIGEST, stop_mail
from community.notifications.mailing import subscription_of
from community.notifications.topics import GROUPS

bp = Blueprint("unsubscriptions", __name__)


@bp.get("/unsubscribe/<token>")
@public
def show(token: str) -> ResponseReturnValue:
    """Looking changes nothing, since mail scanners look too."""
    _account, group = _found(token)
    return render_template("notifications/unsubscribe.html", of=_words(group), done=False)


@bp.post("/unsubscribe/<token>")
@public
@csrf.exempt  # mail programs post here (RFC 8058); the signed token is the proof
def create(token: str) -> ResponseReturnValue:
    """Out of that one list, and no other."""
    with writing():
        account, group = _found(token)
        if group:
            stop_mail(account.profile.id, group)
        else:
            account.wants_mail = False
    return render_template("notifications/unsubscribe.html", of=_words(group), done=True)


def _found(token: str) -> tuple[Account, str]:
    account, group = subscription_of(token)
    return account or abort(404), group


def _words(group: str) -> str:
    """What stops; nothing where it is all."""
    if group == DIGEST:
        return _("The daily digest")
    return next((each.label() for each in GROUPS if each.name == group), "")
