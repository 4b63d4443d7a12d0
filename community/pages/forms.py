from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from werkzeug.datastructures import MultiDict
from wtforms import (
    HiddenField,
    IntegerField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, NumberRange, Optional, ValidationError

from community.catalog.models import Clip, LinkDomain
from community.catalog.models.offer import url_key
from community.clipping.addresses import address_in, canonical_address, shop_domain
from community.clipping.amounts import machine_amount
from community.clipping.currencies import code_of
from community.core.ids import encode
from community.core.money import BadAmount, Money, UnknownCurrency, currency_choices
from community.core.text import plain_line, plain_text
from community.wishlists.models import Wishlist

NEW_LIST = "new"
LONGEST_DOMAIN = 253
MOST_BROUGHT, LONGEST_BROUGHT = 3, 600
LONGEST_KEPT = 2000
KEPT = (
    *("url", "title", "price", "currency", "note", "size", "quantity", "list", "new_list"),
    "picture", "same",
)  # fmt: skip


class ClipForm(FlaskForm):
    """One form for everything that is clipped; usable before the page was read."""

    clip = HiddenField()
    brought = HiddenField()  # addresses of pictures that the member’s own browser has seen
    picture = StringField(filters=[lambda text: (text or "")[:20]])  # the one chosen of those found
    same = StringField(filters=[lambda text: (text or "")[:20]])  # the thing it is said to be
    url = StringField(
        _l("Address of the product’s page"),
        filters=[lambda text: (text or "").strip()],
        validators=[Optional(), Length(max=2000, message=_l("This address is too long."))],
    )
    title = StringField(
        _l("What is it?"),
        filters=[lambda text: plain_line(text or "", 300)],
        validators=[DataRequired(_l("Give it a name, in your own words."))],
    )
    price = StringField(
        _l("Price"),
        filters=[lambda text: (text or "").strip()],
        validators=[Optional(), Length(max=40)],
    )
    currency = SelectField(_l("Currency"))
    note = TextAreaField(
        _l("Why this?"),
        filters=[lambda text: plain_text(text or "", 500)],
        validators=[Optional()],
    )
    size = StringField(_l("Size or colour"), filters=[lambda text: plain_line(text or "", 40)])
    quantity = IntegerField(_l("How many"), default=1, validators=[Optional(), NumberRange(1, 99)])
    photo = FileField(
        _l("Picture of your own"), description=_l("JPEG, PNG, WebP or GIF, up to 10 MB")
    )
    list = SelectField(_l("Put it on"))
    new_list = StringField(
        _l("Name of the new list"), filters=[lambda text: plain_line(text or "", 80)]
    )

    def __init__(self, *args: Any, lists: Sequence[Wishlist], currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency.choices = currency_choices()
        self.list.choices = [
            *((encode(wishlist.id), wishlist.title) for wishlist in lists),
            (NEW_LIST, _l("A new list")),
        ]
        if not self.is_submitted():
            self.currency.data = self.currency.data or currency
            self.list.data = self.list.data or self.list.choices[0][0]

    def take_brought(self, sent: MultiDict[str, str]) -> bool:
        """Put in what a share sheet, the bookmark or a link sent along; whether there was a fact
        in it that only a browser knows. Of unknown truth: it is typed text like any other."""
        self.url.data = address_in(sent.get("url", ""), sent.get("text", ""))
        self.title.data = plain_line(sent.get("title", ""), 300)
        self.note.data = plain_text(sent.get("note", ""), 500)
        code = code_of(sent.get("currency", "")[:3]) or self.currency.data
        self.price.data = machine_amount(sent.get("price", "")[:40], code)
        if self.price.data and code in dict(self.currency.choices):
            self.currency.data = code
        self.brought.data = " ".join(brought_pictures(sent.getlist("image")))
        return bool(self.price.data or self.brought.data)

    @property
    def pictures_brought(self) -> Sequence[str]:
        return brought_pictures((self.brought.data or "").split())

    @property
    def money(self) -> Money | None:
        return Money.parse(self.price.data, self.currency.data) if self.price.data else None

    def typed(self) -> dict[str, str]:
        """What was typed so far, to be kept with the clip."""
        return {name: str(self[name].data or "")[:LONGEST_KEPT] for name in KEPT}

    def take_typed(self, typed: dict[str, Any]) -> None:
        for name in KEPT:
            self[name].data = typed.get(name) or self[name].data

    def fill(self, found: dict[str, Any]) -> None:
        """Put what was found into what is empty; nothing typed is overwritten."""
        if not self.price.data and found.get("price"):
            self.price.data = found["price"]
            self.currency.data = found.get("currency") or self.currency.data
        self.title.data = self.title.data or found.get("title")

    def has_address(self) -> bool:
        """Whether there is an address to look at; else the field says what is missing."""
        if not self.url.validate(self, [type(self).validate_url]):
            return False
        if not self.url.data:
            self.url.errors = [_l("Paste the address of the page first.")]
        return bool(self.url.data)

    def is_about(self, clip: Clip) -> bool:
        """The clip was read at the address that stands in the form."""
        return clip.url_key == url_key(canonical_address(self.url.data or ""))

    def validate_url(self, field: StringField) -> None:
        if not field.data:
            return
        if not field.data.lower().startswith(("http://", "https://")):
            raise ValidationError(_l("An address begins with https:// or http://."))
        if not 0 < len(shop_domain(field.data)) <= LONGEST_DOMAIN:
            raise ValidationError(_l("This doesn’t look like a web address."))
        if LinkDomain.state_of(shop_domain(field.data)) == "blocked":
            raise ValidationError(_l("Links to this shop are not taken here: moderators say no."))

    def validate_price(self, field: StringField) -> None:
        try:
            _ = self.money
        except (BadAmount, UnknownCurrency) as error:
            raise ValidationError(str(error)) from None

    def validate_new_list(self, field: StringField) -> None:
        if self.list.data == NEW_LIST and not field.data:
            raise ValidationError(_l("Give the new list a name."))


def brought_pictures(addresses: Sequence[str]) -> Sequence[str]:
    """The few that may be looked at, through the same door as every address."""
    lead = ("http://", "https://")
    fit = (a for a in addresses if len(a) <= LONGEST_BROUGHT and a.startswith(lead))
    return [a for a in dict.fromkeys(fit) if not any(map(str.isspace, a))][:MOST_BROUGHT]
