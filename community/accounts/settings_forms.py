"""What members change about themselves; one form a page, saved by itself."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from babel import Locale
from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    BooleanField,
    Form,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    URLField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Optional

from community.accounts.fields import Line, email_field, new_password_field, old_password_field
from community.core.locales import offered
from community.core.money import currency_choices

PLACES = ("Africa", "America", "Antarctica", "Asia", "Atlantic", "Australia", "Europe", "Indian")


def is_web_address(form: Form, field: Any) -> None:
    """http or https with a host; a bare `ana.example` gets its https."""
    address = (field.data or "").strip()
    if "://" not in address:
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        is_good = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
        is_good = is_good and parts.username is None and (parts.port or 1) > 0
    except ValueError:
        is_good = False
    if not is_good or len(address) > 300 or not address.isprintable() or " " in address:
        raise ValidationError(_("This doesn’t look like a web address."))
    field.data = address


class ProfileForm(FlaskForm):
    name = StringField(
        _l("Name"),
        [Line(60), DataRequired(_l("Type the name your friends know you by."))],
        render_kw={"autocomplete": "name"},
    )
    pronouns = StringField(_l("Pronouns"), [Line(30)])
    bio = TextAreaField(
        _l("About you"), [Line(160)], description=_l("One line, up to 160 characters.")
    )
    website = URLField(
        _l("Website"),
        [Optional(), is_web_address],
        render_kw={"maxlength": 300, "autocomplete": "url", "placeholder": "https://"},
    )


class AvatarForm(FlaskForm):
    picture = FileField(
        _l("Picture"),
        [FileRequired(_l("Choose a picture first."))],
        description=_l("JPEG, PNG, WebP, AVIF or GIF, up to 10 MB."),
        render_kw={"accept": "image/*"},
    )


class AccountForm(FlaskForm):
    locale = SelectField(_l("Language"))
    currency = SelectField(_l("Currency"))
    timezone = SelectField(_l("Time zone"))
    wants_mail = BooleanField(
        _l("Tell me by e-mail"),
        description=_l("When a friend asks you, answers you or gives you something to look at."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        settings = current_app.extensions["settings"]
        self.locale.choices = _choices(_("As my browser asks"), _language_choices())
        plain = _("The site’s own (%(which)s)", which=settings.default_currency)
        self.currency.choices = _choices(plain, currency_choices())
        plain = _("The site’s own (%(which)s)", which=settings.default_timezone)
        self.timezone.choices = _choices(plain, _timezone_choices())


def _choices(plain: str, others: list[tuple[str, str]]) -> list[SelectChoice]:
    return [SelectChoice("", plain), *(SelectChoice(*other) for other in others)]


def _language_choices() -> list[tuple[str, str]]:
    """Each language by its own name."""
    names = [(code, Locale.parse(code).get_display_name() or code) for code in offered()]
    return [(code, name[:1].upper() + name[1:]) for code, name in names]


@cache
def _timezone_choices() -> list[tuple[str, str]]:
    zones = sorted(zone for zone in available_timezones() if zone.startswith(PLACES))
    return [("UTC", "UTC"), *((zone, zone.replace("_", " ")) for zone in zones)]


class AppearanceForm(FlaskForm):
    theme = RadioField(
        _l("Theme"),
        choices=[
            SelectChoice("", _l("As my device")),
            SelectChoice("light", _l("Light")),
            SelectChoice("dark", _l("Dark")),
        ],
    )


class EmailForm(FlaskForm):
    email = email_field(_l("New e-mail"))
    password = old_password_field()


class PasswordForm(FlaskForm):
    old = old_password_field()
    password = new_password_field()
