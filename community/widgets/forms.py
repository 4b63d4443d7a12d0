from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from babel import Locale
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import SelectChoice, SelectField, StringField
from wtforms.validators import ValidationError

from community.catalog.models import Shop
from community.core.locales import offered
from community.retailers.domains import belongs_to
from community.widgets.access import LONGEST


class LookForm(FlaskForm):
    """How the widgets are to look; it changes nothing, so it is a plain GET."""

    class Meta:
        csrf = False

    url = StringField(
        _l("Address of the product’s page"),
        filters=[lambda text: (text or "").strip()[:LONGEST]],
    )
    size = SelectField(
        _l("Size"),
        choices=[
            SelectChoice("small", _l("Small")),
            SelectChoice("", _l("Medium")),
            SelectChoice("large", _l("Large")),
        ],
    )
    theme = SelectField(
        _l("Colours"),
        choices=[
            SelectChoice("", _l("Light")),
            SelectChoice("dark", _l("Dark")),
            SelectChoice("auto", _l("As the visitor’s system")),
        ],
    )
    lang = SelectField(_l("Language"))

    def __init__(self, *args: Any, shops: Sequence[Shop], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._shops = shops
        spoken = (SelectChoice(tag.replace("_", "-"), _named(tag)) for tag in offered())
        self.lang.choices = [SelectChoice("", _l("The visitor’s")), *spoken]

    @property
    def shop(self) -> Shop | None:
        url = self.url.data or ""
        return next((shop for shop in self._shops if belongs_to(shop.domain, url)), None)

    def validate_url(self, field: StringField) -> None:
        if self._shops and self.shop is None:
            raise ValidationError(_l("Give an address in a domain that your team has proved."))


def _named(tag: str) -> str:
    locale = Locale.parse(tag)
    return str(locale.get_display_name(locale) or tag).capitalize()
