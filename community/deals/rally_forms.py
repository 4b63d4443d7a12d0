"""What several would pay, and what the shop answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, ValidationError

from community.catalog.models import Product, Shop
from community.core import clock
from community.core.ids import encode
from community.deals.deal_forms import SEATS, DealForm
from community.deals.fields import Sum, SumField, keys_of
from community.deals.forms import MoneyForm
from community.deals.models import Rally
from community.friends.audience import Audience
from community.friends.forms import AudienceForm
from community.retailers.forms import Line

ASKED_FOR = timedelta(days=30)


class RallyForm(MoneyForm, AudienceForm):
    price = SumField(_l("We would pay"), [DataRequired(_l("Name a price.")), Sum()])
    wanted = IntegerField(_l("How many of us"), [InputRequired(_l("How many?")), SEATS], default=10)
    shop = SelectField(_l("Ask this shop"))
    note = TextAreaField(
        _l("A word to the others"),
        [Line(300, many=True)],
        description=_l("The shop reads it, too."),
    )

    def __init__(self, product: Product, **kwargs: Any) -> None:
        allowed = tuple(audience for audience in Audience if audience != Audience.ME)
        super().__init__(allowed=allowed, **kwargs)
        self.selling = list({offer.shop_id: offer.shop for offer in product.offers}.values())
        self.shop.choices = [SelectChoice(*one) for one in keys_of(self.selling, "label")]

    def validate_price(self, field: SumField) -> None:
        if not field.errors and self.minor(field) <= 0:
            raise ValidationError(_l("Name a price."))

    def rally(self, product: Product) -> Rally:
        """Inside `writing()`, after `validate()`; its audience is for `show()` to say."""
        shop = next(one for one in self.selling if encode(one.id) == self.shop.data)
        rally = Rally(product=product, shop=shop, amount=self.minor(self.price))
        rally.currency, rally.wanted = self.currency.data, self.wanted.data
        rally.note, rally.ends_at = self.note.data, clock.now() + ASKED_FOR
        return rally


class AnswerForm(DealForm):
    """The shop’s word to a rally: yes and another price make a deal, no is words alone."""

    answer = RadioField(
        _l("Your answer"),
        choices=[
            SelectChoice("yes", _l("Yes, at their price")),
            SelectChoice("other", _l("At another price")),
            SelectChoice("no", _l("No")),
        ],
        validators=[InputRequired(_l("Say yes, no, or another price."))],
    )
    words = TextAreaField(_l("A word to them"), [Line(500, many=True)])

    def __init__(self, rally: Rally, shops: list[Shop], **kwargs: Any) -> None:
        super().__init__([rally.product], shops, currency=rally.currency, **kwargs)
        self.rally = rally
        self.currency.choices = [SelectChoice(rally.currency, rally.currency)]
        self.product.data, self.currency.data = encode(rally.product_id), rally.currency
        if self.answer.data == "yes":
            self.price.data = str(rally.price.decimal())

    def validate(self, extra_validators: Any = None) -> bool:
        if self.answer.data == "no":
            return bool(self.words.validate(self))
        return super().validate(extra_validators)
