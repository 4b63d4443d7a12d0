"""What a shop says of a group deal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from flask_babel import get_timezone
from flask_babel import lazy_gettext as _l
from wtforms import (
    DateTimeLocalField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional, ValidationError

from community.catalog.models import Product, Shop
from community.core import clock
from community.core.ids import encode
from community.core.money import Money
from community.deals.fields import CodesField, Sum, SumField, keys_of
from community.deals.forms import MoneyForm
from community.deals.models import Deal, Gives, Tier, Voucher, Whom
from community.deals.models.deal import FEWEST, MOST_SEATS
from community.retailers.forms import Line
from community.retailers.models import Retailer

SOONEST, LATEST = timedelta(minutes=10), timedelta(days=62)
CODE_LASTS = timedelta(days=60)
SEATS = NumberRange(FEWEST, MOST_SEATS, _l("From %(few)s to %(many)s.", few=FEWEST, many="1,000"))
LINES_OF_TIERS = 5


@dataclass(frozen=True)
class Loss:
    """What the shop gives away with so many buyers."""

    count: int
    price: Money
    given: Money


class DealForm(MoneyForm):
    product = SelectField(_l("Product"))
    usual = SumField(_l("Usual price"), [DataRequired(_l("What does it usually cost?")), Sum()])
    price = SumField(_l("Price for the group"), [DataRequired(_l("What does it cost?")), Sum()])
    tiers = StringField(
        _l("Lower with more buyers"),
        [Line(120)],
        description=_l("Such as: 20 at 36, 40 at 32."),
    )
    minimum = IntegerField(_l("Buyers needed"), [InputRequired(_l("How many?")), SEATS])
    cap = IntegerField(_l("Buyers at most"), [InputRequired(_l("How many?")), SEATS])
    week_cap = IntegerField(_l("You can send in a week"), [Optional(), NumberRange(1, MOST_SEATS)])
    closes = DateTimeLocalField(
        _l("Deadline"),
        [InputRequired(_l("Give a day and a time."))],
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )
    handing = RadioField(
        _l("Who is in gets"),
        default="codes",
        choices=[
            SelectChoice("codes", _l("A code of their own, made here")),
            SelectChoice("pasted", _l("A code of their own, from your till")),
            SelectChoice("words", _l("Your instruction alone")),
        ],
    )
    pasted = CodesField(_l("Your codes"), description=_l("At least as many as buyers at most."))
    instruction = TextAreaField(
        _l("What do they do then?"),
        [Line(500, many=True), DataRequired(_l("Say how they buy it."))],
    )
    terms = TextAreaField(_l("Terms"), [Line(1000, many=True)])

    def __init__(self, products: list[Product], shops: list[Shop], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.products, self.shops = products, shops
        self.product.choices = [SelectChoice(*one) for one in keys_of(products)]

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        for field, is_wrong, problem in self._asked():
            if is_wrong and not field.errors:
                field.errors, good = [problem], False
        return good

    def _asked(self) -> tuple[tuple[Any, bool, Any], ...]:
        least, most = self.minimum.data or 0, self.cap.data or 0
        return (
            (self.cap, most < least, _l("Fewer than are needed.")),
            (self.price, not self.price.errors and not self.usual.errors
             and self.minor(self.price) >= self.minor(self.usual),
             _l("The group pays less than one alone.")),
            (self.pasted, self.handing.data == "pasted" and len(self.pasted.codes) < most,
             _l("One code for each buyer, please.")),
        )  # fmt: skip

    def validate_closes(self, field: DateTimeLocalField) -> None:
        try:
            ahead = self.closes_at() - clock.now()
        except OverflowError:
            raise ValidationError(_l("Give a day and a time.")) from None
        if ahead < SOONEST:
            raise ValidationError(_l("Leave them at least ten minutes."))
        if ahead > LATEST:
            raise ValidationError(_l("Two months at most."))

    def validate_tiers(self, field: StringField) -> None:
        try:
            steps = self.steps()
        except ValueError:
            raise ValidationError(_l("Write it like this: 20 at 36, 40 at 32.")) from None
        counts, prices = [count for count, _amount in steps], [amount for _count, amount in steps]
        falls = prices == sorted(set(prices), reverse=True) and counts == sorted(set(counts))
        most = self.cap.data or 0
        if len(steps) > LINES_OF_TIERS or not falls or any(count > most for count in counts):
            raise ValidationError(_l("More buyers, lower prices, five steps at most, to the cap."))
        first = prices[0] if prices else 0
        if steps and not self.price.errors and first >= self.minor(self.price):
            raise ValidationError(_l("Each step is below the price for the group."))

    def steps(self) -> list[tuple[int, int]]:
        """(buyers, minor units). Raises ValueError."""
        found = []
        for part in (self.tiers.data or "").replace(";", ",").split(","):
            if part.strip():
                count, price = part.split(" at ") if " at " in part else part.split(":")
                amount = Money.parse(price.strip(), self.currency.data or "").amount
                found.append((int(count), amount))
        return found

    def closes_at(self) -> datetime:
        local: datetime = get_timezone().localize(self.closes.data)
        return local.astimezone(UTC)

    @property
    def picked(self) -> Product | None:
        chosen = (one for one in self.products if encode(one.id) == self.product.data)
        return next(chosen, None)

    def shop_of(self, product: Product) -> Shop:
        """The team’s own shop that sells it."""
        selling = {offer.shop_id for offer in product.offers}
        return next((shop for shop in self.shops if shop.id in selling), self.shops[0])

    def deal(self, retailer: Retailer) -> Deal:
        """As described, not offered yet; after `validate()`."""
        product = self.picked
        assert product is not None
        deal = Deal(retailer_id=retailer.id, product=product, shop=self.shop_of(product))
        deal.currency, deal.closes_at = self.currency.data, self.closes_at()
        deal.amount, deal.usual_amount = self.minor(self.price), self.minor(self.usual)
        for name in ("minimum", "cap", "week_cap", "instruction", "terms"):
            setattr(deal, name, self[name].data)
        deal.tiers = [Tier(from_count=count, amount=amount) for count, amount in self.steps()]
        return deal

    def open(self, retailer: Retailer) -> Deal:
        """Inside `writing()`, after `validate()`."""
        deal = self.deal(retailer)
        deal.voucher = self._codes_of(deal)
        deal.open()
        return deal

    def _codes_of(self, deal: Deal) -> Voucher | None:
        """What those who are in will keep, with as many codes as there are seats."""
        if self.handing.data == "words":
            return None
        codes = self.pasted.codes if self.handing.data == "pasted" else []
        voucher = Voucher(retailer_id=deal.retailer_id, shop=deal.shop, gives=Gives.WORDS.value)
        voucher.text, voucher.whom = deal.product.title[:140], Whom.WINNERS.value
        voucher.currency, voucher.budget = deal.currency, max(deal.cap, len(codes))
        voucher.starts_at, voucher.ends_at = clock.now(), deal.closes_at + CODE_LASTS
        voucher.online_url, voucher.terms = f"https://{deal.shop.domain}/", deal.terms
        voucher.open([], codes)
        return voucher

    def losses(self, retailer: Retailer) -> list[Loss]:
        """At each step, at the least and at the most buyers; after `validate()`."""
        return losses_of(self.deal(retailer))


def losses_of(deal: Deal) -> list[Loss]:
    counts = {deal.minimum, deal.cap, *(tier.from_count for tier in deal.tiers)}
    return [_loss(deal, count) for count in sorted(counts) if count >= deal.minimum]


def _loss(deal: Deal, count: int) -> Loss:
    price = deal.price_for(count)
    given = Money((deal.usual_amount - price.amount) * count, deal.currency)
    return Loss(count, price, given)
