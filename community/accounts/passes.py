"""A pass for who is banned or suspended: whoever has just said the right password may read why, and
take along what is theirs, without a session. It names one account and opens nothing else."""

from __future__ import annotations

from flask import abort, current_app
from itsdangerous import BadSignature, URLSafeTimedSerializer

from community.accounts.models import Account
from community.extensions import db

AN_HOUR = 3600


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.extensions["settings"].secret_key, salt="pass")


def pass_for(account: Account) -> str:
    """Worth nothing after an hour, and nothing once the account is free again."""
    return _signer().dumps(account.id)


def holder_of(token: str) -> Account:
    """404 for what we did not sign, and for whoever may sign in."""
    try:
        account_id = _signer().loads(token, max_age=AN_HOUR)
    except BadSignature:
        abort(404)
    account = db.session.get(Account, account_id)
    return account if account and account.is_judged and not account.closed_at else abort(404)
