from __future__ import annotations

from datetime import date
from typing import Any

from babel.numbers import get_decimal_symbol
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectChoice,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, NumberRange, Optional, ValidationError

from community.core.money import BadAmount, Money, UnknownCurrency, currency_choices
from community.core.text import plain_line, plain_text
from community.friends.audience import Audience
from community.friends.forms import AudienceForm
from community.wishlists.models import Occasion, Wish, Wishlist
from community.wishlists.wording import OCCASIONS

PRIORITIES = [
    SelectChoice(2, _l("Most wanted")),
    SelectChoice(1, _l("Wanted")),
    SelectChoice(0, _l("Would be nice")),
]
EARLIEST, LATEST = date(1900, 1, 1), date(2200, 1, 1)


class ListForm(AudienceForm):
    title = StringField(
        _l("What is the list called?"),
        filters=[lambda text: plain_line(text or "", 80)],
        validators=[DataRequired(_l("Give the list a name."))],
    )
    occasion = SelectField(
        _l("What is it for?"),
        choices=[SelectChoice(occasion.value, label) for occasion, label in OCCASIONS.items()],
        default=Occasion.WISHES.value,
    )
    day = DateField(_l("The day"), validators=[Optional()])
    note = TextAreaField(_l("A word about it"), filters=[lambda text: plain_text(text or "", 500)])

    def validate_day(self, field: DateField) -> None:
        if field.data and not EARLIEST <= field.data <= LATEST:
            raise ValidationError(_l("Choose a day that somebody alive may see."))

    def validate_audience(self, field: RadioField) -> None:
        if self.occasion.data == Occasion.GIFTS and field.data == Audience.PUBLIC:
            raise ValidationError(
                _l("Ideas for somebody else are never shown to everyone. Choose who may know.")
            )

    def take_list(self, wishlist: Wishlist) -> None:
        self.take(wishlist)
        for name in ("title", "occasion", "day", "note"):
            self[name].data = getattr(wishlist, name)

    def fill(self, wishlist: Wishlist) -> None:
        """Inside `writing()`, after `validate()`."""
        wishlist.title, wishlist.note = self.title.data, self.note.data
        # Between two audiences: choosing people writes, and “gifts” may never be public, not even
        # on the way.
        wishlist.audience = Audience.ME.value
        wishlist.occasion, wishlist.day = self.occasion.data, self.day.data
        self.show(wishlist)


class WishLineForm(FlaskForm):
    """A wish in one line."""

    title = StringField(
        _l("Add a wish in your own words"),
        filters=[lambda text: plain_line(text or "", 300)],
        validators=[DataRequired(_l("Say what you wish for."))],
    )


class WishForm(FlaskForm):
    title = StringField(
        _l("What is it?"),
        filters=[lambda text: plain_line(text or "", 300)],
        validators=[DataRequired(_l("Give it a name, in your own words."))],
    )
    note = TextAreaField(_l("Why this?"), filters=[lambda text: plain_text(text or "", 500)])
    size = StringField(_l("Size"), filters=[lambda text: plain_line(text or "", 40)])
    colour = StringField(_l("Colour"), filters=[lambda text: plain_line(text or "", 40)])
    quantity = IntegerField(
        _l("How many"),
        validators=[Optional(), NumberRange(1, 99, _l("Between 1 and 99."))],
    )
    priority = RadioField(_l("How much do you want it?"), coerce=int, choices=PRIORITIES, default=1)
    price = StringField(_l("Price"), filters=[lambda text: (text or "").strip()])
    currency = SelectField(_l("Currency"))
    photo = FileField(
        _l("Picture of your own"), description=_l("JPEG, PNG, WebP or GIF, up to 10 MB")
    )
    without_picture = BooleanField(_l("Show no picture"))

    def __init__(self, *args: Any, wish: Wish, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = wish.currency or currency
        known = currency_choices()
        past = [] if own in dict(known) else [(own, own)]
        self.currency.choices = [SelectChoice(*choice) for choice in (*known, *past)]
        if not self.is_submitted():
            self._take(wish, own)

    @property
    def money(self) -> Money | None:
        return Money.parse(self.price.data, self.currency.data) if self.price.data else None

    def validate_price(self, field: StringField) -> None:
        try:
            _ = self.money
        except (BadAmount, UnknownCurrency) as error:
            raise ValidationError(str(error)) from None

    def fill(self, wish: Wish) -> None:
        """Inside `writing()`, after `validate()`."""
        for name in ("title", "note", "size", "colour", "priority"):
            setattr(wish, name, self[name].data)
        wish.quantity = self.quantity.data or 1
        wish.price = self.money

    def _take(self, wish: Wish, currency: str) -> None:
        for name in ("title", "note", "size", "colour", "quantity", "priority"):
            self[name].data = getattr(wish, name)
        self.currency.data = currency
        self.price.data = _typed(wish.price)


def _typed(price: Money | None) -> str:
    """A number without its currency and without groups, which reads back as the same amount."""
    sign = get_decimal_symbol(get_locale() or "en")
    return str(price.decimal()).replace(".", sign) if price else ""
