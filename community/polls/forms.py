"""Asking, changing and deciding a poll."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from flask_babel import get_timezone
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    RadioField,
    SelectChoice,
    StringField,
    TextAreaField,
)
from wtforms.validators import Length, Optional

from community.core import clock
from community.core.ids import decode, encode
from community.core.text import plain_text
from community.friends.audience import Audience
from community.friends.forms import AudienceForm
from community.polls.fields import ProductsField, Texts, one_line
from community.polls.models import MOST_OPTIONS, Option, Poll, Results, Sort

FEW_TEXTS = 4
LONGEST = timedelta(days=31)
SHORTEST = timedelta(minutes=5)
DEADLINES = {
    "1h": timedelta(hours=1),
    "6h": timedelta(hours=6),
    "1d": timedelta(days=1),
    "3d": timedelta(days=3),
    "7d": timedelta(days=7),
}


class ChoicesForm(AudienceForm):
    """The parts that asking and changing share."""

    question = StringField(_l("Question"), filters=[one_line(140)], validators=[Length(max=140)])
    note = TextAreaField(
        _l("Note"),
        description=_l("What should they know: for whom, for when, what worries you?"),
        filters=[lambda text: plain_text(text or "", 500)],
        validators=[Length(max=500)],
    )
    products = ProductsField(_l("From your lists"))
    texts = Texts(
        StringField(_l("Option"), filters=[one_line(140)], validators=[Length(max=140)]),
        label=_l("In your own words"),
        min_entries=FEW_TEXTS,
        max_entries=MOST_OPTIONS,
    )
    results = RadioField(
        _l("When do they see the results?"),
        default=Results.ALWAYS.value,
        choices=[
            SelectChoice(Results.ALWAYS.value, _l("Always")),
            SelectChoice(Results.VOTED.value, _l("After their vote")),
            SelectChoice(Results.CLOSED.value, _l("When it closes")),
        ],
    )

    @property
    def words(self) -> list[str]:
        return [text for text in self.texts.data if text]

    def options(self) -> list[Option]:
        """Ticked products first, then one's own words."""
        chosen = [Option(product=product) for product in self.products.products]
        chosen += [Option(text=text) for text in self.words]
        for position, option in enumerate(chosen):
            option.position = position
        return chosen

    def add_texts(self) -> None:
        """More empty fields; what was typed stays."""
        for _place in range(len(self.texts), min(len(self.texts) + 3, MOST_OPTIONS)):
            self.texts.append_entry()


class PollForm(ChoicesForm):
    sort = RadioField(
        _l("What do you ask?"),
        default=Sort.WHICH.value,
        choices=[
            SelectChoice(Sort.WHICH.value, _l("Which one?")),
            SelectChoice(Sort.BUY.value, _l("Buy it or not?")),
        ],
    )
    deadline = RadioField(
        _l("Until when?"),
        default="1d",
        choices=[
            SelectChoice("1h", _l("1 hour")),
            SelectChoice("6h", _l("6 hours")),
            SelectChoice("1d", _l("Tomorrow")),
            SelectChoice("3d", _l("3 days")),
            SelectChoice("7d", _l("1 week")),
            SelectChoice("own", _l("Another time")),
        ],
    )
    own_deadline = DateTimeLocalField(
        _l("Day and time"),
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
        validators=[Optional()],
    )
    link = BooleanField(
        _l("Make a link, too"),
        description=_l("Whoever has it can vote with a name and no account."),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        problem = self._wrong_options()
        if problem:
            self.texts.errors = [*self.texts.errors, problem]
        if self.deadline.data == "own" and not self.own_deadline.errors:
            late = self._wrong_deadline()
            self.own_deadline.errors = [late] if late else []
            good = good and not late
        return good and not problem

    def _wrong_options(self) -> str:
        count = len(self.products.products) + len(self.words)
        if self.sort.data == Sort.BUY:
            if len(self.products.products) > 1:
                return _("Tick one product, or ask which one.")
            return "" if self._subject() or self.question.data else _("What would you buy?")
        if count < 2:
            return _("Give at least two to choose from.")
        return _("Ten at most.") if count > MOST_OPTIONS else ""

    def _wrong_deadline(self) -> str:
        if self.own_deadline.data is None:
            return _("Give a day and a time.")
        try:
            ahead = self.closes_at() - clock.now()
        except OverflowError:  # the first and the last day of the calendar, in other zones
            return _("Give a day and a time.")
        if ahead < SHORTEST:
            return _("Leave them at least five minutes.")
        return _("A month at most.") if ahead > LONGEST else ""

    def closes_at(self) -> datetime:
        """UTC; a time of one's own is meant in one's own zone."""
        if self.deadline.data == "own" and self.own_deadline.data:
            local: datetime = get_timezone().localize(self.own_deadline.data)
            return local.astimezone(UTC)
        return clock.now() + DEADLINES.get(self.deadline.data, DEADLINES["1d"])

    @property
    def wants_link(self) -> bool:
        return bool(self.link.data) or self.audience.data == Audience.ME

    def poll(self) -> Poll:
        """The poll as described; inside `writing()`, after `validate()`."""
        poll = Poll(sort=self.sort.data, note=self.note.data, results=self.results.data)
        poll.closes_at = self.closes_at()
        if poll.sort == Sort.BUY:
            poll.product = next(iter(self.products.products), None)
            poll.options = [
                Option(answer=answer, position=position)
                for position, answer in enumerate(("yes", "no", "wait"))
            ]
        else:
            poll.options = self.options()
        poll.question = self.question.data or self._default_question()
        return poll

    def _subject(self) -> str:
        product = next(iter(self.products.products), None)
        return product.title if product else (self.words[0] if self.words else "")

    def _default_question(self) -> str:
        if self.sort.data == Sort.WHICH:
            return _("Which one should I get?")
        return _("Should I buy this: %(thing)s?", thing=self._subject())[:140]


class PollEditForm(ChoicesForm):
    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if not self.question.data:
            self.question.errors = [_("Ask something.")]
        return good and bool(self.question.data)


class DecisionForm(FlaskForm):
    """“I bought B / nothing / something else”; an option is given by its key."""

    decision = RadioField(_l("What did you do?"))
    text = StringField(_l("What was it?"), filters=[one_line(140)], validators=[Length(max=140)])

    def __init__(self, poll: Poll, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        bought = [option for option in poll.options if option.answer in ("", "yes")]
        self.decision.choices = [
            SelectChoice(encode(option.id), _bought(option)) for option in bought
        ]
        self.decision.choices += [
            SelectChoice("nothing", _("I bought nothing")),
            SelectChoice("other", _("I bought something else")),
        ]

    @property
    def option_id(self) -> int | None:
        return None if self.decision.data in ("nothing", "other") else decode(self.decision.data)


class GuestForm(FlaskForm):
    """A guest's name. `guest_key` was made with the page, so that two presses are one guest."""

    name = StringField(_l("Your name"), filters=[one_line(40)], validators=[Length(max=40)])
    guest_key = StringField(validators=[Length(min=32, max=64)])

    @property
    def token(self) -> str:
        return self.guest_key.data or ""


def _bought(option: Option) -> str:
    if option.answer:
        return _("I bought it")
    return _("I bought %(letter)s: %(name)s", letter=option.letter, name=option.label)
