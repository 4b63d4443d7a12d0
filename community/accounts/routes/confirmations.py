"""The link in the first letter: looking at it does nothing, its button opens the account."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from community.accounts import letters
from community.accounts.admission import wants_approval
from community.accounts.fields import handle_taken
from community.accounts.forms import AddressForm, ConfirmForm, OtherHandleForm
from community.accounts.models import Account, Profile, SignUp
from community.accounts.models.account import email_key
from community.accounts.signing_in import sign_in
from community.core.access import public
from community.core.answers import invalid, page, see_other
from community.core.honeypot import is_trapped
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import limit, network_of_request

bp = Blueprint("confirmations", __name__)


@bp.get("/confirm")
@public
def new() -> ResponseReturnValue:
    return page("accounts/confirm_again.html", form=AddressForm())


@bp.post("/confirm")
@public
@once
def send() -> ResponseReturnValue:
    limit("sign-up", network_of_request())
    form = AddressForm()
    if not form.validate():
        return invalid("accounts/confirm_again.html", form=form)
    with writing_once():
        if not is_trapped():
            _send_again(form.email.data)
        to = keep_answer(url_for("confirmations.sent"))
    session["sent_to"] = form.email.data
    return see_other(to)


def _send_again(email: str) -> None:
    account, asked = Account.by_email(email), SignUp.newest_for(email)
    if not letters.may_mail(email_key(email)):
        return
    if account:
        letters.already_here(email, account)
    elif asked:
        letters.confirm_sign_up(asked)
    else:
        letters.no_account(email)


@bp.get("/confirm/sent")
@public
def sent() -> ResponseReturnValue:
    if "sent_to" not in session:
        return redirect(url_for("confirmations.new"), 303)
    return page("accounts/sent.html", email=session["sent_to"])


@bp.get("/confirm/<token>")
@public
def show(token: str) -> ResponseReturnValue:
    asked = SignUp.by_token(token)
    if asked is None:
        return page("accounts/link_ended.html", status=410, again=url_for("confirmations.new"))
    form = ConfirmForm() if Profile.is_handle_free(asked.handle) else OtherHandleForm()
    return page("accounts/confirm.html", form=form, asked=asked)


@bp.post("/confirm/<token>")
@public
@once
def create(token: str) -> ResponseReturnValue:
    asked = SignUp.by_token(token)
    if asked is None:
        return invalid("accounts/link_ended.html", status=410, again=url_for("confirmations.new"))
    form = ConfirmForm() if Profile.is_handle_free(asked.handle) else OtherHandleForm()
    if not form.validate():
        return invalid("accounts/confirm.html", form=form, asked=asked)
    try:
        account_id = _open(token, form)
    except IntegrityError:
        return _another_was_faster(token)
    if wants_approval():
        flash(_("Your address is confirmed. An admin looks at it, and a letter tells you then."))
        return see_other(url_for("sessions.new"))
    sign_in(account_id)
    flash(_("Welcome! Your address is confirmed."))
    return see_other(url_for("welcome.resume"))


def _open(token: str, form: ConfirmForm | OtherHandleForm) -> int:
    with writing_once():
        asked = SignUp.by_token(token) or abort(410)
        keep_answer(url_for("sessions.new" if wants_approval() else "welcome.resume"))
        handle = form.handle.data if isinstance(form, OtherHandleForm) else asked.handle
        return asked.open_account(handle, waits=wants_approval()).id


def _another_was_faster(token: str) -> ResponseReturnValue:
    """A unique index spoke: the handle went to somebody else, or the address has its account."""
    asked = SignUp.by_token(token) or abort(410)
    if Account.by_email(asked.email):
        flash(_("Your account is open already. Sign in."))
        return see_other(url_for("sessions.new"))
    form = OtherHandleForm(formdata=None)
    form.handle.errors = [handle_taken()]
    return invalid("accounts/confirm.html", status=409, form=form, asked=asked)
