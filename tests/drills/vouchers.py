"""Drills 5 and 6: the last code, the last seat and the deadline, with many who press at once; and
one token, one review.

Nothing is given twice or too often, and a deal is settled once, by what was so at its end. The
controls do the same by looking first and writing then, and must give too much.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from datetime import timedelta
from secrets import token_hex
from typing import Any

from flask import Flask
from sqlalchemy import and_, func, select

from community.accounts.models import Profile
from community.catalog.models import Product
from community.core import clock
from community.core.db import writing
from community.core.outbox import OutboxFact
from community.deals.models import Deal, DealIsOver, DealJoin, NotGiven, Taken, Voucher
from community.deals.models.deal import State
from community.extensions import db
from community.purchases.models.proof import Proof, TokenIsUsed
from community.retailers.models import Retailer
from community.reviews.models import Review
from community.reviews.models.review import Said
from tests.deals.material import deal_by, voucher_by
from tests.drills.frame import Report
from tests.drills.rush import careless
from tests.drills.rush.crowd import at_once, people, shop, site

SHORT = {
    "databases": ("sqlite", "postgres"), "codes": 20, "members": 30, "joiners": 15, "leavers": 6,
}  # fmt: skip
LONG = {
    "databases": ("sqlite", "postgres"), "codes": 100, "members": 150, "joiners": 50,
    "leavers": 20, "rounds": 5,
}  # fmt: skip
WORKERS = 16
CAP = 8
AROUND = 1.0  # seconds before and after the deadline


def run(
    report: Report,
    *,
    databases: Sequence[str],
    codes: int,
    members: int,
    joiners: int,
    leavers: int,
    rounds: int = 1,
) -> None:
    for kind in databases:
        with site(kind) as app:
            crowd, (retailer, product) = people(max(members, joiners + leavers)), shop()
            for _ in range(rounds):
                voucher = voucher_by(retailer, budget=codes)
                _take_all(report, app, voucher.id, crowd[:members], kind)
                _once_each(report, app, crowd[:WORKERS], joiners, kind)
                deal = deal_by(retailer, product=product, cap=CAP, steps={CAP: 3500})
                _at_the_deadline(report, app, deal.id, crowd, (joiners, leavers), kind)
            careful = voucher_by(retailer, budget=5, shared_code="SHARED").id
            _control(report, app, careful, deal_by(retailer, product=product).id, crowd, kind)


def _take_all(report: Report, app: Flask, voucher_id: int, crowd: list[int], kind: str) -> None:
    """Each member presses twice; then every code is brought to two tills."""

    def take(member: int) -> str:
        try:
            with writing():
                db.session.get_one(Voucher, voucher_id).give(member)
            return "given"
        except NotGiven as late:
            return late.why

    answers = at_once(app, take, _shuffled(crowd * 2), WORKERS)
    db.session.expire_all()
    budget = db.session.get_one(Voucher, voucher_id).budget
    rows = list(db.session.scalars(select(Taken).where(Taken.voucher_id == voucher_id)))
    report.injected += len(answers)
    report.count("given", answers.count("given"))
    report.count("too_late", answers.count("gone"))
    report.demand(answers.count("given") == len(rows) == budget, f"{kind}: {len(rows)} of {budget}")
    report.demand(len({row.profile_id for row in rows}) == len(rows), f"{kind}: one has two")
    report.demand(len({row.code_id for row in rows}) == len(rows), f"{kind}: a code twice")
    _redeem_all(report, app, [row.id for row in rows] * 2, kind)


def _redeem_all(report: Report, app: Flask, brought: list[int], kind: str) -> None:
    def redeem(taken_id: int) -> bool:
        with writing():
            return db.session.get_one(Taken, taken_id).use("till")

    good = sum(at_once(app, redeem, _shuffled(brought), WORKERS))
    report.injected += len(brought)
    report.count("redeemed", good)
    report.demand(good == len(brought) // 2, f"{kind}: {good} redeemed of {len(brought) // 2}")


def _once_each(report: Report, app: Flask, crowd: list[int], presses: int, kind: str) -> None:
    """A shop’s receipt goes round and proves the purchase of one; a member’s review that is sent
    many times is one."""
    team, thing = db.session.query(Retailer).first(), db.session.query(Product).first()
    assert team and thing
    shop_id, thing_id, token = team.id, thing.id, token_hex(8)
    author = crowd[report.totals["reviews"] % len(crowd)]
    db.session.rollback()

    def use(member: int) -> bool:
        try:
            with writing():
                by = db.session.get_one(Profile, member)
                product = db.session.get_one(Product, thing_id)
                Proof.use(shop_id, token, by, product, 4000, "EUR", None)
            return True
        except TokenIsUsed:
            return False

    def write(member: int) -> bool:
        with writing():
            by, product = db.session.get_one(Profile, member), db.session.get_one(Product, thing_id)
            return Review.write(product, by, Said(8)) is not None

    proved = sum(at_once(app, use, crowd, WORKERS))
    written = sum(at_once(app, write, [author] * presses, WORKERS))
    db.session.rollback()
    rows = _rows(Review.id, and_(Review.owner_id == author, Review.product_id == thing_id))
    report.injected += len(crowd) + presses
    report.count("proved", proved)
    report.count("reviews", written)
    report.demand(proved == 1, f"{kind}: one token proved {proved} purchases")
    report.demand(written == rows == 1, f"{kind}: {rows} reviews of one, {written} said so")


def _at_the_deadline(
    report: Report, app: Flask, deal_id: int, crowd: list[int], numbers: tuple[int, int], kind: str
) -> None:
    """The leavers are in or wait; they go and the joiners come within a second of the end."""
    joiners, leavers = numbers
    goers, comers = crowd[:leavers], crowd[leavers : leavers + joiners]
    with writing():
        deal = db.session.get_one(Deal, deal_id)
        for member in goers:
            deal.join(member)
        deal.closes_at = clock.now() + timedelta(seconds=AROUND)
        end = deal.closes_at
    acts = [("leave", member) for member in goers] + [("join", member) for member in comers]
    acts += [("settle", number) for number in range(WORKERS)]
    timed = [(act, who, random.uniform(-AROUND, AROUND / 2)) for act, who in _shuffled(acts)]
    timed.sort(key=lambda each: each[2])
    began = at_once(app, lambda each: _act(deal_id, end, *each), timed, WORKERS)
    _press_late(app, deal_id)
    report.injected += len(timed)
    late = [act for act, when, done in began if done and act != "settle" and when > end]
    report.demand(not late, f"{kind}: {len(late)} after the deadline")
    _look(report, deal_id, kind)


def _act(deal_id: int, end: Any, act: str, who: int, moment: float) -> tuple[str, Any, bool]:
    time.sleep(max(0.0, (end - clock.now()).total_seconds() + moment))
    when = clock.now()
    try:
        with writing():
            deal = db.session.get_one(Deal, deal_id)
            done: Any = deal.settle() if act == "settle" else getattr(deal, act)(who)
    except DealIsOver:
        return act, when, False
    return act, when, bool(done)


def _press_late(app: Flask, deal_id: int) -> None:
    """The worker comes at last, in every process at once."""
    end = db.session.get_one(Deal, deal_id, populate_existing=True).closes_at
    db.session.rollback()
    time.sleep(max(0.0, (end - clock.now()).total_seconds()) + 0.01)
    at_once(app, lambda place: _act(deal_id, end, "settle", place, 0), range(4), 4)


def _look(report: Report, deal_id: int, kind: str) -> None:
    db.session.rollback()
    db.session.expire_all()
    deal = db.session.get_one(Deal, deal_id)
    rows = list(db.session.scalars(select(DealJoin).where(DealJoin.deal_id == deal_id)))
    seated = [row.place for row in rows if row.is_in]
    waiting = [row.place for row in rows if not row.is_in]
    report.count("seats", len(seated))
    report.demand(len(seated) <= deal.cap, f"{kind}: {len(seated)} seats of {deal.cap}")
    counts = deal.seat_count == deal.settled_count == len(seated)
    report.demand(counts and deal.waiting_count == len(waiting), f"{kind}: a number is not so")
    in_order = not waiting or max(seated, default=0) < min(waiting)
    report.demand(in_order, f"{kind}: somebody was passed by")
    full = not waiting or len(seated) == deal.cap
    report.demand(full, f"{kind}: a seat stood empty while somebody waited")
    outcome = State.WON if len(seated) >= deal.minimum else State.FAILED
    report.demand(deal.state == outcome, f"{kind}: {deal.state} with {len(seated)}")
    fair = deal.settled_amount == deal.price_for(len(seated)).amount
    report.demand(fair, f"{kind}: not the price of its count")
    facts = db.session.scalars(select(OutboxFact).where(OutboxFact.name.endswith("DealSettled")))
    settled = sum(fact.payload["deal_id"] == deal_id for fact in facts)
    report.count("settlements", settled)
    report.demand(settled == 1, f"{kind}: settled {settled} times")


def _control(
    report: Report, app: Flask, voucher_id: int, deal_id: int, crowd: list[int], kind: str
) -> None:
    """Without the conditional UPDATE and the lock."""
    at_once(app, lambda member: careless.take(voucher_id, member), crowd[:WORKERS], WORKERS)
    told = list(enumerate(crowd[:WORKERS], 1))
    at_once(app, lambda each: careless.join(deal_id, each[1], each[0]), told, WORKERS)
    db.session.rollback()
    given = _rows(Taken.id, Taken.voucher_id == voucher_id)
    seats = _rows(DealJoin.id, DealJoin.deal_id == deal_id)
    report.count("control_given", given)
    report.count("control_seats", seats)
    report.demand(given > 5, f"{kind}: the control gave {given} of 5: it proves nothing")
    report.demand(seats > 6, f"{kind}: the control seated {seats} of 6: it proves nothing")


def _rows(column: Any, condition: Any) -> int:
    return int(db.session.scalar(select(func.count(column)).where(condition)) or 0)


def _shuffled(things: list[Any]) -> list[Any]:
    """Another order each time."""
    return [one for _dice, one in sorted((random.random(), one) for one in things)]
