"""Asking, changing, closing, deciding, taking away."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from community.catalog.models import Product
from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.core.outbox import deliver_all
from community.extensions import db
from community.friends.models import PeopleSet, ShareLink
from community.polls.jobs import close_due_polls
from community.polls.models import Option, Poll
from tests.polls.people import HOUR, person, poll_by
from tests.polls.test_results import cast

ASKED = {"sort": "which", "texts-0": "red pot", "texts-1": "blue pot", "audience": "friends",
         "results": "always", "deadline": "1d"}  # fmt: skip


def ask(client, **more):
    return client.post("/polls/new", data={**ASKED, **more})


def the_poll() -> Poll:
    return db.session.query(Poll).one()


def product(finder, title="Arc lamp") -> Product:
    with writing():
        found = Product(title=title, found_by_id=finder.id)
        db.session.add(found)
    return found


def test_two_texts_make_a_poll_for_friends_until_tomorrow(as_ana, ana, ben):
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    with clock.fixed_at(now):
        answer = ask(as_ana)
    poll = the_poll()
    assert answer.location == f"/polls/{encode(poll.id)}-which-one-should-i-get"
    assert [option.text for option in poll.options] == ["red pot", "blue pot"]
    assert (poll.audience, poll.asked_count, poll.results) == ("friends", 1, "always")
    assert poll.closes_at == now + timedelta(days=1)


def test_products_are_ticked_from_where_one_came(as_ana, ana):
    lamp = product(ana)
    page = as_ana.get(f"/polls/new?product={encode(lamp.id)}-arc-lamp").text
    assert f'value="{encode(lamp.id)}" checked' in page
    ask(as_ana, products=encode(lamp.id), **{"texts-1": ""})
    first, second = the_poll().options
    assert (first.product_id, second.text) == (lamp.id, "red pot")


def test_one_product_is_asked_about_plainly(as_ana, ana):
    lamp = product(ana)
    ask(as_ana, sort="buy", products=encode(lamp.id), **{"texts-0": "", "texts-1": ""})
    poll = the_poll()
    assert poll.question == "Should I buy this: Arc lamp?"
    assert [option.answer for option in poll.options] == ["yes", "no", "wait"]
    assert poll.product_id == lamp.id


def test_nobody_asks_about_what_they_cannot_see(as_ana, cleo):
    hidden = product(cleo)
    ask(as_ana, products=encode(hidden.id))
    assert the_poll().products == []


def test_a_public_poll_shows_its_products_to_everyone(as_ana, ana):
    lamp = product(ana)
    ask(as_ana, products=encode(lamp.id))
    assert db.session.get(Product, lamp.id).listed_at is None
    ask(as_ana, products=encode(lamp.id), audience="public")
    assert db.session.get(Product, lamp.id).listed_at is not None


@pytest.mark.parametrize(
    "wrong, said",
    [
        ({"texts-1": ""}, "Give at least two to choose from."),
        ({"texts-0": "a" * 141}, "keep this to"),
        ({"question": "a" * 141}, "keep this to"),
        ({"sort": "buy", "texts-0": "", "texts-1": ""}, "What would you buy?"),
        ({"deadline": "own"}, "Give a day and a time."),
        ({"deadline": "own", "own_deadline": "2026-11-21T12:01"}, "at least five minutes"),
        ({"deadline": "own", "own_deadline": "2026-12-31T12:00"}, "A month at most."),
        ({"deadline": "own", "own_deadline": "soon"}, "Not a valid"),
        ({"sort": "rank"}, "Not a valid choice"),
        ({"results": "never"}, "Not a valid choice"),
        ({"audience": "people", "people": "@nobody"}, "Nobody here is called"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(as_ana, wrong, said):
    with clock.fixed_at(datetime(2026, 11, 21, 12, tzinfo=UTC)):
        answer = ask(as_ana, note="for the cabin", **wrong)
    assert answer.status_code == 422
    assert said in answer.text
    assert "for the cabin" in answer.text
    assert db.session.query(Poll).count() == 0


def test_more_options_come_without_losing_what_was_typed(as_ana):
    page = ask(as_ana, more="1", question="Which?")
    assert page.status_code == 200
    assert 'value="blue pot"' in page.text and 'value="Which?"' in page.text
    assert 'name="texts-6"' in page.text and 'name="texts-7"' not in page.text
    many = {f"texts-{n}": f"pot {n}" for n in range(10)}
    assert 'name="more"' not in ask(as_ana, more="1", **many).text
    ask(as_ana, **many)
    assert len(the_poll().options) == 10


def test_a_time_of_ones_own_is_meant_in_ones_own_zone(as_ana, ana):
    with writing():
        db.session.get(type(ana.account), ana.account_id).timezone = "Europe/Berlin"
    with clock.fixed_at(datetime(2026, 11, 21, 12, tzinfo=UTC)):
        ask(as_ana, deadline="own", own_deadline="2026-11-22T18:30")
    assert the_poll().closes_at == datetime(2026, 11, 22, 17, 30, tzinfo=UTC)


def test_only_me_comes_with_a_link(as_ana):
    ask(as_ana, audience="me")
    link = ShareLink.of("poll", the_poll().id)
    assert f"/l/{link.key}" in as_ana.get(f"/polls/{encode(the_poll().id)}").text


def test_named_people_are_asked_and_counted(as_ana, ben, cleo):
    ask(as_ana, audience="people", people="@ben, @cleo")
    assert the_poll().asked_count == 2


def test_a_circle_of_somebody_else_is_no_choice(as_ana, cleo):
    with writing():
        circle = PeopleSet.circle(cleo, "Hers")
    assert ask(as_ana, audience="people", circle=encode(circle.id)).status_code == 422


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
    from community.polls.models import Vote
    from community.reactions.models import Comment

    key = encode(poll.id)
    cast(poll, ben)
    as_ben.post("/comments", data={"kind": "poll", "id": key, "body": "red!"})
    as_ana.post(f"/polls/{key}/delete")
    deliver_all()
    assert as_ben.get(f"/polls/{key}").status_code == 404
    left = [db.session.query(model).count() for model in (Poll, Option, Vote, Comment)]
    assert left == [0, 0, 0, 0]


@pytest.mark.parametrize(
    "tab, expected", [("answer", "Open?"), ("mine", "Ben’s?"), ("answered", "Done?")]
)
def test_polls_stand_under_their_tab(as_ben, ana, ben, cleo, tab, expected):
    poll_by(ana, question="Open?")
    poll_by(ana, question="Over?", closes_at=clock.now() - HOUR)
    poll_by(cleo, question="Passing by?", audience="public")
    cast(poll_by(ana, question="Done?"), ben)
    poll_by(ben, question="Ben’s?")
    page = as_ben.get(f"/polls?tab={tab}").text
    seen = {q for q in ("Open?", "Over?", "Passing by?", "Done?", "Ben’s?") if q in page}
    assert seen == {expected}


@pytest.mark.parametrize("tab", ["answer", "mine", "answered"])
def test_an_empty_tab_invites(as_cleo, tab):
    assert 'class="empty"' in as_cleo.get(f"/polls?tab={tab}").text


def test_a_long_list_goes_on_page_by_page(as_ben, ana):
    polls = [poll_by(ana, question=f"Question {n:02}?") for n in range(13)]
    first = as_ben.get("/polls").text
    cursor = encode(polls[3].id)
    assert f"after={cursor}" in first
    second = as_ben.htmx(f"/polls?tab=answer&after={cursor}", method="GET").text
    shown = [n for n in range(13) if f"Question {n:02}?" in second]
    assert shown == [0, 1, 2]


def test_a_page_of_polls_asks_as_often_for_ten_as_for_two(as_ben, ana, count_queries):
    def queries() -> int:
        with count_queries() as asked:
            assert as_ben.get("/polls").status_code == 200
        return len(asked)

    voters = [person(f"voter{n}") for n in range(5)]

    def add(number):
        poll = poll_by(ana, question=f"Q{number}?")
        for place, voter in enumerate(voters):
            cast(poll, voter, place % 2)

    for number in range(2):
        add(number)
    few = queries()
    for number in range(2, 12):
        add(number)
    assert queries() == few
    assert few <= 14
