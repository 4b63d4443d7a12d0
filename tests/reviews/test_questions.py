"""Questions go to those who show that they have the thing; answers come back to who asked."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from community.core.db import writing
from community.core.ids import encode
from community.core.outbox import deliver_all
from community.extensions import db
from community.friends.models import Block
from community.moderation.acting import hide
from community.notifications.models import Notification
from community.reviews.models import Answer, Question
from community.reviews.queries import MOST_OWNERS, owners_to_ask
from tests.reviews.makers import answer_by, question_by, review_by
from tests.world import befriend, mark_by, person, retailer_by


def page_of(product) -> str:
    return f"/products/{encode(product.id)}"


def told(topic: str) -> set[int]:
    deliver_all()
    return set(db.session.scalars(select(Notification.profile_id).filter_by(topic=topic)))


def test_who_asks_is_read_by_everybody_and_owners_are_told(world, sign_in, new_client, pot):
    mark_by(world.ben, pot)
    mark_by(world.carla, pot, "had")
    mark_by(world.max, pot, "want", audience="public")
    mark_by(world.cleo, pot)  # for cleo's friends, of whom ana is none
    review_by(world.fay, pot)
    answer = sign_in(world.ana).post(f"{page_of(pot)}/questions", data={"body": "Does it drip?"})
    assert answer.status_code == 303 and "/questions/" in answer.location
    assert told("asks_owner") == {world.ben.id, world.carla.id, world.fay.id}
    assert "Does it drip?" in new_client().get(page_of(pot)).text
    assert "asks about a thing you have" in sign_in(world.ben).get("/notifications").text


@pytest.mark.parametrize("body", ["", "   ", "x" * 501])
def test_what_is_no_question_is_said_beside_the_field(world, sign_in, pot, body):
    answer = sign_in(world.ana).post(f"{page_of(pot)}/questions", data={"body": body})
    assert answer.status_code == 422 and 'class="error"' in answer.text
    assert not db.session.scalar(select(func.count(Question.id)))


def test_a_block_keeps_questions_away_both_ways(world, sign_in, pot):
    for owner in (world.dina, world.erik):
        mark_by(owner, pot, audience="public")
    question = question_by(world.ana, pot)
    assert told("asks_owner") == set()
    for blocked in (world.dina, world.erik):
        assert sign_in(blocked).get(f"/questions/{encode(question.id)}").status_code == 404
        assert "Does it drip?" not in sign_in(blocked).get(page_of(pot)).text


def test_of_many_owners_twenty_are_asked(world, pot):
    for number in range(MOST_OWNERS + 3):
        owner = person(f"owner{number}")
        befriend(owner, world.ana)
        mark_by(owner, pot)
    question = question_by(world.ana, pot)
    assert len(owners_to_ask(question)) == MOST_OWNERS == len(told("asks_owner"))


def test_an_answer_is_told_to_who_asked_and_can_be_thanked_for(world, sign_in, pot):
    mark_by(world.ben, pot)
    question = question_by(world.ana, pot)
    path = f"/questions/{encode(question.id)}"
    assert sign_in(world.ben).post(f"{path}/answers", data={"body": ""}).status_code == 422
    sign_in(world.ben).post(f"{path}/answers", data={"body": "Never."})
    assert told("answered") == {world.ana.id}
    page = sign_in(world.ana).get(path).text
    assert "Never." in page and "Has it" in page and "Say thanks" in page
    answer = db.session.scalars(select(Answer)).one()
    thank = f"/answers/{encode(answer.id)}/thank"
    assert sign_in(world.cleo).post(thank, data={"wanted": "1"}).status_code == 404
    sign_in(world.ana).post(thank, data={"wanted": "1"})
    assert told("thanked") == {world.ben.id}
    assert "Ana says thanks" in sign_in(world.cleo).get(path).text


def test_whoever_keeps_it_to_themselves_is_not_said_to_have_it(world, sign_in, pot):
    mark_by(world.ben, pot, audience="me")
    question = question_by(world.ana, pot)
    answer_by(world.ben, question)
    assert "Has it" not in sign_in(world.ana).get(f"/questions/{encode(question.id)}").text


def test_helpful_answers_come_first_and_hidden_ones_are_not_counted(world, sign_in, pot):
    question = question_by(world.ana, pot)
    first, second = answer_by(world.ben, question, "First."), answer_by(world.fay, question, "Two.")
    sign_in(world.cleo).post(f"/answers/{encode(second.id)}/helpful", data={"wanted": "1"})
    page = sign_in(world.mo).get(f"/questions/{encode(question.id)}").text
    assert page.index("Two.") < page.index("First.")
    with writing():
        hide("answer", first.id)
    db.session.expire_all()
    assert db.session.get_one(Question, question.id).answer_count == 1
    with writing():
        db.session.get_one(Answer, second.id).remove()
    db.session.expire_all()
    assert db.session.get_one(Question, question.id).answer_count == 0
    seen = sign_in(world.mo).get(f"/questions/{encode(question.id)}").text
    assert "Two." not in seen and "First." not in seen


def test_an_answer_of_whom_one_blocks_is_not_met(world, sign_in, pot):
    question = question_by(world.cleo, pot)
    answer_by(world.ben, question)
    with writing():
        Block.begin(world.ana, world.ben)
    assert "Never." not in sign_in(world.ana).get(f"/questions/{encode(question.id)}").text


def test_a_question_is_taken_back_by_who_asked_alone(world, sign_in, pot):
    question = question_by(world.ana, pot)
    path = f"/questions/{encode(question.id)}"
    assert sign_in(world.ben).post(f"{path}/remove").status_code == 404
    sign_in(world.ana).post(f"{path}/remove")
    assert sign_in(world.ben).get(path).status_code == 404


def test_a_shop_answers_in_its_own_name(world, sign_in, pot):
    team = retailer_by(world.cleo, domain="pots.example")
    question = question_by(world.ana, pot)
    path = f"/questions/{encode(question.id)}"
    assert team.name in sign_in(world.cleo).get(path).text
    said = {"body": "It does not.", "team": encode(team.id)}
    assert sign_in(world.ben).post(f"{path}/answers", data=said).status_code == 404
    sign_in(world.cleo).post(f"{path}/answers", data=said)
    assert told("shop_answered") == {world.ana.id}
    page = sign_in(world.ben).get(path).text
    assert "Pots and Co" in page and "The shop" in page and "@cleo" not in page
