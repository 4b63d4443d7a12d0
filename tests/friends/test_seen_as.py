"""“View as…”: what the page shows is what such a person really gets, and never more."""

from __future__ import annotations

import re

import pytest

from community.core.db import writing
from community.core.ids import encode
from community.friends.models import PeopleSet
from tests.world import collection_by, list_by, poll_by

# Who stands for whom: `?as=` → somebody who really is one.
EYES = {"stranger": "mo", "follower": "fay", "friend": "ben", "@carla": "carla", "@cleo": "cleo"}


@pytest.fixture
def things(world):
    for audience in ("public", "followers", "friends", "me"):
        list_by(world.ana, f"Shown to {audience}", audience=audience)
        poll_by(world.ana, question=f"Asked of {audience}?", audience=audience)
        collection_by(world.ana, f"Gathered for {audience}", audience=audience)
    for title, people in (("Shown to Family", world.family), ("Shown to Cleo", None)):
        wishlist = list_by(world.ana, title)
        with writing():
            wishlist.show_to("people", people or PeopleSet.named(world.ana, [world.cleo.id]))
    return world


def seen(client, path: str) -> set[str]:
    return set(re.findall(r"(?:Shown to|Asked of|Gathered for) \w+", client.get(path).text))


@pytest.mark.parametrize("tab", ["lists", "polls", "collections"])
@pytest.mark.parametrize("eyes", EYES)
def test_it_is_what_they_really_get(things, sign_in, eyes, tab):
    really = seen(sign_in(EYES[eyes]), f"/@ana?tab={tab}")
    assert seen(sign_in("ana"), f"/@ana?tab={tab}&as={eyes}") == really
    assert really


@pytest.mark.parametrize("kind", ["lists", "polls", "collections"])
def test_what_they_may_not_open_is_not_there(world, sign_in, kind):
    make = {"lists": list_by, "polls": poll_by, "collections": collection_by}[kind]
    path, ana = f"/{kind}/{encode(make(world.ana, audience='friends').id)}", sign_in("ana")
    answers = {eyes: ana.get(f"{path}?as={eyes}", follow_redirects=True) for eyes in EYES}
    shut = {"stranger": 404, "follower": 404, "friend": 200, "@carla": 200, "@cleo": 404}
    assert {eyes: answer.status_code for eyes, answer in answers.items()} == shut
    assert "They don’t see this" in answers["stranger"].text
    assert "as=friend" in ana.get(path, follow_redirects=True).text


def test_a_page_that_is_looked_at_asks_for_its_pieces_with_the_same_eyes(world, sign_in):
    poll = poll_by(world.ana, audience="friends")
    ana = sign_in("ana")
    page = ana.get(f"/polls/{encode(poll.id)}?as=friend", follow_redirects=True).text
    main = page.split("<main", 1)[1].split("</main", 1)[0]
    assert "You can only look." in main
    assert "csrf_token" not in main and "Sign in to vote" not in main
    assert {path[-9:] for path in re.findall(r'data-refresh="([^"]+)"', main)} == {"as=friend"}
    assert ana.get(f"/polls/{encode(poll.id)}/card?as=stranger").status_code == 404


def test_it_is_for_looking_alone_and_says_so(things, sign_in):
    page = sign_in("ana").get("/@ana?as=friend").text
    main = page.split("<main", 1)[1].split("</main", 1)[0]
    assert "You can only look." in main and 'method="post"' not in main
    assert "Edit profile" not in main


def test_links_between_ones_pages_keep_the_eyes(things, sign_in):
    page = sign_in("ana").get("/@ana?as=follower").text
    assert re.search(r'href="/lists/[^"]+\?as=follower"', page)
    assert "tab=polls&amp;as=follower" in page or "as=follower&amp;tab=polls" in page


def test_nobody_looks_through_somebody_at_another(things, sign_in):
    list_by(things.carla, "Shown to Carlas friends", audience="friends")
    ben = sign_in("ben")
    assert seen(ben, "/@carla?as=@ana") == set()
    assert ben.get("/@ben?as=@ben").status_code == 404
    assert sign_in("ana").get("/@ana?as=@dina").status_code == 404
    assert sign_in("ana").get("/@ana?as=@nobody").status_code == 404


def test_it_tells_nothing_of_the_one_it_stands_for(things, sign_in, new_client):
    """What only they would see of themselves: their own things are not in it."""
    list_by(things.carla, "Shown to nobody", audience="me")
    page = sign_in("ana").get("/@carla?as=@carla").text
    assert "Shown to nobody" not in page
    assert new_client().get("/@ana?as=friend").status_code == 200  # a stranger stays one
    assert seen(new_client(), "/@ana?as=friend") == {"Shown to public"}
