"""Votes: cast, changed, taken back, until the close and not after."""

from __future__ import annotations

from datetime import timedelta

import pytest

from community.core import clock
from community.core.ids import encode
from community.extensions import db
from community.polls.models import Poll, Vote
from tests.polls.people import HOUR, holding, link_to, poll_by, signed_in


def vote(client, poll, option, **more):
    return client.post(f"/polls/{encode(poll.id)}/vote", data={"option": encode(option.id), **more})


def counts(poll) -> tuple[int, list[int]]:
    fresh = db.session.get(Poll, poll.id, populate_existing=True)
    db.session.refresh(fresh, ["options"])
    for option in fresh.options:
        db.session.refresh(option)
    return fresh.vote_count, [option.votes for option in fresh.options]


def test_a_friend_votes_and_comes_back_to_the_poll(as_ben, poll):
    answer = vote(as_ben, poll, poll.options[0])
    assert (answer.status_code, answer.location) == (303, f"/polls/{encode(poll.id)}-which-pot")
    assert counts(poll) == (1, [1, 0])


def test_a_vote_in_place_answers_with_the_card(as_ben, poll):
    option = poll.options[1]
    answer = as_ben.htmx(f"/polls/{encode(poll.id)}/vote", data={"option": encode(option.id)})
    assert answer.status_code == 200
    assert f'id="poll-{encode(poll.id)}"' in answer.text
    assert "Your vote for B is in." in answer.text
    assert "<html" not in answer.text


def test_a_changed_vote_moves(as_ben, poll):
    vote(as_ben, poll, poll.options[0])
    vote(as_ben, poll, poll.options[1])
    assert counts(poll) == (1, [0, 1])


def test_the_same_vote_again_changes_nothing(as_ben, poll):
    vote(as_ben, poll, poll.options[0])
    vote(as_ben, poll, poll.options[0])
    assert counts(poll) == (1, [1, 0])


def test_a_vote_can_be_taken_back_once(as_ben, poll):
    vote(as_ben, poll, poll.options[0])
    for _again in range(2):
        assert as_ben.post(f"/polls/{encode(poll.id)}/vote/withdraw").status_code == 303
    assert counts(poll) == (0, [0, 0])


@pytest.mark.parametrize("junk", ["", "zzz!", "1", "9" * 40])
def test_a_vote_for_nothing_says_so(as_ben, poll, junk):
    answer = as_ben.post(f"/polls/{encode(poll.id)}/vote", data={"option": junk})
    assert answer.status_code == 422
    assert "Choose one first." in answer.text
    assert counts(poll) == (0, [0, 0])


def test_an_option_of_another_poll_is_none_of_this_one(as_ben, ana, poll):
    other = poll_by(ana, "spoon", "fork")
    assert vote(as_ben, poll, other.options[0]).status_code == 422
    assert counts(other) == (0, [0, 0])


def test_a_stranger_finds_nothing_to_vote_on(as_cleo, poll):
    assert vote(as_cleo, poll, poll.options[0]).status_code == 404


def test_nobody_answers_their_own_question(as_ana, poll):
    assert vote(as_ana, poll, poll.options[0]).status_code == 403


def test_a_vote_just_before_the_close_counts_and_just_after_does_not(as_ben, poll):
    with clock.fixed_at(poll.closes_at - timedelta(milliseconds=1)):
        assert vote(as_ben, poll, poll.options[0]).status_code == 303
    with clock.fixed_at(poll.closes_at + timedelta(milliseconds=1)):
        late = vote(as_ben, poll, poll.options[1])
    assert late.status_code == 409
    assert "your vote came too late" in late.text
    assert counts(poll) == (1, [1, 0])


def test_a_closed_vote_cannot_be_taken_back(as_ben, poll):
    vote(as_ben, poll, poll.options[0])
    with clock.fixed_at(poll.closes_at + HOUR):
        assert as_ben.post(f"/polls/{encode(poll.id)}/vote/withdraw").status_code == 409
    assert counts(poll) == (1, [1, 0])


KEY = "k" * 32


def test_a_guest_votes_with_the_link_and_a_name(new_client, ana, poll):
    gus = holding(new_client(), link_to(poll, ana).key)
    answer = vote(gus, poll, poll.options[1], name="Gus", guest_key=KEY)
    assert answer.status_code == 303
    assert counts(poll) == (1, [0, 1])
    page = gus.get(f"/polls/{encode(poll.id)}")
    assert "Gus" in page.text and "Your vote" in page.text


def test_two_presses_of_a_guest_are_one_vote(new_client, ana, poll):
    gus = holding(new_client(), link_to(poll, ana).key)
    again = holding(new_client(), link_to(poll, ana).key)
    for press in (gus, again):
        vote(press, poll, poll.options[1], name="Gus", guest_key=KEY)
    assert counts(poll) == (1, [0, 1])


def test_a_guest_without_a_name_is_asked_for_it(new_client, ana, poll):
    gus = holding(new_client(), link_to(poll, ana).key)
    answer = vote(gus, poll, poll.options[1], name=" ", guest_key=KEY)
    assert answer.status_code == 422
    assert "Tell them your name." in answer.text


def test_nobody_without_the_link_votes_as_a_guest(new_client, ana):
    public = poll_by(ana, audience="public")
    assert vote(new_client(), public, public.options[0], name="X", guest_key=KEY).status_code == 403


def test_a_revoked_link_opens_nothing(new_client, ana, poll):
    from community.core.db import writing
    from community.friends.models import ShareLink

    gus = holding(new_client(), link_to(poll, ana).key)
    with writing():
        ShareLink.revoke_all("poll", poll.id)
    assert vote(gus, poll, poll.options[0], name="Gus", guest_key=KEY).status_code == 404


def test_a_guest_who_signs_in_keeps_one_vote(new_client, ana, cleo, poll):
    visitor = holding(new_client(), link_to(poll, ana).key)
    vote(visitor, poll, poll.options[0], name="Gus", guest_key=KEY)
    signed_in(visitor, cleo)
    vote(visitor, poll, poll.options[1])
    assert counts(poll) == (1, [0, 1])
    assert db.session.query(Vote).filter_by(poll_id=poll.id).one().profile_id == cleo.id
