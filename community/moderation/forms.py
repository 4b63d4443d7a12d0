from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from community.catalog.access import is_listed, merged_into
from community.catalog.models import Product
from community.core import clock
from community.core.ids import decode, encode
from community.core.text import plain_line, plain_text
from community.extensions import db
from community.moderation.models import Act
from community.moderation.words import acts, reasons

SPANS = (1, 3, 7, 30, 90)


def words_field(label: Any, longest: int, *, wanted: str = "", rows: int = 4) -> TextAreaField:
    checks: list[Any] = [Length(max=longest)]
    return TextAreaField(
        label,
        filters=[lambda text: plain_text(text or "", longest)],
        validators=[DataRequired(wanted), *checks] if wanted else checks,
        render_kw={"rows": rows, "maxlength": longest, "dir": "auto"},
    )


class ReportForm(FlaskForm):
    reason = RadioField(
        _l("What is wrong with it?"), validators=[DataRequired(_l("Choose what is wrong."))]
    )
    note = words_field(_l("Anything a moderator should know"), 500, rows=3)

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.reason.choices = list(reasons().items())


class DecisionForm(FlaskForm):
    act = RadioField(_l("What happens?"), validators=[DataRequired(_l("Choose what happens."))])
    days = SelectField(_l("If suspended, for how long?"), default="7")
    words = words_field(_l("What the member reads"), 1000)

    def __init__(self, allowed: list[Act], **more: Any) -> None:
        super().__init__(**more)
        named = acts()
        self.act.choices = [(act.value, named[act.value]) for act in allowed]
        self.words.flags.required = Act.KEEP not in allowed
        self.days.choices = [(str(days), _("%(num)s days", num=days)) for days in SPANS]

    def validate(self, extra_validators: Any = None) -> bool:
        """Whoever is told something reads why."""
        is_good = super().validate(extra_validators)
        if self.act.data != Act.KEEP.value and not self.words.data:
            self.words.errors = [_("Write a sentence that explains it.")]
            return False
        return is_good

    @property
    def chosen(self) -> Act:
        return Act(self.act.data)

    @property
    def until(self) -> datetime | None:
        is_suspension = self.chosen == Act.SUSPEND
        return clock.now() + timedelta(days=int(self.days.data)) if is_suspension else None


class WordsForm(FlaskForm):
    words = words_field(
        _l("What the member reads"), 1000, wanted=_l("Write a sentence that explains it.")
    )


class AppealForm(FlaskForm):
    words = words_field(
        _l("Why should it be looked at again?"), 2000, wanted=_l("Write a few words first.")
    )


class AnswerForm(FlaskForm):
    state = RadioField(_l("Your answer"), validators=[DataRequired(_l("Choose an answer."))])
    answer = words_field(
        _l("What the member reads"), 1000, wanted=_l("Write a sentence that explains it.")
    )

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.state.choices = [
            ("granted", _("Take the decision back")),
            ("refused", _("The decision stands")),
        ]


class OtherPageForm(FlaskForm):
    """Another product's page, named by its address or by the key in it."""

    other = StringField(
        _l("Address of the other page"),
        filters=[lambda text: plain_line(text or "", 500)],
        validators=[DataRequired(_l("Paste the address of the other product’s page."))],
        render_kw={"maxlength": 500, "autocapitalize": "none", "inputmode": "url"},
    )

    def __init__(self, *args: Any, this: Product, **more: Any) -> None:
        super().__init__(*args, **more)
        self._this = this

    def validate_other(self, field: StringField) -> None:
        if self.other_id == self._this.id:
            raise ValidationError(_("That is this page itself."))
        query = select(Product.id).where(Product.id == self.other_id, is_listed())
        if db.session.scalar(query) is None:
            raise ValidationError(_("There is no such product here."))

    @property
    def other_id(self) -> int:
        """What stands behind the address now, were it an older one; 0 for none."""
        path = (self.other.data or "").partition("?")[0].partition("#")[0]
        try:
            named = decode(path.rstrip("/").rpartition("/")[2].partition("-")[0])
        except ValueError:
            return 0
        return merged_into(named) or named


class MergeForm(FlaskForm):
    stays = RadioField(
        _l("Which page stays?"), validators=[DataRequired(_l("Choose which page stays."))]
    )

    def __init__(self, both: list[Product], **more: Any) -> None:
        super().__init__(**more)
        self.stays.choices = [(self.key_of(each), each.title) for each in both]

    @staticmethod
    def key_of(product: Product) -> str:
        return encode(product.id)


class DomainForm(FlaskForm):
    domain = StringField(
        _l("Domain"),
        filters=[lambda text: plain_line(text or "", 253).lower().strip(".")],
        validators=[DataRequired(_l("Type a domain, like shop.example."))],
        render_kw={"maxlength": 253, "placeholder": "shop.example", "autocapitalize": "none"},
    )
    state = SelectField(_l("Links to it"))
    note = StringField(
        _l("Note for moderators"),
        filters=[lambda text: plain_line(text or "", 200)],
        render_kw={"maxlength": 200},
    )

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.state.choices = [
            ("approved", _("Approved: open at once")),
            ("pending", _("Pending: ask before leaving")),
            ("blocked", _("Blocked: nobody is sent there")),
        ]

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        try:
            domain = (self.domain.data or "").encode("idna").decode()
        except UnicodeError:
            domain = ""
        if "." not in domain or "/" in domain or " " in domain:
            self.domain.errors = [_("Type a domain, like shop.example.")]
            return False
        self.domain.data = domain
        return True
