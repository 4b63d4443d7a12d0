from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import DecimalField, SelectField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, NumberRange, Optional, ValidationError

from community.accounts.models import Profile
from community.catalog.models import Shop
from community.core.money import currency_choices
from community.core.text import plain_line, plain_text
from community.friends.forms import handles_in, people_with_handles
from community.friends.viewer import current_viewer
from community.retailers.domains import NoDomain, belongs_to, claimable
from community.retailers.models.seat import EDITOR, OWNER


class Line:
    """One line of plain text, tidied in place."""

    def __init__(self, longest: int, many: bool = False) -> None:
        self.longest, self.many = longest, many
        self.field_flags = {"maxlength": longest}

    def __call__(self, form: FlaskForm, field: Any) -> None:
        clean = plain_text if self.many else plain_line
        try:
            field.data = clean(field.data or "", self.longest)
        except ValueError as problem:
            raise ValidationError(str(problem)) from None


class OpenForm(FlaskForm):
    name = StringField(
        _l("Name of the shop"),
        [Line(80), DataRequired(_l("Give the shop its name."))],
        render_kw={"autocomplete": "organization"},
    )


class PageForm(OpenForm):
    line = StringField(
        _l("In one line"), [Line(140)], description=_l("What you make or sell, and for whom.")
    )
    shipping = TextAreaField(_l("Shipping"), [Line(1000, many=True)])
    returns = TextAreaField(_l("Returns"), [Line(1000, many=True)])
    contact = TextAreaField(_l("Contact"), [Line(300, many=True)])


class KeyForm(FlaskForm):
    name = StringField(
        _l("What is it for?"),
        [Line(40), DataRequired(_l("Give it a name, so that you know it again."))],
    )


class DomainForm(FlaskForm):
    domain = StringField(
        _l("Domain"),
        [DataRequired(_l("Type the domain.")), Length(max=300, message=_l("This is too long."))],
        description=_l("Such as harbour.example. All addresses under it belong to it."),
        render_kw={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"},
    )

    def validate_domain(self, field: StringField) -> None:
        try:
            field.data = claimable(field.data or "")
        except NoDomain:
            raise ValidationError(
                _l("This is no domain that one shop can have. Type the part you registered.")
            ) from None


class InviteForm(FlaskForm):
    handle = StringField(
        _l("Handle"),
        [DataRequired(_l("Type a handle.")), Length(max=60, message=_l("This is too long."))],
        render_kw={"autocomplete": "off", "autocapitalize": "none", "placeholder": "@ingrid"},
    )
    role = SelectField(
        _l("Role"),
        choices=[
            SelectChoice(EDITOR, _l("Editor: page, stores, products")),
            SelectChoice(OWNER, _l("Owner: all of it")),
        ],
    )
    person: Profile | None = None

    def validate_handle(self, field: StringField) -> None:
        handles = handles_in(field.data or "")
        found = people_with_handles(current_viewer(), handles) if len(handles) == 1 else []
        if not found:
            raise ValidationError(_l("Nobody here has this handle."))
        self.person = found[0]


class LinkForm(FlaskForm):
    """An address in a domain that the team has proved."""

    url = StringField(
        _l("Address of the product’s page"),
        [DataRequired(_l("Type the address.")), Length(max=2000, message=_l("This is too long."))],
        render_kw={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"},
    )
    shop: Shop | None = None

    def __init__(self, shops: list[Shop], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.shops = shops

    def validate_url(self, field: StringField) -> None:
        field.data = (field.data or "").strip()
        if not field.data.startswith(("https://", "http://")):
            raise ValidationError(_l("Type the whole address, from https:// on."))
        self.shop = next((s for s in self.shops if belongs_to(s.domain, field.data)), None)
        if self.shop is None:
            raise ValidationError(_l("This address is not in a domain your team has proved."))


class FeedForm(LinkForm):
    """A feed must lie in a domain that is proved; so must all it names."""

    url = StringField(
        _l("Address of the feed"),
        [DataRequired(_l("Type the address.")), Length(max=2000, message=_l("This is too long."))],
        description=_l("XML, TSV or CSV as for Google Merchant, or Shopify’s products.json."),
        render_kw={"inputmode": "url", "autocomplete": "off", "placeholder": "https://"},
    )
    currency = SelectField(_l("Currency, where a price names none"), default="")

    def __init__(self, shops: list[Shop], currency: str, **kwargs: Any) -> None:
        super().__init__(shops, **kwargs)
        self.currency.choices = [SelectChoice(code, name) for code, name in currency_choices()]
        if not self.is_submitted():
            self.currency.data = currency


class StoreForm(FlaskForm):
    name = StringField(_l("Name"), [Line(80), DataRequired(_l("Give the store a name."))])
    address = TextAreaField(_l("Address"), [Line(300, many=True), DataRequired(_l("Where is it?"))])
    hours = TextAreaField(
        _l("Opening hours"),
        [Line(400, many=True)],
        description=_l("A line for each: Mon–Fri 10–18, Sat 10–16."),
    )
    latitude = DecimalField(
        _l("Latitude"),
        [Optional(), NumberRange(-90, 90, _l("Between -90 and 90, such as 53.5503."))],
        places=6,
    )
    longitude = DecimalField(
        _l("Longitude"),
        [Optional(), NumberRange(-180, 180, _l("Between -180 and 180, such as 9.9929."))],
        places=6,
    )

    def validate_longitude(self, field: DecimalField) -> None:
        if (field.data is None) != (self.latitude.data is None) and not self.latitude.errors:
            raise ValidationError(_l("Give both coordinates or neither."))
