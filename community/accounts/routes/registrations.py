"""Signing up. Whether an address is known here cannot be told from any answer."""

from __future__ import annotations

from flask import Blueprint, redirect, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_login import current_user

from community.accounts import letters
from community.accounts.admission import may_sign_up
from community.accounts.forms import SignUpForm
from community.accounts.models import Account, SignUp
from community.accounts.models.account import email_key
from community.accounts.passwords import hash_password
from community.core.access import public
from community.core.answers import invalid, page, see_other
from community.core.honeypot import is_trapped
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import limit, network_of_request
from community.extensions import db

bp = Blueprint("registrations", __name__)


@bp.get("/sign-up")
@public
def new() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect("/", 303)
    if not may_sign_up():
        return page("accounts/by_invitation.html")
    return page("accounts/sign_up.html", form=SignUpForm())


@bp.post("/sign-up")
@public
@once
def create() -> ResponseReturnValue:
    limit("sign-up", network_of_request())
    form = SignUpForm()
    if not may_sign_up():
        return invalid("accounts/by_invitation.html", status=403)
    if not form.validate():
        return invalid("accounts/sign_up.html", form=form)
    if is_trapped():
        session["sent_to"] = form.email.data
        return see_other(url_for("confirmations.sent"))
    db.session.commit()
    hashed = hash_password(form.password.data)
    with writing_once():
        _ask_to_confirm(form, hashed)
        to = keep_answer(url_for("confirmations.sent"))
    session["sent_to"] = form.email.data
    return see_other(to)


def _ask_to_confirm(form: SignUpForm, hashed: str) -> None:
    """A known address gets a letter too, and the same rows are written or almost."""
    email = form.email.data
    account, may_mail = Account.by_email(email), letters.may_mail(email_key(email))
    asked = SignUp.begin(email, form.handle.data, hashed, str(get_locale()))
    asked.new_token()
    if may_mail and account:
        letters.already_here(email, account)
    elif may_mail:
        letters.confirm_sign_up(asked)
