"""Which language, time zone and direction this request is read in."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil
from typing import Any

from babel import Locale
from babel.dates import format_timedelta
from babel.units import format_unit
from flask import Flask, current_app, request
from flask_babel import format_datetime, get_domain, get_locale
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from community.core import clock
from community.core.money import Money
from community.core.site import Standing, current_site, site_lately
from community.extensions import babel


def init_app(app: Flask) -> None:
    app.config.setdefault("BABEL_DEFAULT_LOCALE", app.extensions["settings"].default_locale)
    babel.init_app(app, locale_selector=choose_locale, timezone_selector=choose_timezone)
    _translate_templates(app)
    app.jinja_env.globals.update(
        get_locale=get_locale,
        ago=ago,
        left=left,
        at=format_datetime,
        money=money,
        text_direction=direction,
    )


def _translate_templates(app: Flask) -> None:
    """A page asks for some two hundred words: one look for the catalogue of the language each."""
    catalogs: dict[Locale | None, Any] = {}

    def catalog() -> Any:
        locale = get_locale()
        if locale not in catalogs:
            catalogs[locale] = get_domain().get_translations()
        return catalogs[locale]

    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=lambda text: catalog().ugettext(text),
        ngettext=lambda one, many, count: catalog().ungettext(one, many, count),
        newstyle=True,
        pgettext=lambda where, text: catalog().upgettext(where, text),
        npgettext=lambda where, one, many, count: catalog().unpgettext(where, one, many, count),
    )


def languages() -> list[str]:
    """Those we have a catalogue for; they come with the code, so they are looked up once."""
    known: list[str] = current_app.extensions.get("languages", [])
    if not known:
        found = current_app.extensions["babel"].instance.list_translations()
        known = [str(locale) for locale in found]
        current_app.extensions["languages"] = known
    return known


def offered() -> list[str]:
    """Those of them that the admins offer; all, while they have chosen none."""
    return _chosen_of(current_site())


def offered_lately() -> list[str]:
    """The same as far as this process has heard; asks no database."""
    return _chosen_of(site_lately())


def _chosen_of(site: Standing) -> list[str]:
    return [tag for tag in languages() if tag in site.languages] or languages()


def choose_locale() -> str:
    """The member's choice, else the best of what the browser asks for."""
    if not request:
        return _default_among(offered_lately())
    known = offered()  # asked of each visitor, so that what this process knows is fresh
    if current_user.is_authenticated and current_user.account.locale in known:
        return str(current_user.account.locale)
    return language_of_browser()


def letter_language(chosen: str) -> str:
    """What somebody is written to in: their own choice while it is offered, else the present."""
    return chosen if chosen in offered() else str(get_locale())


def _default_among(known: list[str]) -> str:
    """The operator's, unless the admins have taken that one back."""
    default = str(current_app.config["BABEL_DEFAULT_LOCALE"])
    is_spoken = default in languages() and default not in known
    return known[0] if is_spoken else default


def language_of_browser() -> str:
    """What the browser asks for, as far as we speak it; asks no database."""
    return best_language(request.headers.get("Accept-Language", ""))


def best_language(asked: str) -> str:
    """Of those that are offered; `asked` is an Accept-Language header. Asks no database."""
    known = offered_lately()
    accepted = parse_accept_header(asked, LanguageAccept)
    return accepted.best_match(known) or _default_among(known)


def choose_timezone() -> str:
    if request and current_user.is_authenticated and current_user.account.timezone:
        return str(current_user.account.timezone)
    return str(current_app.extensions["settings"].default_timezone)


def choose_currency() -> str:
    """Offered first where a price is typed."""
    chosen = current_user.account.currency if current_user.is_authenticated else ""
    return str(chosen or current_app.extensions["settings"].default_currency)


def direction() -> str:
    return str(get_locale().text_direction)


def ago(moment: datetime) -> str:
    """“2 hours ago”, “in 3 days”."""
    return format_timedelta(moment - clock.now(), add_direction=True, locale=get_locale())


def left(moment: datetime) -> str:
    """“in 2 hr 14 min” within a day, else “in 3 days”."""
    hours, minutes = divmod(ceil((moment - clock.now()) / timedelta(minutes=1)), 60)
    if not (0 < hours < 24 and minutes):
        return ago(moment)
    units = ((hours, "duration-hour"), (minutes, "duration-minute"))
    locale = get_locale()
    parts = [format_unit(count, unit, "short", locale=locale) for count, unit in units]
    return _("in %(time)s", time=" ".join(parts))


def money(price: Money | None) -> str:
    return price.format(get_locale()) if price else ""
