"""How many queries the pages of moderators and admins ask: as many for sixteen rows as for four."""

from __future__ import annotations

from typing import Any

import pytest
from flask import current_app
from sqlalchemy import insert

from community.accounts.models import AccountSession, Role
from community.catalog.models import Likeness, LinkDomain, Merge, Offer, Product
from community.core import clock, fragments
from community.core.audit import AuditEntry
from community.core.db import writing
from community.core.ids import encode, new_id
from community.core.outbox_rows import Delivery, OutboxFact
from community.extensions import db
from community.moderation.models import Appeal, Case, Decision, Report
from community.retailers.models import Claim, Feed, Retailer, Seat
from tests.pages.crowd import Crowd
from tests.world import list_by, person, signed_in

MEMBER = 2  # who is there, and how many notices wait

BUDGETS = {
    "/moderation": MEMBER + 2,  # the cases with their members, a report of each
    "/moderation?state=settled": MEMBER + 2,
    "/moderation/cases/{case}": MEMBER + 8,  # with what was decided before
    "/moderation/appeals": MEMBER + 1,
    "/moderation/domains": MEMBER + 1,
    "/moderation/merges": MEMBER + 3,  # the pairs, the offers of each side
    "/moderation/merges?state=done": MEMBER + 1,
    "/moderation/products/{one}/merge": MEMBER + 7,  # what reads alike, and their offers
    "/moderation/products/{one}/merge?other={other}": MEMBER + 8,
    "/moderation/log": MEMBER + 1,
    "/admin": MEMBER + 3,
    "/admin/members": MEMBER + 1,
    "/admin/members/{member}": MEMBER + 3,
    "/admin/retailers": MEMBER + 4,  # they, their claims and shops, their seats
    "/admin/retailers/{retailer}": MEMBER + 4,
    "/admin/jobs": MEMBER + 2,
    "/admin/audit": MEMBER + 2,
}


class Court(Crowd):
    """The crowd, and what those with powers see of it; ana is an admin."""

    def __init__(self) -> None:
        super().__init__()
        with writing():
            self.ana.account.role = Role.ADMIN
        self.keys = {"member": self.ben.id}

    def hold(self, by: int) -> None:
        for number in range(by):
            rows = self._of_powers(new_id(), number)
            with writing():
                for model, row in rows:
                    values = {"id": new_id(), "created_at": clock.now(), **row}
                    named = model.__table__.columns.keys()
                    kept = {name: value for name, value in values.items() if name in named}
                    db.session.execute(insert(model), [kept])

    def _of_powers(self, key: int, number: int) -> list[tuple[type, dict[str, Any]]]:
        subject = person(f"subject{encode(key)}").id
        about = {"kind": "list", "thing_id": key, "subject_id": subject}
        settled, decision, retailer, fact = (new_id() for _ in range(4))
        one, other = new_id(), new_id()
        told = {"kind": "list", "thing_id": key, "reason": "spam", "copy_title": f"List {number}"}
        shown = {"title": "The same thing", "listed_at": clock.now()}
        self.keys |= {"case": key, "one": one, "other": other, "retailer": retailer}
        return [
            (Case, {"id": key, **about, "state": "open", "report_count": 1}),
            (Case, {"id": settled, **about, "state": "acted", "report_count": 1}),
            (Report, {"case_id": key, "reporter_id": self.ana.id, **told}),
            (Report, {"case_id": settled, "reporter_id": self.ben.id, **told}),
            (Decision, {"id": decision, "case_id": settled, **about, "act": "warn",
                        "moderator_id": self.ana.id, "words": "Kindly."}),
            (Appeal, {"decision_id": decision, "words": "Why?", "state": "open"}),
            (LinkDomain, {"domain": f"shop{key}.example", "state": "pending"}),
            (AuditEntry, {"actor_id": self.ana.id, "act": "case.warn", "kind": "list",
                          "thing_id": key}),
            (OutboxFact, {"id": fact, "name": "nothing", "payload": {}}),
            (Delivery, {"fact_id": fact, "subscriber": "nobody", "parked_at": clock.now(),
                        "attempts": 8, "due_at": clock.now()}),
            (Product, {"id": one, **shown}),
            (Product, {"id": other, **shown}),
            *((Offer, {"product_id": product, "shop_id": self.shop.id, "url": f"u{product}",
                       "url_key": f"{product:064}"}) for product in (one, other)),
            (Likeness, {"one_id": min(one, other), "other_id": max(one, other),
                        "reason": "title", "state": "open"}),
            (Merge, {"loser_id": one, "survivor_id": other, "by_id": self.ana.id,
                     "state": "returned", "undone_at": clock.now()}),
            (Retailer, {"id": retailer, "name": f"Shop {number}"}),
            (Seat, {"retailer_id": retailer, "profile_id": subject, "role": "owner",
                    "joined_at": clock.now()}),
            (Claim, {"retailer_id": retailer, "shop_id": self.shop.id, "token": f"t{key}"}),
            (Feed, {"retailer_id": retailer, "shop_id": self.shop.id, "url": "u", "url_key": "u"}),
        ]  # fmt: skip


@pytest.fixture
def court(app) -> Court:
    return Court()


def admin_of(court: Court, new_client: Any) -> Any:
    """Whose password was asked for just now."""
    client = signed_in(new_client(), court.ana)
    with writing():
        for session in AccountSession.of(court.ana.account_id):
            session.proved_at = clock.now()
    return client


def measured(court: Court, client, count_queries) -> dict[str, tuple[int, str]]:
    keys = {name: encode(key) for name, key in court.keys.items()}
    found = {}
    for path in BUDGETS:
        fragments.forget(current_app)
        with count_queries() as queries:
            answer = client.get(path.format(**keys))
        assert answer.status_code == 200, f"{path}: {answer.status_code}"
        found[path] = len(queries), str(queries)
    return found


def test_no_page_of_powers_asks_more_for_sixteen_rows_than_for_four(
    court, new_client, count_queries
):
    client = admin_of(court, new_client)
    list_by(court.ben)
    court.hold(4)
    client.get("/about")
    few = measured(court, client, count_queries)
    court.hold(12)
    many = measured(court, client, count_queries)
    more = {path: many[path] for path in BUDGETS if many[path][0] > few[path][0]}
    assert not more, _told(more)
    over = {path: many[path] for path in BUDGETS if many[path][0] > BUDGETS[path]}
    assert not over, _told(over)


def _told(pages: dict[str, tuple[int, str]]) -> str:
    return "\n\n".join(f"{path} asks {n}:\n{asked}" for path, (n, asked) in pages.items())
