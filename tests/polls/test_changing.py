"""Closing, deciding, changing and taking away a poll."""

from __future__ import annotations

import pytest

from community.catalog.models import Product
from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.core.outbox import deliver_all
from community.extensions import db
from community.polls.jobs import close_due_polls
from community.polls.models import Option, Poll, Vote
from community.reactions.models import Comment
from tests.polls.people import HOUR, poll_by
from tests.polls.test_asking import ASKED
from tests.polls.test_results import cast


def the_poll() -> Poll:
    return db.session.query(Poll).one()


def test_a_poll_that_is_due_is_closed_and_shows_so(as_ben, ana):
    poll = poll_by(ana, closes_at=clock.now() - HOUR)
    assert 'data-state="closed"' in as_ben.get(f"/polls/{encode(poll.id)}").text
    assert close_due_polls() == 1
    assert close_due_polls() == 0
    assert db.session.get(Poll, poll.id, populate_existing=True).closed_at is not None


def test_the_asker_closes_and_says_what_she_did(as_ana, as_ben, poll):
    path = f"/polls/{encode(poll.id)}"
    assert as_ana.post(f"{path}/close").status_code == 303
    blue = poll.options[1]
    assert as_ana.post(f"{path}/decision", data={"decision": encode(blue.id)}).status_code == 303
    assert "Ana bought B: blue pot" in as_ben.get(path).text
    as_ana.post(f"{path}/decision", data={"decision": "other", "text": "a <b>kettle</b>"})
    assert "Ana bought something else: a &lt;b&gt;kettle&lt;/b&gt;" in as_ben.get(path).text


def test_a_decision_closes_an_open_poll(as_ana, as_ben, poll):
    path = f"/polls/{encode(poll.id)}"
    as_ana.post(f"{path}/decision", data={"decision": "nothing"})
    assert "Ana bought nothing" in as_ben.get(path).text
    vote = as_ben.post(f"{path}/vote", data={"option": encode(poll.options[0].id)})
    assert vote.status_code == 409


@pytest.mark.parametrize("junk", ["", "zz", "hidden"])
def test_a_decision_for_nothing_there_is_asked_again(as_ana, poll, junk):
    answer = as_ana.post(f"/polls/{encode(poll.id)}/decision", data={"decision": junk})
    assert answer.status_code == 422


@pytest.mark.parametrize("what", ["close", "decision", "edit", "delete"])
def test_only_the_asker_may(as_ben, as_cleo, poll, what):
    path = f"/polls/{encode(poll.id)}/{what}"
    assert {as_ben.post(path).status_code, as_cleo.post(path).status_code} == {404}
    assert db.session.get(Poll, poll.id, populate_existing=True).closed_at is None


EDITED = {"question": "Which kettle?", "audience": "friends", "results": "closed"}


def test_before_the_first_vote_the_question_is_free(as_ana, poll):
    as_ana.post(f"/polls/{encode(poll.id)}/edit", data=EDITED)
    fresh = the_poll()
    assert (fresh.question, fresh.results) == ("Which kettle?", "closed")


def test_after_it_options_may_only_be_added(as_ana, ben, poll):
    cast(poll, ben, 1)
    as_ana.post(f"/polls/{encode(poll.id)}/edit", data={**EDITED, "texts-0": "green pot"})
    fresh = the_poll()
    assert (fresh.question, fresh.results) == ("Which pot?", "always")
    names = [(option.letter, option.text, option.votes) for option in fresh.options]
    assert names == [("A", "red pot", 0), ("B", "blue pot", 1), ("C", "green pot", 0)]


def test_a_narrower_audience_shuts_others_out_at_once(as_ana, as_ben, poll):
    as_ana.post(f"/polls/{encode(poll.id)}/edit", data={**EDITED, "audience": "me"})
    assert as_ben.get(f"/polls/{encode(poll.id)}").status_code == 404


def test_a_deleted_poll_takes_votes_and_comments_with_it(as_ana, as_ben, ben, poll):
    key = encode(poll.id)
    cast(poll, ben)
    as_ben.post("/comments", data={"kind": "poll", "id": key, "body": "red!"})
    as_ana.post(f"/polls/{key}/delete")
    deliver_all()
    assert as_ben.get(f"/polls/{key}").status_code == 404
    left = [db.session.query(model).count() for model in (Poll, Option, Vote, Comment)]
    assert left == [0, 0, 0, 0]


def test_a_poll_that_becomes_public_shows_its_products_to_everyone(as_ana, ana):
    with writing():
        lamp = Product(title="Lamp", found_by_id=ana.id)
        db.session.add(lamp)
    poll = poll_by(ana, product_id=lamp.id)
    as_ana.post(f"/polls/{encode(poll.id)}/edit", data={**EDITED, "audience": "public"})
    assert db.session.get(Product, lamp.id, populate_existing=True).listed_at is not None


def test_more_than_ten_to_choose_from_do_not_fit_however_often_they_are_sent(poll):
    with writing():
        fresh = db.session.get(Poll, poll.id)
        for _ in range(3):
            fresh.add([Option(text=f"pot {number}") for number in range(4)])
    options = db.session.get(Poll, poll.id, populate_existing=True).options
    assert [option.letter for option in options] == list("ABCDEFGHIJ")


def test_buy_it_or_not_takes_no_further_answers(as_ana, ana):
    as_ana.post("/polls/new", data={**ASKED, "sort": "buy", "question": "This kettle?"})
    path = f"/polls/{encode(the_poll().id)}"
    edited = {"question": "This kettle?", "audience": "friends", "results": "always"}
    answer = as_ana.post(f"{path}/edit", data={**edited, "texts-0": "perhaps"})
    assert answer.status_code == 303
    db.session.expire_all()
    assert [option.answer for option in the_poll().options] == ["yes", "no", "wait"]
