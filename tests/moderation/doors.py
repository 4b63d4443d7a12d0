"""Addresses of moderation and of admins, for `tests.visibility.test_every_route`."""

from __future__ import annotations

from typing import Any

from community.accounts.models import Profile
from community.catalog.models import Likeness, Merge, Product, Selector
from community.core.db import writing
from community.core.outbox_rows import Delivery, OutboxFact
from community.extensions import db
from community.moderation.models import Act, Report
from tests.moderation.cases import appeal_on, decided_about, reported
from tests.visibility.who import OWN, POWER, TOKEN

RULES = {
    "appeals.show": TOKEN,
    "appeals.create": TOKEN,
    "set_ups.show": TOKEN,
    "set_ups.create": TOKEN,
    "reports.show": OWN,
    # What one sees and does not own; tests/moderation/test_reports.py tries who may not.
    "reports.new": TOKEN,
    "reports.create": TOKEN,
    "cases.show": POWER,
    "cases.decide": POWER,
    "merges.new": POWER,
    "merges.create": POWER,
    "merges.undo": POWER,
    "likenesses.dismiss": POWER,
    # Any member, of what is on show; tests/moderation/test_merging.py tries the rest.
    "likenesses.new": TOKEN,
    "likenesses.create": TOKEN,
    "decisions.undo": POWER,
    "decisions.update": POWER,
    "appeals.update": POWER,
    "admin_members.show": POWER,
    "admin_members.update": POWER,
    "admin_retailers.show": POWER,
    "admin_retailers.update": POWER,
    "admin_members.decide": POWER,
    "dead_letters.retry": POWER,
    "dead_letters.drop": POWER,
    "selectors.switch_off": POWER,
    "selectors.switch_on": POWER,
}


def things_of(owner: Profile, poll: Any, wishlist: Any) -> dict[str, Any]:
    """A report and a decision about what is the owner’s own, and a delivery that was given up."""
    case = reported(poll, owner)
    decision = decided_about(wishlist, owner, Act.WARN)
    with writing():
        fact = OutboxFact(name="nothing", payload={})
        fact.deliveries = [delivery := Delivery(subscriber="nobody", parked_at=case.created_at)]
        db.session.add(fact)
        selector = Selector(domain="pots.example", field="price", path=f"b#{poll.id}")
        db.session.add(selector)
    report = Report.by(owner.id, "poll", poll.id)
    # Of no shop, so that none is on show because of them.
    twins = [Product(title="Twin", listed_at=case.created_at) for _number in range(3)]
    with writing():
        db.session.add_all(twins)
        db.session.flush()
        Likeness.suggest(twins[0].id, twins[2].id, "title")
        merge = Merge.make(twins[1].id, twins[0].id, owner)
    return {
        "case": case, "report": report, "decision": decision, "appeal": appeal_on(decision),
        "delivery": delivery, "merge": merge, "likeness": db.session.query(Likeness).first(),
        "selector": selector,
    }  # fmt: skip
