"""The link in a letter by which a decision is read and appealed, without a session: whoever is
banned has none. It names one decision and opens nothing else."""

from __future__ import annotations

from flask import abort, current_app, url_for
from itsdangerous import BadSignature, URLSafeSerializer

from community.extensions import db
from community.moderation.models import Decision


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.extensions["settings"].secret_key, salt="appeal")


def address_of(decision: Decision) -> str:
    return url_for("appeals.show", token=_signer().dumps(decision.id))


def decision_of(token: str) -> Decision:
    """404 for what we did not sign."""
    try:
        decision_id = _signer().loads(token)
    except BadSignature:
        abort(404)
    return db.session.get(Decision, decision_id) or abort(404)
