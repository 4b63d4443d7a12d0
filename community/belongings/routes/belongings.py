"""One's own data: a file to take along, and the way out."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from community.accounts.models import Account
from community.accounts.signing_in import is_present_password, sign_out
from community.belongings.forms import ArchiveForm, LeavingForm
from community.belongings.leaving import depart, stay
from community.belongings.models import GRACE, Archive, Departure
from community.core.answers import invalid, page, see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import limit
from community.extensions import db

bp = Blueprint("belongings", __name__)

# Where somebody who is leaving may still go.
OPEN_TO_LEAVERS = {
    "health.live", "health.ready", "belongings.leaving", "belongings.stay",
    "belongings.download", "sessions.destroy", "static",
    "pictures.show", "pictures.show_private",
}  # fmt: skip


@bp.get("/settings/data")
def show() -> ResponseReturnValue:
    return page("belongings/show.html", **_parts())


@bp.post("/settings/data/archive")
@once
def create() -> ResponseReturnValue:
    form, account = ArchiveForm(), current_user.account
    account_id = account.id
    if not _is_confirmed(form, account):
        return invalid("belongings/show.html", **_parts(form=form))
    limit("archive", account_id)
    with writing_once():
        Archive.ask(db.session.get_one(Account, account_id))
        to = keep_answer(url_for("belongings.show"))
    flash(_("Your archive is being packed. It waits here for a day."))
    return see_other(to)


@bp.get("/settings/data/archive/<thing:archive>")
def download(archive: int) -> Response:
    found = Archive.of(current_user.account.id)
    if found is None or found.id != archive:
        abort(404)
    return send_archive(found, current_user.profile.handle)


def send_archive(archive: Archive, handle: str) -> Response:
    """404 until it is made."""
    if archive.state != "made" or not archive.path.is_file():
        abort(404)
    name = f"posy-{handle}-{archive.created_at:%Y-%m-%d}.zip"
    response = send_file(archive.path, "application/zip", as_attachment=True, download_name=name)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@bp.post("/settings/data/leave")
def leave() -> ResponseReturnValue:
    form, account = LeavingForm(), current_user.account
    account_id = account.id
    if not _is_confirmed(form, account):
        return invalid("belongings/show.html", **_parts(leaving_form=form))
    with writing():
        depart(db.session.get_one(Account, account_id))
    sign_out()
    flash(_("Your account is closed. Sign in within %(num)s days to undo it.", num=GRACE.days))
    return see_other(url_for("sessions.new"))


@bp.get("/leaving")
def leaving() -> ResponseReturnValue:
    """What one who comes back in time is asked."""
    departure = Departure.of(current_user.account.id)
    return page("belongings/leaving.html", departure=departure) if departure else redirect("/", 303)


@bp.post("/leaving/stay", endpoint="stay")
def remain() -> ResponseReturnValue:
    with writing():
        departure = Departure.of(current_user.account.id)
        if departure:
            stay(departure)
    flash(_("Welcome back. All is as it was."))
    return see_other("/")


@bp.before_app_request
def ask_leavers() -> ResponseReturnValue | None:
    """Whoever has closed their account and signs in again is asked first."""
    if request.endpoint in OPEN_TO_LEAVERS or not current_user.is_authenticated:
        return None
    if current_user.profile.closed_at is None or Departure.of(current_user.account.id) is None:
        return None
    return redirect(url_for("belongings.leaving"), 303)


def _is_confirmed(form: Any, account: Account) -> bool:
    """Filled in, with the present password."""
    if not form.validate():
        return False
    if not is_present_password(account, form.password.data):
        form.password.errors = [_("This is not your present password.")]
        return False
    return True


def _parts(**forms: Any) -> dict[str, Any]:
    return {
        "archive": Archive.of(current_user.account.id),
        "form": ArchiveForm(formdata=None),
        "leaving_form": LeavingForm(formdata=None),
        "days": GRACE.days,
        **forms,
    }
