"""What the worker does for invitations by mail."""

from __future__ import annotations

from sqlalchemy import delete

from community.accounts.events import MailConfirmed
from community.accounts.models import Account
from community.core.db import change, writing
from community.core.jobs import every_minute
from community.extensions import db
from community.friends.models import FollowRequest, MailInvitation


def befriend_who_agreed(fact: MailConfirmed) -> None:
    """Who said yes in the letter and then confirmed that very address, in whatever browser."""
    account = db.session.get(Account, fact.account_id)
    if account is None or account.profile is None:
        return
    for invitation in MailInvitation.agreed_with(account.email_key):
        inviter = invitation.inviter
        if MailInvitation.use_up(inviter.id, [invitation.id], account):
            FollowRequest.befriend(account.profile, inviter)


@every_minute
def forget_old_invitations() -> None:
    with writing():
        change(delete(MailInvitation).where(~MailInvitation.is_young()))
