"""The letters of moderation: who is shut out can read nothing else. Each in its reader's
language, queued inside `writing()`."""

from __future__ import annotations

from collections.abc import Callable

from flask import url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from community.accounts.models import Account, Profile
from community.core.locales import letter_language
from community.core.mail import on_site, post
from community.core.site import site_name
from community.extensions import db
from community.moderation.models import Appeal, Decision
from community.moderation.signing import address_of

Subjects = dict[str, Callable[[str], str]]

SUBJECTS: Subjects = {
    "hide": lambda site: _("Something of yours was hidden at %(site)s", site=site),
    "warn": lambda site: _("A word about something you wrote at %(site)s", site=site),
    "suspend": lambda site: _("You are suspended from %(site)s for a while", site=site),
    "ban": lambda site: _("You can no longer sign in at %(site)s", site=site),
}


BACK: Subjects = {
    "hide": lambda site: _("Something of yours is shown again at %(site)s", site=site),
    "warn": lambda site: _("A word about you was taken back at %(site)s", site=site),
    "suspend": lambda site: _("You can come in again at %(site)s", site=site),
    "ban": lambda site: _("You can come in again at %(site)s", site=site),
}


def decided(decision: Decision) -> None:
    """What was decided and why, and the link by which it can be answered."""
    _tell_of(decision, "decided", SUBJECTS, address_of(decision))


def taken_back(decision: Decision) -> None:
    _tell_of(decision, "taken_back", BACK, url_for("sessions.new"))


def _tell_of(decision: Decision, letter: str, subjects: Subjects, leads_to: str) -> None:
    account = _account_of(decision.subject_id)
    if account is None or decision.act not in subjects:
        return
    with force_locale(letter_language(account.locale)):
        subject = subjects[decision.act](site_name())
        post(letter, account.email, subject, key=f"{letter}:{decision.id}",
             link=on_site(leads_to), decision=decision)  # fmt: skip


def appeal_answered(appeal: Appeal) -> None:
    account = _account_of(appeal.decision.subject_id)
    if account is None:
        return
    with force_locale(letter_language(account.locale)):
        subject = _("An answer to your appeal at %(site)s", site=site_name())
        link = on_site(address_of(appeal.decision))
        post("appeal_answered", account.email, subject, key=f"appeal:{appeal.id}", link=link,
             appeal=appeal, sign_in=on_site(url_for("sessions.new")))  # fmt: skip


def _account_of(profile_id: int | None) -> Account | None:
    profile = db.session.get(Profile, profile_id) if profile_id else None
    return profile.account if profile else None


def let_in(account: Account) -> None:
    """An admin said yes to somebody who waited."""
    with force_locale(letter_language(account.locale)):
        subject = _("Welcome to %(site)s", site=site_name())
        post("let_in", account.email, subject, link=on_site(url_for("sessions.new")))
