"""Signing in and out."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from community.accounts.forms import SignInForm
from community.accounts.passes import pass_for
from community.accounts.signing_in import account_for, sign_in, sign_out
from community.core.access import public
from community.core.answers import invalid, page, see_other
from community.core.text import safe_next

bp = Blueprint("sessions", __name__)


@bp.get("/sign-in")
@public
def new() -> ResponseReturnValue:
    after = safe_next(request.args.get("next"))
    if current_user.is_authenticated:
        return redirect(after or "/", 303)
    return page("accounts/sign_in.html", form=SignInForm(formdata=None, next=after))


@bp.post("/sign-in")
@public
def create() -> ResponseReturnValue:
    form = SignInForm()
    if not form.validate():
        return invalid("accounts/sign_in.html", form=form)
    account = account_for(form.name.data, form.password.data)
    if account is None:
        form.form_errors.append(_("The name or the password is not right."))
        return invalid("accounts/sign_in.html", form=form)
    if account.is_judged:
        return see_other(url_for("passes.show", token=pass_for(account)))
    if account.is_shut_out:
        words = _("An admin has not let you in yet. A letter tells you when that happens.")
        form.form_errors.append(words)
        return invalid("accounts/sign_in.html", form=form)
    sign_in(account.id)
    return see_other(safe_next(form.next.data) or "/")


@bp.post("/sign-out")
def destroy() -> ResponseReturnValue:
    sign_out()
    response = see_other("/")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response
