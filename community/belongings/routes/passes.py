"""What is left to who is banned or suspended: why, how to answer, and their own data."""

from __future__ import annotations

from flask import Blueprint, Response, abort, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.accounts.models import Account
from community.accounts.passes import holder_of
from community.belongings.models import Archive
from community.belongings.routes.belongings import send_archive
from community.core.access import public
from community.core.answers import page, see_other
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import limit
from community.extensions import db
from community.moderation.queries import history_of
from community.moderation.signing import address_of
from community.moderation.words import done

bp = Blueprint("passes", __name__)


@bp.get("/away/<string(maxlength=80):token>")
@public
def show(token: str) -> ResponseReturnValue:
    account = holder_of(token)
    standing = [each for each in history_of(account.profile.id) if each.undone_at is None]
    return page(
        "belongings/away.html",
        token=token,
        account=account,
        archive=Archive.of(account.id),
        decision=standing[0] if standing else None,
        answer_to=address_of(standing[0]) if standing else "",
        done=done(),
    )


@bp.post("/away/<string(maxlength=80):token>/archive")
@public
@once
def create(token: str) -> ResponseReturnValue:
    account_id = holder_of(token).id
    limit("archive", account_id)
    with writing_once():
        Archive.ask(db.session.get_one(Account, account_id))
        to = keep_answer(url_for("passes.show", token=token))
    flash(_("Your archive is being packed. It waits here for a day."))
    return see_other(to)


@bp.get("/away/<string(maxlength=80):token>/archive")
@public
def download(token: str) -> Response:
    account = holder_of(token)
    archive = Archive.of(account.id)
    return send_archive(archive, account.profile.handle) if archive else abort(404)
