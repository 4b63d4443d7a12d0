"""A new password for who knows the old one."""

from __future__ import annotations

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from community.accounts import letters
from community.accounts.models import Account, AccountSession, MailToken, Purpose
from community.accounts.passwords import hash_password
from community.accounts.settings_forms import PasswordForm
from community.accounts.signing_in import is_present_password, sign_in
from community.core.answers import invalid, see_other
from community.core.idempotency import keep_answer, once, writing_once
from community.extensions import db

bp = Blueprint("password_changes", __name__)


@bp.post("/settings/password")
@once
def create() -> ResponseReturnValue:
    form, account = PasswordForm(), current_user.account
    form.known_words = (account.email, account.profile.handle, account.profile.name)
    if not form.validate():
        return invalid("settings/password.html", form=form)
    if not is_present_password(account, form.old.data):
        form.old.errors = [_("This is not your present password.")]
        return invalid("settings/password.html", form=form)
    account_id, hashed = account.id, hash_password(form.password.data)
    with writing_once():
        _change(account_id, hashed)
        to = keep_answer(url_for("settings.password"))
    sign_in(account_id)
    flash(_("Your password is changed, and every other browser is signed out."))
    return see_other(to)


def _change(account_id: int, hashed: str) -> None:
    """Links sent before the change end with the old password."""
    account = db.session.get_one(Account, account_id)
    account.change_password(hashed)
    for purpose in Purpose:
        MailToken.void(account_id, purpose)
    AccountSession.end_all(account_id)
    letters.password_changed(account)
