"""Fields and checks that several forms of accounts share."""

from __future__ import annotations

from typing import Any

from email_validator import EmailNotValidError, validate_email
from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, Form, PasswordField, ValidationError
from wtforms.validators import DataRequired

from community.accounts import handles, password_rules
from community.accounts.models import Profile
from community.core.text import TextProblem, plain_line


def email_field(label: Any = None) -> EmailField:
    return EmailField(
        label or _l("E-mail"),
        [DataRequired(_l("Type your e-mail address.")), is_email],
        render_kw={"autocomplete": "email", "maxlength": 254, "inputmode": "email"},
    )


def new_password_field() -> PasswordField:
    return PasswordField(
        _l("Password"),
        [DataRequired(_l("Choose a password.")), is_good_password],
        description=_l("At least 8 characters. A few words in a row are easy to remember."),
        render_kw={
            "autocomplete": "new-password",
            "minlength": password_rules.SHORTEST,
            "maxlength": password_rules.LONGEST,
        },
    )


def old_password_field() -> PasswordField:
    return PasswordField(
        _l("Your present password"),
        [DataRequired(_l("Type your present password."))],
        render_kw={"autocomplete": "current-password", "maxlength": password_rules.LONGEST},
    )


def is_email(form: Form, field: EmailField) -> None:
    """Its shape only: asking the other side whether it exists would be a request a visitor aims."""
    try:
        found = validate_email((field.data or "").strip(), check_deliverability=False)
    except EmailNotValidError:
        raise ValidationError(_("This doesn’t look like an e-mail address.")) from None
    if len(found.normalized) > 254:
        raise ValidationError(_("This address is too long."))
    field.data = found.normalized


def is_good_password(form: Form, field: PasswordField) -> None:
    password = field.data or ""
    if len(password) < password_rules.SHORTEST:
        raise ValidationError(_("Use at least 8 characters."))
    if len(password) > password_rules.LONGEST:
        raise ValidationError(_("Use at most 128 characters."))
    if password_rules.is_common(password, _known_words(form)):
        raise ValidationError(
            _("This would be guessed at once. Add a few words only you would put together.")
        )


def _known_words(form: Form) -> tuple[str, ...]:
    """What anybody knows of this person: their names and the site's."""
    words = [current_app.extensions["settings"].site_name, *getattr(form, "known_words", ())]
    words += [form[name].data or "" for name in ("email", "handle") if name in form]
    words += [word.partition("@")[0] for word in words if "@" in word]
    return tuple(words)


def is_free_handle(form: Form, field: Any) -> None:
    """Its shape, and whether it or one that looks like it is in use; handles are public."""
    field.data = handle = handles.tidy_handle(field.data or "")
    if not handles.SHORTEST <= len(handle) <= handles.LONGEST:
        raise ValidationError(_("Use 3 to 30 characters."))
    if not handles.PATTERN.fullmatch(handle):
        raise ValidationError(_("Use the letters a to z, digits and _ only."))
    if handles.is_reserved(handle):
        raise ValidationError(_("This one is kept for the site itself. Try another."))
    if not Profile.is_handle_free(handle):
        raise ValidationError(handle_taken())


def handle_taken() -> str:
    return _("Somebody has this handle, or one that looks just like it. Try another.")


class Line:
    """One line of plain text, cleaned in place; at most `longest` characters."""

    def __init__(self, longest: int) -> None:
        self.longest = longest
        self.field_flags = {"maxlength": longest}

    def __call__(self, form: Form, field: Any) -> None:
        try:
            field.data = plain_line(field.data or "", self.longest)
        except TextProblem as problem:
            raise ValidationError(str(problem)) from None
