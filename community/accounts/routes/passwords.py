"""Forgotten passwords: a link by mail, good once and for an hour."""

from __future__ import annotations

from flask import Blueprint, flash, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.accounts import letters
from community.accounts.forms import AddressForm, NewPasswordForm
from community.accounts.models import Account, AccountSession, MailToken, Purpose
from community.accounts.models.account import email_key
from community.accounts.passwords import hash_password
from community.core.access import public
from community.core.answers import invalid, page, see_other
from community.core.honeypot import is_trapped
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import is_allowed, limit, network_of_request
from community.extensions import db

bp = Blueprint("passwords", __name__)


@bp.get("/forgot-password")
@public
def new() -> ResponseReturnValue:
    return page("accounts/forgot.html", form=AddressForm())


@bp.post("/forgot-password")
@public
@once
def create() -> ResponseReturnValue:
    limit("reset", network_of_request())
    form = AddressForm()
    if not form.validate():
        return invalid("accounts/forgot.html", form=form)
    with writing_once():
        if not is_trapped():
            _send_link(form.email.data)
        to = keep_answer(url_for("passwords.sent"))
    session["sent_to"] = form.email.data
    return see_other(to)


def _send_link(email: str) -> None:
    """Known or not, the address gets a letter, so that neither answer nor time tells."""
    account = Account.by_email(email)
    if not is_allowed("reset-mail", email_key(email)):
        return
    if account:
        letters.reset_password(account)
    else:
        letters.no_account(email)


@bp.get("/forgot-password/sent")
@public
def sent() -> ResponseReturnValue:
    return page("accounts/sent.html", email=session.get("sent_to", ""), is_reset=True)


@bp.get("/reset-password/<token>")
@public
def edit(token: str) -> ResponseReturnValue:
    if MailToken.find(token, Purpose.RESET) is None:
        return _ended()
    return page("accounts/reset.html", form=NewPasswordForm())


@bp.post("/reset-password/<token>")
@public
@once
def update(token: str) -> ResponseReturnValue:
    limit("reset", network_of_request())
    found = MailToken.find(token, Purpose.RESET)
    if found is None:
        return _ended()
    form = NewPasswordForm()
    form.known_words = (found.account.email, found.account.profile.handle)
    if not form.validate():
        return invalid("accounts/reset.html", form=form)
    db.session.commit()
    hashed = hash_password(form.password.data)
    with writing_once():
        is_changed = _change(token, hashed)
    if not is_changed:
        return _ended()
    flash(_("Your password is changed. Sign in with the new one."))
    return see_other(url_for("sessions.new"))


def _change(token: str, hashed: str) -> bool:
    """Asked again inside the transaction: of two that hold the link, one changes something."""
    found = MailToken.find(token, Purpose.RESET)
    if found is None or not found.use():
        return False
    account = found.account
    account.change_password(hashed)
    MailToken.void(account.id, Purpose.NEW_EMAIL)
    AccountSession.end_all(account.id)
    letters.password_changed(account)
    keep_answer(url_for("sessions.new"))
    return True


def _ended() -> ResponseReturnValue:
    return page("accounts/link_ended.html", status=410, again=url_for("passwords.new"))
