"""Who may take part in what several buy: members who are known for a while, a few from one home.

Nobody is asked for papers. An address that was confirmed, an account of some days (what an admin
has set for newcomers) and at most four from one network keep one person from being a crowd.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta
from ipaddress import ip_network

from flask import current_app
from sqlalchemy import select

from community.accounts.models import Account
from community.core import clock
from community.core.limits import network_of_request
from community.core.site import current_site
from community.extensions import db
from community.friends.viewer import Viewer

# What keeps somebody out, and how the page then answers.
HINDRANCES = {"unconfirmed": 403, "new": 403, "crowded": 409, "over": 409}


def barrier_of(viewer: Viewer) -> str:
    """'unconfirmed', 'new', or nothing; asked of members."""
    person = viewer.profile
    if person is None:
        return ""
    query = select(Account.email_verified_at).where(Account.id == person.account_id)
    if db.session.scalar(query) is None:
        return "unconfirmed"
    known_since = clock.now() - timedelta(days=current_site().newcomer_days)
    return "new" if person.created_at > known_since else ""


def home_of(deal_id: int) -> str:
    """A digest of the sender’s network, of use for this deal alone; none inside a house’s own
    network, where everybody seems to be one."""
    network = network_of_request()
    if network == "unknown" or not ip_network(network).is_global:
        return ""
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, f"deal {deal_id} {network}".encode(), hashlib.sha256).hexdigest()
