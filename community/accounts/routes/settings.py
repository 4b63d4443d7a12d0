"""Settings: a page a subject, each with the form that saves it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import refresh
from flask_login import current_user
from flask_wtf import FlaskForm

from community.accounts.events import ProfileChanged
from community.accounts.models import AccountSession
from community.accounts.settings_forms import (
    AccountForm,
    AppearanceForm,
    AvatarForm,
    EmailForm,
    PasswordForm,
    ProfileForm,
)
from community.core.answers import invalid, page, see_other
from community.core.db import writing
from community.core.events import publish
from community.core.limits import limit

bp = Blueprint("settings", __name__)


@bp.get("/profile")
def profile() -> ResponseReturnValue:
    return page(
        "settings/profile.html",
        form=ProfileForm(formdata=None, obj=current_user.profile),
        avatar_form=AvatarForm(formdata=None),
    )


@bp.post("/profile")
def update_profile() -> ResponseReturnValue:
    form = ProfileForm()
    limit("write", current_user.account.id)
    if not form.validate():
        return invalid("settings/profile.html", form=form, avatar_form=AvatarForm(formdata=None))
    with writing():
        _fill(current_user.profile, form)
        publish(ProfileChanged(current_user.profile.id))
    return _saved("settings.profile")


@bp.get("/account")
def account() -> ResponseReturnValue:
    return page(
        "settings/account.html",
        form=AccountForm(formdata=None, obj=current_user.account),
        email_form=EmailForm(formdata=None),
    )


@bp.post("/account")
def update_account() -> ResponseReturnValue:
    return _update(AccountForm(), "account", email_form=EmailForm(formdata=None))


@bp.get("/appearance")
def appearance() -> ResponseReturnValue:
    return page(
        "settings/appearance.html",
        form=AppearanceForm(formdata=None, obj=current_user.account),
    )


@bp.post("/appearance")
def update_appearance() -> ResponseReturnValue:
    return _update(AppearanceForm(), "appearance")


@bp.get("/password")
def password() -> ResponseReturnValue:
    return page("settings/password.html", form=PasswordForm(formdata=None))


@bp.get("/sessions")
def sessions() -> ResponseReturnValue:
    living = AccountSession.of(current_user.account.id)
    return page("settings/sessions.html", living=living, here=current_user.session.id)


def _update(form: FlaskForm, name: str, **context: Any) -> ResponseReturnValue:
    limit("write", current_user.account.id)
    if not form.validate():
        return invalid(f"settings/{name}.html", form=form, **context)
    with writing():
        _fill(current_user.account, form)
    refresh()
    return _saved(f"settings.{name}")


def _fill(thing: object, form: FlaskForm) -> None:
    """Only what the form declares, whatever else was sent."""
    for name, value in form.data.items():
        if name != "csrf_token":
            setattr(thing, name, value or type(getattr(thing, name))())


def _saved(endpoint: str) -> ResponseReturnValue:
    flash(_("Saved."))
    return see_other(url_for(endpoint))
