"""What moderators may, what a decision does, and what is written down of it."""

from __future__ import annotations

import pytest
from flask import current_app
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from community.accounts.models import AccountSession
from community.core.audit import AuditEntry
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.moderation import acting
from community.moderation.models import Act, Appeal, Case, Decision
from community.moderation.signing import address_of
from tests.accounts.people import letters_to
from tests.moderation.cases import appeal_on, decided_about, deliver, reported
from tests.world import list_by, poll_by, signed_in


@pytest.fixture
def mo(world, new_client):
    return signed_in(new_client(), world.mo)


def decide(client, case: Case, act: str, **more: str):
    path = f"/moderation/cases/{encode(case.id)}/decide"
    return client.post(path, data={"act": act, "days": "7", "words": "Kindly.", **more})


def acts() -> list[str]:
    return [entry.act for entry in db.session.query(AuditEntry).order_by(AuditEntry.id)]


def test_only_moderators_find_the_queue(world, mo, new_client):
    for place in ("", "/appeals", "/domains"):
        assert mo.get(f"/moderation{place}").status_code == 200
        assert signed_in(new_client(), world.ana).get(f"/moderation{place}").status_code == 404


def test_a_moderator_reads_the_copy_and_not_the_private_thing(world, mo):
    wishlist = list_by(world.ana, "Kitchen", note="What they read")
    case = reported(wishlist, world.ben)
    page = mo.get(f"/moderation/cases/{encode(case.id)}").text
    assert "What they read" in page
    assert f"/lists/{encode(wishlist.id)}" not in page
    assert mo.get(f"/lists/{encode(wishlist.id)}").status_code == 404


def test_what_is_hidden_only_its_owner_goes_on_seeing(world, mo, new_client):
    wishlist = list_by(world.ana, audience="public")
    assert decide(mo, reported(wishlist, world.ben), "hide").status_code == 303
    path = f"/lists/{encode(wishlist.id)}"
    ben, ana = signed_in(new_client(), world.ben), signed_in(new_client(), world.ana)
    assert ben.get(path).status_code == 404
    assert ana.get(path, follow_redirects=True).status_code == 200
    decision = db.session.query(Decision).one()
    assert mo.post(f"/moderation/decisions/{encode(decision.id)}/undo").status_code == 303
    assert ben.get(path, follow_redirects=True).status_code == 200
    assert acts() == ["case.hide", "undo.hide"]


@pytest.mark.parametrize("act", ["suspend", "ban"])
def test_who_is_shut_out_is_signed_out_and_told_by_letter(world, mo, new_client, act):
    ana = signed_in(new_client(), world.ana)
    assert decide(mo, reported(poll_by(world.ana), world.ben), act).status_code == 303
    assert ana.get("/lists").status_code == 303
    assert AccountSession.of(world.ana.account_id) == []
    assert signed_in(new_client(), world.ana).get("/lists").status_code == 303
    deliver()
    assert "Kindly." in letters_to("ana@example.com")[-1].text


def test_nobody_judges_themselves_nor_those_above(world, mo, new_client):
    with writing():
        world.ana.account.role = "admin"
        world.carla.account.role = "moderator"
    for person in (world.mo, world.ana, world.carla):
        case = reported(poll_by(person, audience="public"), world.ben)
        assert decide(mo, case, "ban").status_code == 403, person.handle
    ana = signed_in(new_client(), world.ana)
    assert decide(ana, case, "warn").status_code == 303
    assert acts() == ["case.warn"]


def test_of_two_moderators_the_second_does_nothing(world, mo):
    case = reported(poll_by(world.ana), world.ben)
    assert decide(mo, case, "warn").status_code == 303
    late = decide(mo, case, "ban", words="Out with you")
    assert late.status_code == 409
    assert "Out with you" not in [row.words for row in db.session.query(Decision)]
    assert world.ana.account.banned_at is None
    with writing():
        assert acting.decide(db.session.get(Case, case.id), world.mo, Act.BAN, "x") is None


def test_words_are_wanted_of_whoever_decides(world, mo):
    case = reported(poll_by(world.ana), world.ben)
    assert decide(mo, case, "ban", words="").status_code == 422
    assert decide(mo, case, "keep", words="").status_code == 303


def test_the_words_of_a_decision_can_be_changed(world, mo, new_client):
    decision = decided_about(poll_by(world.ana), world.ben, Act.WARN)
    mo.post(f"/moderation/decisions/{encode(decision.id)}/words", data={"words": "Put better"})
    with db.session.no_autoflush:
        page = new_client().get(address_of_(decision))
    assert "Put better" in page.text
    assert acts()[-1] == "decision.words"


def address_of_(decision: Decision) -> str:
    with current_app.test_request_context():
        return address_of(decision)


def test_who_is_banned_reads_and_appeals_once_by_the_link_of_the_letter(world, new_client):
    decision = decided_about(poll_by(world.ana), world.ben)
    nobody, way = new_client(), address_of_(decision)
    assert nobody.get(way).status_code == 200
    assert nobody.get(way[:-2] + "xx").status_code == 404
    for words in ("It was a joke.", "Again!"):
        assert nobody.post(way, data={"words": words}).status_code == 303
    assert db.session.query(Appeal).one().words == "It was a joke."


def test_an_appeal_is_answered_by_somebody_else_and_lets_in_again(world, mo, new_client):
    decision = decided_about(poll_by(world.ana), world.mo)
    appeal = appeal_on(decision)
    path = f"/moderation/appeals/{encode(appeal.id)}/answer"
    said = {"state": "granted", "answer": "You are right."}
    assert mo.post(path, data=said).status_code == 403
    with writing():
        world.carla.account.role = "moderator"
    assert signed_in(new_client(), world.carla).post(path, data=said).status_code == 303
    assert signed_in(new_client(), world.ana).get("/lists").status_code == 200
    deliver()
    assert "You are right." in letters_to("ana@example.com")[-1].text


def test_the_public_log_names_nobody_and_nothing(world, new_client):
    decided_about(list_by(world.ana, "Secret kitchen"), world.ben, words="Dear Ana")
    page = new_client().get("/moderation/log").text
    assert "Banned" in page
    for private in ("Secret kitchen", "Dear Ana", "Ana", "Ben"):
        assert private not in page


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entries SET act = 'x'", "DELETE FROM audit_entries"]
)
def test_the_audit_log_is_only_added_to(world, statement):
    decided_about(poll_by(world.ana), world.ben)
    with pytest.raises(DBAPIError, match="only added to"), writing():
        db.session.execute(text(statement))
    assert acts() == ["case.ban"]
