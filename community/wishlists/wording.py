"""How a list’s occasion and its day are said."""

from __future__ import annotations

from datetime import date

from babel.dates import format_skeleton
from flask_babel import get_locale, ngettext, to_user_timezone
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from community.core import clock
from community.wishlists.models import Occasion

OCCASIONS = {
    Occasion.WISHES: _l("Things I want"),
    Occasion.WARDROBE: _l("Wardrobe"),
    Occasion.BIRTHDAY: _l("Birthday"),
    Occasion.WEDDING: _l("Wedding"),
    Occasion.HOLIDAY: _l("Holiday"),
    Occasion.BABY: _l("Baby"),
    Occasion.HOME: _l("Home"),
    Occasion.GIFTS: _l("Ideas for somebody else"),
}


def occasion_words(occasion: str) -> str:
    return str(OCCASIONS[Occasion(occasion)])


def day_words(day: date) -> str:
    """“Mon, Nov 30”; with its year when that is another one than this."""
    skeleton = "MMMEd" if day.year == _today().year else "yMMMEd"
    return str(format_skeleton(skeleton, day, locale=get_locale() or "en"))


def days_away(day: date) -> str:
    """“in 9 days” as the reader counts days; nothing once it is past."""
    days = (day - _today()).days
    if days < 0:
        return ""
    if days < 2:
        return _("tomorrow") if days else _("today")
    return str(ngettext("in %(num)s day", "in %(num)s days", days))


def _today() -> date:
    return to_user_timezone(clock.now()).date()
