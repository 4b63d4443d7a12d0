"""Forms of moderators and admins, for `tests.core.idempotency`."""

from __future__ import annotations

from typing import Any

from flask import current_app

from community.accounts.passes import pass_for
from community.admin.routes.set_ups import token
from community.catalog.models import Likeness, Merge, Product, Selector
from community.core import clock, outbox
from community.core.db import writing
from community.core.outbox_rows import Delivery, OutboxFact
from community.extensions import db
from community.moderation.models import Decision
from community.moderation.signing import address_of
from tests.accounts.people import PASSWORD, member
from tests.core.idempotency.stage import Sent, Stage, key
from tests.moderation.cases import appeal_on, decided_about, reported
from tests.world import product_by, retailer_by, signed_in

SITE = {
    "name": "Our corner", "sign_up": "open", "newcomer_days": "3", "newcomer_posts": "60",
    "newcomer_links": "30", "newcomer_follows": "60",
}  # fmt: skip


def as_admin(stage: Stage) -> Any:
    """Who has just given their password."""
    account = member("mo")
    client = signed_in(stage.new_client(), account.profile)
    with writing():
        account.role = "admin"
    client.post("/admin/password", data={"password": PASSWORD})
    return client


def admin_sends(stage: Stage, path: str, page: str = "", **fields: str) -> Sent:
    return Sent(as_admin(stage), path, fields, page)


def decision(stage: Stage) -> Decision:
    return decided_about(stage.poll, stage.ben)


def way_to_appeal(stage: Stage) -> str:
    with current_app.test_request_context():
        return address_of(decision(stage))


def parked() -> Delivery:
    with writing():
        fact = OutboxFact(name="nothing", payload={})
        fact.deliveries = [delivery := Delivery(subscriber="nobody", parked_at=clock.now())]
        db.session.add(fact)
    return delivery


def selector(**more: Any) -> Selector:
    with writing():
        row = Selector(domain="pots.example", field="price", path="b.sum", **more)
        db.session.add(row)
    return row


def decide(stage: Stage) -> Sent:
    path = f"/moderation/cases/{key(reported(stage.poll, stage.ben))}"
    said = {"days": "7", "act": "warn", "words": "Kindly, please."}
    return admin_sends(stage, f"{path}/decide", path, **said)


def twins(stage: Stage) -> list[Product]:
    return [product_by(stage.ana, path, listed=True) for path in ("pot", "kettle")]


def merge(stage: Stage) -> Sent:
    one, other = map(key, twins(stage))
    path = f"/moderation/products/{one}/merge"
    return admin_sends(stage, path, f"{path}?other={other}", other=other, stays=other)


def merged(stage: Stage) -> str:
    goes, stays = twins(stage)
    with writing():
        row = Merge.make(goes.id, stays.id, stage.ana)
    outbox.deliver_all()
    return key(row)


def pair(stage: Stage) -> str:
    one, other = twins(stage)
    with writing():
        Likeness.suggest(one.id, other.id, "title")
    return key(db.session.query(Likeness).one())


def says_same(stage: Stage) -> Sent:
    one, other = map(key, twins(stage))
    return stage.ana_sends(f"/products/{one}/same", other=other)


def judge(stage: Stage) -> Sent:
    path = f"/admin/members/{key(stage.ben)}"
    said = {"days": "7", "act": "warn", "words": "Kindly, please."}
    return admin_sends(stage, f"{path}/decide", path, **said)


def pack_from_outside(stage: Stage) -> Sent:
    with writing():
        stage.ana.account.banned_at = clock.now()
    with current_app.test_request_context():
        token = pass_for(stage.ana.account)
    return Sent(stage.nobody, f"/away/{token}/archive", {}, f"/away/{token}")


ONCE = {
    "cases.decide": decide,
    "merges.create": merge,
    "admin_members.decide": judge,
    "passes.create": pack_from_outside,
}

HARMLESS = {
    "reports.create": (
        "one report a member and thing by a unique index",
        lambda s: Sent(s.as_ben, f"/report/poll/{key(s.poll)}", {"reason": "spam"}),
    ),
    "appeals.create": (
        "one appeal a decision by a unique index; the first stands",
        lambda s: s.nobody_sends(way_to_appeal(s), words="It was a joke."),
    ),
    "decisions.undo": (
        "taken back once, by a conditional UPDATE",
        lambda s: admin_sends(s, f"/moderation/decisions/{key(decision(s))}/undo"),
    ),
    "decisions.update": (
        "says the whole text",
        lambda s: admin_sends(s, f"/moderation/decisions/{key(decision(s))}/words", words="Dear"),
    ),
    "appeals.update": (
        "answered once, by a conditional UPDATE",
        lambda s: admin_sends(
            s,
            f"/moderation/appeals/{key(appeal_on(decision(s)))}/answer",
            state="granted",
            answer="You are right.",
        ),
    ),
    "merges.undo": (
        "taken back once, by a conditional UPDATE",
        lambda s: admin_sends(s, f"/moderation/merges/{merged(s)}/undo"),
    ),
    "likenesses.create": ("one row a pair by a unique index", says_same),
    "likenesses.dismiss": (
        "what was dismissed stays so",
        lambda s: admin_sends(s, f"/moderation/likenesses/{pair(s)}/dismiss"),
    ),
    "domains.update": (
        "says the whole state of a domain",
        lambda s: admin_sends(s, "/moderation/domains", domain="pots.example", state="blocked"),
    ),
    "admin_members.update": (
        "a conditional UPDATE: who is a moderator is not made one again",
        lambda s: admin_sends(s, f"/admin/members/{key(s.ben)}", act="moderator"),
    ),
    "admin_retailers.update": (
        "a conditional UPDATE: what is suspended is not suspended again",
        lambda s: admin_sends(s, f"/admin/retailers/{key(retailer_by(s.ben))}", act="suspend"),
    ),
    "site_settings.update": (
        "says the whole state",
        lambda s: admin_sends(s, "/admin/settings", **SITE),
    ),
    "dead_letters.retry": (
        "what is no longer parked stays as it is",
        lambda s: admin_sends(s, f"/admin/jobs/{key(parked())}/retry"),
    ),
    "selectors.switch_off": (
        "what is off is off; the log is written once",
        lambda s: admin_sends(s, f"/admin/selectors/{key(selector())}/off"),
    ),
    "selectors.switch_on": (
        "what is on is on; the log is written once",
        lambda s: admin_sends(s, f"/admin/selectors/{key(selector(off_at=clock.now()))}/on"),
    ),
    "dead_letters.drop": (
        "what is dropped is dropped",
        lambda s: admin_sends(s, f"/admin/jobs/{key(parked())}/drop"),
    ),
    "proofs.create": (
        "says when the password was given last, within the minute",
        lambda s: admin_sends(s, "/admin/password", password=PASSWORD),
    ),
    "set_ups.create": (
        "one profile for ever, by a conditional UPDATE; the same one may ask again",
        lambda s: s.ana_sends(f"/set-up/{token()}"),
    ),
}
