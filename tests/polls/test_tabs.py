"""The polls to answer, one's own, and those answered."""

from __future__ import annotations

import pytest

from community.core import clock
from community.core.ids import encode
from tests.polls.people import HOUR, person, poll_by
from tests.polls.test_results import cast


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
