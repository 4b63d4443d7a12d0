"""Fields that the forms of this room share: a sum of money, a moment in one’s own zone, codes."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from typing import Any

from flask_babel import get_timezone
from flask_babel import lazy_gettext as _l
from wtforms import DateField, StringField, TextAreaField
from wtforms.validators import ValidationError

from community.core.ids import encode
from community.core.money import BadAmount, Money, UnknownCurrency
from community.deals.models.code import LONGEST_CODE
from community.deals.models.voucher import MOST_CODES

LONGEST_CODES = MOST_CODES * (LONGEST_CODE + 2)
CODE = re.compile(r"[!-~]{4,40}")  # what is typed at a checkout: visible ASCII


class SumField(StringField):
    """Money of the form’s `currency`; nothing typed is none."""

    def money(self, currency: str) -> Money | None:
        return Money.parse(self.data, currency) if (self.data or "").strip() else None


class Sum:
    """What is typed can be read as money."""

    def __call__(self, form: Any, field: SumField) -> None:
        try:
            field.money(form.currency.data or "")
        except (BadAmount, UnknownCurrency) as problem:
            raise ValidationError(str(problem)) from None


def end_of(day: DateField) -> datetime | None:
    """The last moment of the day in one’s own zone, in UTC."""
    return _at(day, timedelta(days=1)) if day.data else None


def start_of(day: DateField) -> datetime | None:
    return _at(day, timedelta(0)) if day.data else None


def _at(day: DateField, later: timedelta) -> datetime | None:
    try:
        local = get_timezone().localize(datetime.combine(day.data, time()) + later)
        moment: datetime = local.astimezone(UTC)
        return moment
    except OverflowError:  # the first and the last day of the calendar, in other zones
        return None


class CodesField(TextAreaField):
    """Codes, one a line; the first column of a CSV, with or without a heading called “code”."""

    @property
    def codes(self) -> list[str]:
        lines = (re.split(r"[,;\t]", line)[0].strip().strip('"') for line in self._lines())
        found = list(dict.fromkeys(line for line in lines if line))
        return found[1:] if found and found[0].lower() in ("code", "codes") else found

    def _lines(self) -> list[str]:
        return (self.data or "").lstrip("\ufeff").splitlines()

    def pre_validate(self, form: Any) -> None:
        if len(self.data or "") > LONGEST_CODES or len(self.codes) > MOST_CODES:
            raise ValidationError(_l("%(most)s codes at most.", most=f"{MOST_CODES:,}"))
        wrong = next((code for code in self.codes if not CODE.fullmatch(code)), None)
        if wrong is not None:
            raise ValidationError(
                _l("“%(code)s” is no code: 4 to 40 letters, digits and signs.", code=wrong[:50])
            )


def keys_of(things: list[Any], name: str = "title") -> list[tuple[str, str]]:
    """Choices of a select, by their keys."""
    return [(encode(thing.id), str(getattr(thing, name))) for thing in things]
