"""A new address: asked for with the password, in force once its letter's button is pressed."""

from __future__ import annotations

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from sqlalchemy.exc import IntegrityError

from community.accounts import letters
from community.accounts.forms import ConfirmForm
from community.accounts.models import Account, MailToken, Purpose
from community.accounts.models.account import email_key
from community.accounts.settings_forms import AccountForm, EmailForm
from community.accounts.signing_in import is_present_password
from community.core.access import public
from community.core.answers import invalid, page, see_other
from community.core.idempotency import keep_answer, once, writing_once
from community.extensions import db

bp = Blueprint("email_changes", __name__)


@bp.post("/settings/email")
@once
def create() -> ResponseReturnValue:
    form, account = EmailForm(), current_user.account
    if not form.validate():
        return _refused(form)
    if not is_present_password(account, form.password.data):
        form.password.errors = [_("This is not your present password.")]
        return _refused(form)
    account_id = account.id
    with writing_once():
        _ask(db.session.get_one(Account, account_id), form.email.data)
        to = keep_answer(url_for("settings.account"))
    flash(_("We sent a letter to %(email)s. Its button makes the change.", email=form.email.data))
    return see_other(to)


def _ask(account: Account, email: str) -> None:
    """An address that has its account gets a letter too, so the answer tells nothing."""
    other = Account.by_email(email)
    if not letters.may_mail(email_key(email)):
        return
    if other and other.id != account.id:
        letters.already_here(email, other)
    else:
        letters.confirm_new_email(account, email)


def _refused(form: EmailForm) -> ResponseReturnValue:
    about = AccountForm(formdata=None, obj=current_user.account)
    return invalid("settings/account.html", form=about, email_form=form)


@bp.get("/confirm-email/<token>")
@public
def show(token: str) -> ResponseReturnValue:
    found = MailToken.find(token, Purpose.NEW_EMAIL)
    if found is None:
        return _ended()
    return page("accounts/confirm_email.html", form=ConfirmForm(), found=found)


@bp.post("/confirm-email/<token>")
@public
@once
def update(token: str) -> ResponseReturnValue:
    if not ConfirmForm().validate():
        return _ended()
    try:
        with writing_once():
            is_changed = _change(token)
    except IntegrityError:
        is_changed = False  # another account confirmed this address meanwhile
    if not is_changed:
        return _ended()
    flash(_("Your new address is in force."))
    return see_other(url_for("settings.account"))


def _change(token: str) -> bool:
    found = MailToken.find(token, Purpose.NEW_EMAIL)
    if found is None or not found.use():
        return False
    account, old = found.account, found.account.email
    account.change_email(found.email)
    db.session.flush()
    MailToken.void(account.id, Purpose.RESET)
    letters.email_changed(account, old)
    keep_answer(url_for("settings.account"))
    return True


def _ended() -> ResponseReturnValue:
    return page("accounts/link_ended.html", status=410, again=url_for("settings.account"))
