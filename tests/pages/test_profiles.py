"""A member’s page, as others may see it."""

from __future__ import annotations

import pytest

from tests.pages.crowd import Crowd
from tests.pages.walking import walk
from tests.world import list_by, signed_in, wish_on


def test_each_tab_shows_everything_once(app, new_client):
    crowd = Crowd()
    crowd.grow(25)
    ana = signed_in(new_client(), crowd.ana)
    lists = walk(ana, "/@ben", r'href="/lists/([0-9a-z]+)')
    assert len(lists) == len(set(lists)) == 26
    polls = walk(ana, "/@ben?tab=polls", r'id="poll-([0-9a-z]+)"')
    assert len(polls) == len(set(polls)) == 26
    news = walk(ana, "/@ben?tab=activity", r'id="poll-([0-9a-z]+)"')
    assert len(news) == len(set(news)) == 25


def test_it_says_how_many_follow(world, new_client):
    text = new_client().get("/@ana").text
    assert "<b>3</b> followers" in text  # ben, carla and fay
    assert "<b>3</b> following" in text  # ben, carla and max


def test_who_is_not_signed_in_is_led_to_the_door(world, new_client):
    text = new_client().get("/@ana").text
    assert "/sign-in?next=/@ana" in text.replace("%40", "@").replace("%2F", "/")
    assert "Block" not in text


def test_it_says_that_somebody_follows_you_until_you_are_friends(world, new_client):
    ana = signed_in(new_client(), world.ana)
    assert "Follows you" in ana.get("/@fay").text
    assert "Follows you" not in ana.get("/@ben").text
    assert "Follows you" not in ana.get("/@cleo").text


def test_what_is_empty_says_so_to_each(world, new_client):
    own = signed_in(new_client(), world.ana).get("/@ana").text
    assert "This is what others find on your profile." in own and "Edit profile" in own
    list_by(world.ana, "The zanzibar kitchen", audience="me")
    other = signed_in(new_client(), world.ben).get("/@ana").text
    assert "Ana shows nothing here to you at the moment." in other
    assert "zanzibar" not in other


def test_lists_are_shown_as_far_as_one_may_see_them(world, new_client):
    for audience in ("public", "followers", "friends", "me"):
        wish_on(list_by(world.ana, f"for-{audience}", audience=audience))
    seen = {
        name: {a for a in ("public", "followers", "friends", "me") if f"for-{a}" in text}
        for name, text in (
            (name, signed_in(new_client(), getattr(world, name)).get("/@ana").text)
            for name in ("cleo", "fay", "ben", "ana")
        )
    }
    assert seen == {
        "cleo": {"public"},
        "fay": {"public", "followers"},
        "ben": {"public", "followers", "friends"},
        "ana": {"public", "followers", "friends", "me"},
    }


@pytest.mark.parametrize("handle", ["nobody", "x" * 31, "%00", "ana/", "..", "<b>"])
def test_nobody_there_is_404(world, new_client, handle):
    assert new_client().get(f"/@{handle}").status_code == 404


def test_a_handle_is_found_in_capitals_and_a_strange_tab_is_the_first(world, new_client):
    assert new_client().get("/@ANA?tab=nonsense").status_code == 200
