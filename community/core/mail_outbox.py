"""The letters that nobody sends: in development without MAIL_URL they are read here."""

from __future__ import annotations

from flask import Blueprint, abort, current_app
from flask.typing import ResponseReturnValue
from markupsafe import Markup, escape

from community.core.access import public
from community.core.answers import page
from community.core.mail import Mail
from community.extensions import db

bp = Blueprint("mail_outbox", __name__)
NEWEST = 100


@bp.app_template_global("has_outbox")
def is_open() -> bool:
    settings = current_app.extensions["settings"]
    return bool(settings.development and not settings.mail_url)


@bp.before_request
def only_in_development() -> None:
    if not is_open():
        abort(404)


@bp.get("/")
@public
def index() -> ResponseReturnValue:
    mails = db.session.scalars(db.select(Mail).order_by(Mail.id.desc()).limit(NEWEST))
    return page("mail_outbox/index.html", mails=list(mails))


@bp.get("/<thing:mail>")
@public
def show(mail: int) -> ResponseReturnValue:
    found = db.session.get(Mail, mail) or abort(404)
    return page("mail_outbox/show.html", mail=found, words=linked(found.text))


def linked(text: str) -> Markup:
    """The words with addresses of this site as links."""
    lines = [_linked_word(word) for word in text.split("\n")]
    return Markup("\n").join(lines)


def _linked_word(line: str) -> Markup:
    if line.startswith(("http://", "https://")) and " " not in line:
        return Markup('<a href="{0}">{0}</a>').format(line)
    return escape(line)
