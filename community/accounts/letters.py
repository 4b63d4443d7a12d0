"""The letters accounts write. Each is posted inside `writing()`, in its reader's language."""

from __future__ import annotations

from flask import url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from community.accounts.models import Account, MailToken, Purpose, SignUp
from community.core.limits import is_allowed
from community.core.locales import letter_language
from community.core.mail import on_site, post
from community.core.site import site_name


def may_mail(email_key: str) -> bool:
    """Letters asked for by somebody who may not be the reader: three in six hours an address."""
    return is_allowed("confirm-mail", email_key)


def confirm_sign_up(asked: SignUp) -> None:
    link = on_site(url_for("confirmations.show", token=asked.new_token()))
    with force_locale(letter_language(asked.locale)):
        subject = _("Confirm your address for %(site)s", site=_site())
        post("confirm", asked.email, subject, link=link, handle=asked.handle)


def already_here(email: str, account: Account) -> None:
    """Instead of a confirmation, when the address has its account already."""
    with force_locale(letter_language(account.locale)):
        post(
            "already_here",
            email,
            _("You already have an account at %(site)s", site=_site()),
            link=on_site(url_for("sessions.new")),
            reset=on_site(url_for("passwords.new")),
            handle=account.profile.handle,
        )


def no_account(email: str) -> None:
    """Asked for by somebody who may have used another address."""
    link = on_site(url_for("registrations.new"))
    post(
        "no_account", email, _("No account with this address at %(site)s", site=_site()), link=link
    )


def reset_password(account: Account) -> None:
    token = MailToken.issue(account, Purpose.RESET)
    link = on_site(url_for("passwords.edit", token=token))
    with force_locale(letter_language(account.locale)):
        subject = _("Choose a new password for %(site)s", site=_site())
        post("reset", account.email, subject, link=link, handle=account.profile.handle)


def password_changed(account: Account) -> None:
    with force_locale(letter_language(account.locale)):
        subject = _("Your password at %(site)s was changed", site=_site())
        reset = on_site(url_for("passwords.new"))
        post("password_changed", account.email, subject, reset=reset)


def confirm_new_email(account: Account, email: str) -> None:
    token = MailToken.issue(account, Purpose.NEW_EMAIL, email)
    link = on_site(url_for("email_changes.show", token=token))
    with force_locale(letter_language(account.locale)):
        subject = _("Confirm your new address for %(site)s", site=_site())
        post("confirm_email", email, subject, link=link, handle=account.profile.handle)


def email_changed(account: Account, old: str) -> None:
    with force_locale(letter_language(account.locale)):
        subject = _("Your address at %(site)s was changed", site=_site())
        post("email_changed", old, subject, new=account.email)


def _site() -> str:
    return site_name()
