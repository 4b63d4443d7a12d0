from __future__ import annotations

from typing import Any

from babel import Locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    PasswordField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, NumberRange
from wtforms.widgets import CheckboxInput, ListWidget

from community.accounts.password_rules import LONGEST
from community.core.locales import languages
from community.core.site import Site
from community.core.text import plain_line, plain_text


class ProofForm(FlaskForm):
    password = PasswordField(
        _l("Your password"),
        [DataRequired(_l("Type your password."))],
        render_kw={"autocomplete": "current-password", "maxlength": LONGEST},
    )
    next = HiddenField()


def _number(label: Any, least: int, most: int) -> IntegerField:
    wrong = _l("A whole number from %(least)s to %(most)s.", least=least, most=most)
    return IntegerField(
        label,
        validators=[InputRequired(wrong), NumberRange(least, most, wrong)],
        render_kw={"min": least, "max": most, "inputmode": "numeric"},
    )


class SiteForm(FlaskForm):
    """The one row of settings; see `core.site`."""

    name = StringField(
        _l("Name of the site"),
        filters=[lambda text: plain_line(text or "", 60)],
        description=_l("Empty: as the operator has set it."),
        render_kw={"maxlength": 60},
    )
    sign_up = RadioField(_l("Who may sign up?"))
    languages = SelectMultipleField(
        _l("Languages offered"),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        description=_l("None chosen: all there are."),
    )
    newcomer_days = _number(_l("A member is new for this many days"), 0, 60)
    newcomer_posts = _number(_l("What new members may write in a day"), 1, 500)
    newcomer_links = _number(_l("Links they may add in a day"), 1, 500)
    newcomer_follows = _number(_l("Members they may follow in a day"), 1, 500)
    is_closing = BooleanField(
        _l("This site is closing"),
        description=_l("Everything can be read and taken along, nothing can be added."),
    )
    closing_notice = TextAreaField(
        _l("What everybody reads meanwhile"),
        filters=[lambda text: plain_text(text or "", 500)],
        render_kw={"rows": 3, "maxlength": 500, "dir": "auto"},
    )

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        self.sign_up.choices = [
            ("open", _("Everybody")),
            ("approval", _("Everybody, once an admin says yes")),
            ("invitation", _("Whoever a member has invited")),
        ]
        self.languages.choices = [
            (tag, Locale.parse(tag).get_display_name() or tag) for tag in languages()
        ]

    def take(self, site: Site) -> None:
        """What holds now."""
        for name in LIKE_THE_ROW:
            self[name].data = getattr(site, name)
        self.languages.data = site.languages.split()
        self.is_closing.data = site.closing_since is not None

    def chosen(self) -> dict[str, Any]:
        values = {name: self[name].data for name in LIKE_THE_ROW}
        return {**values, "languages": " ".join(self.languages.data or [])}


LIKE_THE_ROW = (
    "name", "sign_up", "newcomer_days", "newcomer_posts", "newcomer_links", "newcomer_follows",
    "closing_notice",
)  # fmt: skip
