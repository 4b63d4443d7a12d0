"""What newcomers and people at the door fill in."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.validators import DataRequired, Length

from community.accounts.fields import email_field, is_free_handle, new_password_field
from community.accounts.password_rules import LONGEST

_HANDLE = {
    "autocomplete": "username",
    "autocapitalize": "none",
    "spellcheck": "false",
    "maxlength": 31,
}


def handle_field() -> StringField:
    return StringField(
        _l("Handle"),
        [DataRequired(_l("Choose a handle.")), is_free_handle],
        description=_l("How others find you, like @ana. Letters, digits and _."),
        render_kw=_HANDLE,
    )


class SignUpForm(FlaskForm):
    email = email_field()
    handle = handle_field()
    password = new_password_field()


class SignInForm(FlaskForm):
    name = StringField(
        _l("E-mail or handle"),
        [DataRequired(_l("Type your e-mail address or handle.")), Length(max=254)],
        render_kw={**_HANDLE, "maxlength": 254},
    )
    password = PasswordField(
        _l("Password"),
        [DataRequired(_l("Type your password."))],
        render_kw={"autocomplete": "current-password", "maxlength": LONGEST},
    )
    next = HiddenField()


class AddressForm(FlaskForm):
    """Where a link should be sent."""

    email = email_field()


class NewPasswordForm(FlaskForm):
    password = new_password_field()


class ConfirmForm(FlaskForm):
    """One button; a handle is asked for only when another was faster to take it."""


class OtherHandleForm(FlaskForm):
    handle = handle_field()
