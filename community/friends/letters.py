"""Letters of invitation: from one member to one address they typed, in the member's name.

Whoever sends one learns nothing from it: the same is said whether the address has an account, wants
no letters, was written to too often, or belongs to somebody who blocked the sender.
"""

from __future__ import annotations

from flask import current_app, url_for
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import select

from community.accounts.models import Account, Profile
from community.core.ids import encode
from community.core.limits import is_allowed
from community.core.mail import Letter, on_site
from community.extensions import db
from community.friends.audience import is_blocked
from community.friends.models import MailInvitation, MailRefusal, ShareLink
from community.friends.models.invitation import LETTER, LIFETIME, hash_of


def invite(inviter: Profile, email: str) -> bool:
    """Inside `writing()`; False when this member has written to that address already."""
    invitation = MailInvitation.begin(inviter, email)
    if invitation is None:
        return False
    link = ShareLink.make(LETTER, invitation.id, inviter, LIFETIME)
    if _may_be_sent(inviter, email):
        _written(invitation, on_site(url_for("links.open", key=link.key))).post()
    return True


def _may_be_sent(inviter: Profile, email: str) -> bool:
    if MailRefusal.is_kept(email) or not is_allowed("invited", hash_of(email)):
        return False
    account = Account.by_email(email)
    if account is None:
        return True
    return not db.session.scalar(select(is_blocked(inviter.id, account.profile.id)))


def _written(invitation: MailInvitation, link: str) -> Letter:
    inviter, site = invitation.inviter, current_app.extensions["settings"].site_name
    return Letter.write(
        "invitation",
        invitation.email,
        _("%(name)s invites you to %(site)s", name=inviter.name, site=site),
        key=f"invitation:{encode(invitation.id)}",
        unsubscribe=on_site(
            url_for("refusals.show", token=_signer().dumps(hash_of(invitation.email)))
        ),
        link=link,
        name=inviter.name,
        handle=inviter.handle,
    )


def refused_by(token: str) -> str | None:
    """The hash of the address whose reader holds this token."""
    try:
        return str(_signer().loads(token))
    except BadSignature:
        return None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.extensions["settings"].secret_key, salt="no-invitations")
