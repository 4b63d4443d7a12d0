from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from community.core import outbox
from community.core.db import writing
from community.core.outbound import Outbound
from community.extensions import db
from community.retailers.models import Claim
from tests.retailers.zone import Zone
from tests.world import retailer_by


@pytest.fixture
def zone(app: Any) -> Iterator[Zone]:
    """The DNS, and a web where nobody lives."""
    before = app.extensions["outbound"]
    app.extensions["txt_records"] = zone = Zone({})
    app.extensions["outbound"] = Outbound(resolve=lambda host, port: [], deadline=1)
    yield zone
    app.extensions["outbound"] = before
    del app.extensions["txt_records"]


@pytest.fixture
def pots(ana: Any) -> Any:
    """ana’s shop, with pots.example proved."""
    return retailer_by(ana, domain="pots.example")


def claim_of(retailer: Any, domain: str = "pots.example") -> Claim:
    with writing():
        return Claim.make(retailer, domain)


def looked_at(claim: Claim) -> Claim:
    """The worker has looked for the proof."""
    with writing():
        db.session.get_one(Claim, claim.id).ask()
    outbox.deliver_all()
    db.session.expire_all()
    return db.session.get_one(Claim, claim.id)
