"""The form by which a purchase is written down, and what stands behind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    DateField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from community.accounts.models import Profile
from community.catalog.models import Product, Shop
from community.core import clock
from community.core.ids import encode
from community.core.images.models import Picture
from community.core.images.prepare import Prepared
from community.core.money import BadAmount, Money, UnknownCurrency, currency_choices
from community.core.text import plain_line, plain_text
from community.friends.forms import AudienceForm, ids_in
from community.purchases.awaiting import LONGEST, Awaiting, day_for, until
from community.purchases.models import Place, Purchase
from community.retailers.models import Store

A_DAY = timedelta(days=1)
FIRST_DAY = date(1950, 1, 1)
PLACES = (
    (Place.ONLINE, _l("Online")),
    (Place.STORE, _l("In a store")),
    (Place.OTHER, _l("Elsewhere")),
)


class WordsForm(AudienceForm):
    """What may be changed afterwards, too."""

    note = TextAreaField(
        _l("A word about it"),
        filters=[lambda text: plain_text(text or "", 500)],
        description=_l("Why this one, and how it is. Friends who think of buying it will read it."),
    )
    shows_price = BooleanField(_l("Show the price"))


class PurchaseForm(WordsForm):
    """`awaiting` are those whose present it may be; whoever was not asked about is hidden from."""

    place = RadioField(_l("Where did you buy it?"), default=Place.ONLINE.value)
    seller = SelectField(_l("Shop"), default="", validate_choice=False)
    store = SelectField(_l("Store"), default="", validate_choice=False)
    place_name = StringField(
        _l("Where, in your words"),
        filters=[lambda text: plain_line(text or "", 80)],
        description=_l("A flea market, a friend, a shop that is not here."),
    )
    day = DateField(_l("When"), [DataRequired(_l("Give the day on which you bought it."))])
    price = StringField(
        _l("Price"),
        filters=[lambda text: (text or "").strip()],
        validators=[Optional(), Length(max=40)],
    )
    currency = SelectField(_l("Currency"))
    photo = FileField(_l("Picture of your own"))
    ends_wish = BooleanField(_l("Take it off my lists"))
    keep_from = SelectMultipleField(_l("Hide it from"), validate_choice=False)
    until = DateField(_l("Until"), validators=[Optional()])

    def __init__(
        self,
        product: Product | None,
        awaiting: list[Awaiting],
        stores: Sequence[Store],
        currency: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.product, self.awaiting, self.stores = product, awaiting, list(stores)
        self.shops: list[Shop] = [offer.shop for offer in product.offers] if product else []
        self.currency.choices = currency_choices()
        self.place.choices = [SelectChoice(place.value, label) for place, label in PLACES]
        self.seller.choices = [(encode(shop.id), shop.label) for shop in self.shops]
        self.store.choices = [("", _l("Choose a store"))]
        self.store.choices += [(encode(store.id), store.name) for store in self.stores]
        self.until.flags.required = True
        if not self.is_submitted():
            self._begin(currency)

    def _begin(self, currency: str) -> None:
        self.day.data = self.day.data or clock.now().date()
        offer = self.product.offer if self.product else None
        known = offer.price if offer else None
        self.price.data = self.price.data or (str(known.decimal()) if known else "")
        self.currency.data = self.currency.data or (known.currency if known else currency)
        self.keep_from.data = [encode(each.person.id) for each in self.awaiting]
        self.until.data = day_for(self.awaiting)

    @property
    def money(self) -> Money | None:
        return Money.parse(self.price.data, self.currency.data) if self.price.data else None

    def validate_price(self, field: StringField) -> None:
        try:
            _ = self.money
        except (BadAmount, UnknownCurrency) as error:
            raise ValidationError(str(error)) from None

    def validate_day(self, field: DateField) -> None:
        # It may be tomorrow already where the member is.
        if field.data is None or not FIRST_DAY <= field.data <= clock.now().date() + A_DAY:
            raise ValidationError(_l("Give the day on which you bought it."))

    def validate_until(self, field: DateField) -> None:
        if not self.awaiting or not self.keep_from.data:
            return
        today = clock.now().date()
        if field.data is None or not today < field.data <= today + LONGEST:
            raise ValidationError(_l("Give a day within the coming year."))

    def validate_store(self, field: SelectField) -> None:
        is_needed = self.place.data == Place.STORE and not field.data
        if is_needed and self.stores and not self.place_name.data:
            raise ValidationError(_l("Choose the store, or say it in your words."))

    def purchase(self, by: Profile) -> Purchase:
        """As it would be, and in no session: also for looking at it beforehand."""
        words = self.place.data == Place.OTHER or (self.place.data == Place.STORE)
        purchase = Purchase(
            owner=by,
            owner_id=by.id,
            product=self.product,
            audience=self.audience.data,
            place=self.place.data or Place.ONLINE.value,
            shop=self._shop(),
            store=self._store(),
            place_name=self.place_name.data if words else "",
            day=self.day.data or clock.now().date(),
            note=self.note.data or "",
            shows_price=bool(self.shows_price.data),
            ends_wish=bool(self.ends_wish.data),
            comment_count=0,
        )
        if not self.price.errors:
            purchase.price = self.money
        return purchase

    def write_down(self, by: Profile, photo: Prepared | None) -> Purchase:
        """Inside `writing()`, after `validate()`."""
        purchase = self.purchase(by)
        purchase.picture = Picture.of(photo) if photo else None
        self.show(purchase)
        purchase.write_down()
        hidden = self._hidden_from()
        day = self.until.data or day_for(self.awaiting)
        for each in self.awaiting:
            kept = each.person.id in hidden
            purchase.keep_from(each.person.id, until(day) if kept else clock.now())
        return purchase

    def _hidden_from(self) -> set[int]:
        """Whoever is ticked, and whoever came to wait for it since the form was drawn."""
        ticked, asked = set(ids_in(self.keep_from.data or [])), set(self._asked())
        return {
            each.person.id
            for each in self.awaiting
            if each.person.id in ticked or each.person.id not in asked
        }

    @staticmethod
    def _asked() -> list[int]:
        return ids_in(request.form.getlist("asked"))

    def _shop(self) -> Shop | None:
        if self.place.data != Place.ONLINE:
            return None
        chosen = (shop for shop in self.shops if encode(shop.id) == self.seller.data)
        return next(chosen, self.shops[0] if self.shops else None)

    def _store(self) -> Store | None:
        if self.place.data != Place.STORE:
            return None
        return next((each for each in self.stores if encode(each.id) == self.store.data), None)
