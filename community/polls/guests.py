"""Guests who vote: a link and a name are enough."""

from __future__ import annotations

import secrets

from flask import abort

from community.accounts.models.session import hash_token
from community.core.upsert import insert_or_ignore
from community.friends.models import Guest, ShareLink
from community.polls.models import Poll


def new_guest_key() -> str:
    """Made with the form and sent back by it, so that two presses of a button are one guest."""
    return secrets.token_urlsafe(24)


def guest_for(poll: Poll, name: str, token: str) -> Guest:
    """The guest of that token, welcomed if new; 404 when the link is gone."""
    link = ShareLink.of(poll.kind, poll.id) or abort(404)
    values = {"link_id": link.id, "name": name, "token_hash": hash_token(token)}
    insert_or_ignore(Guest, values)
    return Guest.by_token(token) or abort(404)
