"""A purchase in words: where, when, and who bought the same."""

from __future__ import annotations

from datetime import date

from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from community.accounts.models import Profile
from community.core import clock
from community.purchases.models import Place, Purchase


def where_bought(purchase: Purchase) -> str:
    if purchase.place == Place.STORE and purchase.store:
        return purchase.store.name
    if purchase.place == Place.ONLINE:
        return purchase.shop.label if purchase.shop else _("online")
    return purchase.place_name or (
        _("in a store") if purchase.place == Place.STORE else _("elsewhere")
    )


def day_named(day: date) -> str:
    is_this_year = day.year == clock.now().year
    return format_date(day, "d MMMM" if is_this_year else "d MMMM y")


def day_bought(purchase: Purchase) -> str:
    days = (clock.now().date() - purchase.day).days
    return {0: _("today"), 1: _("yesterday")}.get(days) or day_named(purchase.day)


def who_bought(people: list[Profile]) -> str:
    """The people, at least one."""
    first = people[0].first_name
    if len(people) == 1:
        return _("%(name)s bought this", name=people[0].name)
    if len(people) == 2:
        return _("%(one)s and %(two)s bought this", one=first, two=people[1].first_name)
    return ngettext(
        "%(one)s and %(num)s friend bought this",
        "%(one)s and %(num)s friends bought this",
        len(people) - 1,
        one=first,
    )


WORDS = (where_bought, day_named, day_bought, who_bought)
