"""The worker’s part of a claim: looked for when asked, and each week again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select, update

from community.catalog.models import Shop
from community.core import clock
from community.core.db import change, writing
from community.core.events import publish
from community.core.jobs import every_minute
from community.extensions import db
from community.retailers.events import ClaimCheckDue, ClaimContested
from community.retailers.models import Claim
from community.retailers.proofs import way_of

MOST_AT_ONCE = 50
LEASE = timedelta(hours=1)


@dataclass(frozen=True)
class Look:
    """What was found: `way` for the claim, `rival_way` for the one that stands in its way."""

    way: str
    rival_id: int | None = None
    rival_way: str = ""


def check(fact: ClaimCheckDue) -> None:
    """Idempotent: looks again and says what is there now."""
    claim = db.session.get(Claim, fact.claim_id)
    if claim is None:
        return
    domain, record, rival = claim.shop.domain, claim.record, claim.rival
    rival_id, rival_record = (rival.id, rival.record) if rival else (None, "")
    db.session.commit()
    way = way_of(domain, record)
    rival_way = way_of(domain, rival_record) if way and rival_record else ""
    with writing():
        settle(fact.claim_id, Look(way, rival_id, rival_way))


def settle(claim_id: int, look: Look) -> None:
    """Inside `writing()`. Claims of one shop take turns on its row."""
    claim = db.session.get(Claim, claim_id)
    if claim is None:
        return
    db.session.execute(select(Shop.id).where(Shop.id == claim.shop_id).with_for_update())
    rival = claim.rival
    if not look.way:
        claim.miss("nothing")
    elif rival is None:
        claim.prove(look.way)
    elif rival.id != look.rival_id:
        claim.ask()  # another has proved it since we looked
    elif look.rival_way:
        claim.miss("rival")
        publish(ClaimContested(rival.id))
    else:
        rival.end("lost")
        db.session.flush()
        claim.prove(look.way)


@every_minute
def ask_those_due() -> None:
    """Each is taken by one worker: the row says until when."""
    now = clock.now()
    due = select(Claim.id).where(Claim.due_at <= now).order_by(Claim.due_at).limit(MOST_AT_ONCE)
    for claim_id in list(db.session.scalars(due)):
        mine = update(Claim).where(Claim.id == claim_id, Claim.due_at <= now)
        with writing():
            if change(mine.values(due_at=now + LEASE)):
                publish(ClaimCheckDue(claim_id))
