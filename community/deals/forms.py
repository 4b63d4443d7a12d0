"""What a shop says of a voucher."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, NumberRange, Optional, ValidationError

from community.catalog.models import Shop
from community.core import clock
from community.core.ids import encode
from community.core.money import currency_choices
from community.deals.fields import CODE, CodesField, Sum, SumField, end_of, keys_of, start_of
from community.deals.models import Gives, Voucher, Whom
from community.deals.models.voucher import MOST, MOST_CODES
from community.retailers.domains import belongs_to
from community.retailers.forms import Line
from community.retailers.models import Retailer, Store

LONGEST = timedelta(days=731)
WHOM = (
    SelectChoice(Whom.EVERYONE.value, _l("Everyone")),
    SelectChoice(Whom.FOLLOWERS.value, _l("Followers of the shop")),
    SelectChoice(Whom.SHARERS.value, _l("Who told friends of a purchase")),
)


class MoneyForm(FlaskForm):
    """A mixin: the currency of all sums in the form."""

    currency = SelectField(_l("Currency"))

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.currency.choices = [SelectChoice(*choice) for choice in currency_choices()]
        if not self.is_submitted():
            self.currency.data = currency

    def minor(self, field: SumField) -> int:
        """Minor units; 0 where nothing was typed."""
        money = field.money(self.currency.data or "")
        return money.amount if money else 0


class VoucherForm(MoneyForm):
    shop = SelectField(_l("Shop"))
    gives = RadioField(
        _l("What does it give?"),
        default=Gives.PERCENT.value,
        choices=[
            SelectChoice(Gives.PERCENT.value, _l("Percent off")),
            SelectChoice(Gives.MONEY.value, _l("Money off")),
            SelectChoice(Gives.WORDS.value, _l("Something else")),
        ],
    )
    percent = IntegerField(_l("Percent"), [Optional(), NumberRange(1, 100, _l("From 1 to 100."))])
    amount = SumField(_l("Amount"), [Sum()])
    text = StringField(
        _l("In words"),
        [Line(140)],
        description=_l("What it gives, or what it is for: on all knives, a free mug."),
    )
    minimum = SumField(_l("To be spent at least"), [Sum()])
    whom = RadioField(_l("Who gets it?"), default=Whom.EVERYONE.value, choices=WHOM)
    codes = RadioField(
        _l("Which code?"),
        default="own",
        choices=[
            SelectChoice("own", _l("One for each, made here")),
            SelectChoice("pasted", _l("One for each, from your till")),
            SelectChoice("shared", _l("One for all")),
        ],
    )
    shared_code = StringField(_l("The code for all"), [Line(40)])
    pasted = CodesField(
        _l("Your codes"),
        description=_l("One a line, or a CSV’s first column. As many as there are vouchers."),
    )
    budget = IntegerField(_l("How many vouchers"), [Optional(), NumberRange(1, MOST)])
    per_member = IntegerField(
        _l("For each member at most"), [Optional(), NumberRange(1, 50, _l("From 1 to 50."))]
    )
    starts = DateField(_l("From"), [Optional()], description=_l("Today, if you leave it empty."))
    ends = DateField(_l("Up to and including"), [DataRequired(_l("Say when it ends."))])
    online = BooleanField(_l("In the online shop"), default=True)
    online_url = StringField(
        _l("Address to use it at"),
        [Line(500)],
        description=_l("The front page, if you leave it empty."),
        render_kw={"inputmode": "url", "placeholder": "https://"},
    )
    stores = SelectMultipleField(_l("At the till of"))
    terms = TextAreaField(_l("Terms"), [Line(1000, many=True)])

    def __init__(self, retailer: Retailer, shops: list[Shop], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.retailer, self.shops = retailer, shops
        self.shop.choices = [SelectChoice(*one) for one in keys_of(shops, "label")]
        self.stores.choices = [SelectChoice(*one) for one in keys_of(retailer.stores, "name")]

    def validate(self, extra_validators: Any = None) -> bool:
        """Beside each field what is wrong with it; what belongs together is asked together."""
        good = super().validate(extra_validators)
        for field, problem in self._problems():
            if not field.errors:
                field.errors, good = [problem], False
        return good

    def _problems(self) -> list[tuple[Any, Any]]:
        starts, ends = start_of(self.starts) or clock.now(), end_of(self.ends)
        too_many = (self.budget.data or 0) > MOST_CODES and self.codes.data == "own"
        asked = (
            (self.percent, self.gives.data == Gives.PERCENT and not self.percent.data,
             _l("How many percent?")),
            (self.amount, self.gives.data == Gives.MONEY and not self._says(self.amount),
             _l("How much off?")),
            (self.text, self.gives.data == Gives.WORDS and not self.text.data,
             _l("Say what it gives.")),
            (self.shared_code,
             self.codes.data == "shared" and not CODE.fullmatch(self.shared_code.data or ""),
             _l("4 to 40 letters, digits and signs, without spaces.")),
            (self.pasted, self.codes.data == "pasted" and not self.pasted.codes,
             _l("Paste the codes.")),
            (self.budget, self.codes.data != "pasted" and not self.budget.data, _l("How many?")),
            (self.budget, too_many, _l("%(most)s codes at most.", most=f"{MOST_CODES:,}")),
            (self.ends, ends is None or ends <= max(starts, clock.now()),
             _l("It ends before it starts.")),
            (self.ends, ends is not None and ends > clock.now() + LONGEST,
             _l("Two years at most.")),
            (self.online, not self.online.data and not self.stores.data,
             _l("Say where it is redeemed.")),
        )  # fmt: skip
        return [(field, problem) for field, is_wrong, problem in asked if is_wrong]

    def _says(self, field: SumField) -> bool:
        return bool(field.errors) or self.minor(field) > 0

    def validate_online_url(self, field: StringField) -> None:
        shop = self.picked_shop
        if field.data and not (
            field.data.startswith("https://") and shop and belongs_to(shop.domain, field.data)
        ):
            raise ValidationError(_l("An address of the shop’s own domain, from https:// on."))

    @property
    def picked_shop(self) -> Shop | None:
        return next((shop for shop in self.shops if encode(shop.id) == self.shop.data), None)

    @property
    def picked_stores(self) -> list[Store]:
        ticked = set(self.stores.data or ())
        return [store for store in self.retailer.stores if encode(store.id) in ticked]

    def open(self) -> Voucher:
        """Inside `writing()`, after `validate()`."""
        shop = self.picked_shop
        assert shop is not None
        voucher = Voucher(retailer_id=self.retailer.id, shop=shop)
        for name in ("gives", "text", "whom", "terms"):
            setattr(voucher, name, self[name].data)
        self._fill_sums(voucher)
        voucher.per_member = self.per_member.data or 1
        voucher.starts_at = start_of(self.starts) or clock.now()
        voucher.ends_at = end_of(self.ends)  # type: ignore[assignment]
        if self.online.data:
            voucher.online_url = self.online_url.data or f"https://{shop.domain}/"
        voucher.open(self.picked_stores, self._fill_codes(voucher))
        return voucher

    def _fill_sums(self, voucher: Voucher) -> None:
        voucher.currency = self.currency.data
        voucher.minimum = self.minor(self.minimum)
        if voucher.gives == Gives.PERCENT:
            voucher.percent = self.percent.data or 0
        if voucher.gives == Gives.MONEY:
            voucher.amount = self.minor(self.amount)

    def _fill_codes(self, voucher: Voucher) -> list[str]:
        voucher.budget = self.budget.data or 0
        if self.codes.data == "pasted":
            voucher.budget = len(self.pasted.codes)
            return self.pasted.codes
        if self.codes.data == "shared":
            voucher.shared_code = self.shared_code.data
        return []
