"""What the worker clears away."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import delete, or_

from community.accounts.models import AccountSession, MailToken, SignUp
from community.accounts.models.session import IDLE
from community.core import clock
from community.core.db import writing
from community.core.jobs import every_minute
from community.extensions import db

KEPT = timedelta(days=7)


@every_minute
def forget_old_links() -> None:
    """Links that have ended and browsers that are signed out, a week after. Who was signed in for
    too long has not been seen since, and goes with those who stay away."""
    before = clock.now() - KEPT
    with writing():
        db.session.execute(delete(SignUp).where(SignUp.created_at < before))
        db.session.execute(delete(MailToken).where(MailToken.created_at < before))
        db.session.execute(
            delete(AccountSession).where(
                or_(
                    AccountSession.ended_at < before,
                    AccountSession.seen_at < before - IDLE,
                )
            )
        )
