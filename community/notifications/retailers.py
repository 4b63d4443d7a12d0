"""What teams of retailers are told: of a seat, and how it stands with their domains."""

from __future__ import annotations

from sqlalchemy import select

from community.extensions import db
from community.notifications.telling import tell_all
from community.retailers.events import (
    ClaimContested,
    ClaimEnded,
    ClaimFailing,
    RetailerJudged,
    SeatOffered,
)
from community.retailers.models import Claim, Seat


def seat_offered(fact: SeatOffered) -> None:
    tell_all([fact.profile_id], "seat", "retailer", fact.retailer_id, fact.by_id)


def judged(fact: RetailerJudged) -> None:
    team = Seat.retailer_id == fact.retailer_id, Seat.joined_at.is_not(None)
    ids = list(db.session.scalars(select(Seat.profile_id).where(*team)))
    topic = "shop_suspended" if fact.is_suspended else "shop_restored"
    tell_all(ids, topic, "retailer", fact.retailer_id, None)


def failing(fact: ClaimFailing) -> None:
    _tell_team(fact.claim_id, "unproved")


def contested(fact: ClaimContested) -> None:
    _tell_team(fact.claim_id, "contested")


def ended(fact: ClaimEnded) -> None:
    _tell_team(fact.claim_id, "unclaimed")


def _tell_team(claim_id: int, topic: str) -> None:
    claim = db.session.get(Claim, claim_id)
    if claim is None:
        return
    team = Seat.retailer_id == claim.retailer_id, Seat.joined_at.is_not(None)
    ids = list(db.session.scalars(select(Seat.profile_id).where(*team)))
    tell_all(ids, topic, "shop", claim.shop_id, None)
