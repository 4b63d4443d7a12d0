"""How many queries the pages ask: as many for a hundred rows as for ten, and few."""

from __future__ import annotations

import pytest
from flask import current_app

from community.core import fragments
from community.core.ids import encode
from community.search.indexing import rebuild
from tests.pages.crowd import Crowd
from tests.world import signed_in

MEMBER = 2  # who is there, and how many notices wait
PURCHASE_CARDS = 3  # they, their products’ offers, from whom they are kept
POLL_CARDS = 4  # the polls, their options, the offers, how the viewer voted
QUILTS = 2  # the collections, the pictures of their quilts
LIST_CARDS = 2  # the lists, the pictures of their quilts
MARKS = 2  # the viewer's own on a product, those of whom they follow
HEARTS = 1  # who likes the things of a kind
TALK = 1  # what is said of a thing in the forum
REVIEWS = 3  # what hangs on them: photos, what came later, shops' replies
RATED = 3 + 1 + REVIEWS  # the numbers, one's own, friends', others'; what helped
OFFERED = 6  # whether there is any; vouchers, their stores, deals, their steps; what one keeps
ASKED = 2  # questions, answers
TOGETHER = 1  # what those who keep it keep besides
OFFERS = RATED + ASKED + OFFERED + TOGETHER  # what stands at a thing besides
MUTE = 1  # whether the viewer hears of it

# What each page asks of the database, for a member.
BUDGETS = {
    # Open polls, news, own lists, letters.
    "/": MEMBER
    + 2
    + (POLL_CARDS - 1)
    + POLL_CARDS
    + LIST_CARDS
    + QUILTS
    + 1
    + 3 * HEARTS
    + PURCHASE_CARDS
    + HEARTS,
    "/discover": MEMBER + 3,
    "/discover?tab=trending": MEMBER + 2 + 1 + 1,  # products, offers; lately; what is saved
    # Wanted, mine, prices, neighbours, people, known; three pools, offers; then the cards.
    "/discover?tab=for-you": MEMBER + 6 + 3 + 1 + 2 + 1 + 3,
    "/discover?tab=lists": MEMBER + LIST_CARDS,
    "/discover?tab=collections": MEMBER + QUILTS,
    "/discover?tab=polls": MEMBER + POLL_CARDS + HEARTS,
    "/discover?tab=people": MEMBER + 2,
    # what matches; then of each kind its things and what their cards need
    "/search?q=list+thing+member+which": MEMBER + 2 + 4,  # words like each of the four
    "/search?q=list": MEMBER + 1 + LIST_CARDS,
    "/search?q=thing&kind=product": MEMBER + 2 + 3,
    "/search?q=example&kind=shop": MEMBER + 2 + 1 + 1,  # and their lines
    "/search/suggestions?q=member": MEMBER + 1 + 1 + 2 + 1,  # people, products, shops
    "/@ben": MEMBER + 6 + LIST_CARDS,
    "/@ben?tab=collections": MEMBER + 6 + QUILTS,
    "/@ben?tab=polls": MEMBER + 6 + POLL_CARDS + HEARTS,
    "/@ben?tab=has": MEMBER + 6 + 3,
    "/@ben?tab=bought": MEMBER + 6 + PURCHASE_CARDS + HEARTS,
    "/@ben?tab=reviews": MEMBER + 6 + 1 + REVIEWS + 1,
    "/@ben?tab=activity": MEMBER
    + 7
    + POLL_CARDS
    + LIST_CARDS
    + QUILTS
    + 3 * HEARTS
    + PURCHASE_CARDS
    + HEARTS,
    "/products/{star}": (
        MEMBER + 12 + MARKS + POLL_CARDS + LIST_CARDS + QUILTS + 2 * HEARTS + OFFERS
    ),
    "/products/{star}/reviews": MEMBER + 2 + 2 * 1 + RATED,  # whether one sells it
    "/products/{star}/questions": MEMBER + 2 + ASKED,
    "/vouchers": MEMBER + 2,
    "/deals": MEMBER + 7,
    "/forum": MEMBER + 5,  # topics, unread, boards, their last, drafts
    "/forum/home": MEMBER + 4,  # the board, topics, pinned, unread
    # It, posts, pictures, how far read, subject, draft.
    "/forum/topics/{discussion}": MEMBER + 6 + HEARTS + MUTE,
    # It, its products and their offers, team, stores, follow, reviews; what its card asks.
    "/shops/{shop}": MEMBER + 7 + TALK + 4 + 1 + OFFERED,
    # Cookies are taken away in front of these, so nobody is a member.
    "/embed/poll/{talk}": MEMBER + POLL_CARDS,
    "/embed/collection/{gallery}": MEMBER + 2,
    "/embed/list/{long_list}": MEMBER + 2,
    "/embed/follow/{shop}": MEMBER + 1,
    "/retailers": MEMBER + 2,
    "/notifications": MEMBER + 4,
    "/settings/notifications": MEMBER + 2,
    "/people": MEMBER + 5,
    "/people?q=member": MEMBER + 5,
    "/people?tab=requests": MEMBER + 5,
    "/people/suggestions": MEMBER + 6,
    "/lists": MEMBER + 3,
    "/lists/{long_list}": MEMBER + 5 + HEARTS + TALK + MUTE,
    "/collections": MEMBER + QUILTS,
    "/collections/{gallery}": MEMBER + 10 + 2 * HEARTS + TALK + MUTE,
    "/polls": MEMBER + POLL_CARDS + HEARTS,
    "/polls?tab=mine": MEMBER + POLL_CARDS + HEARTS,
    "/polls/{talk}": MEMBER + 7 + 2 * HEARTS + TALK,
    "/comments/poll/{talk}": MEMBER + 2 + HEARTS,
    "/likes/poll/{talk}": MEMBER + 2,
}


@pytest.fixture
def crowd(app) -> Crowd:
    return Crowd()


def measured(crowd: Crowd, client, count_queries) -> dict[str, tuple[int, str]]:
    keys = {
        name: encode(getattr(crowd, name).id)
        for name in ("star", "long_list", "gallery", "talk", "discussion", "shop")
    }
    return {path: _asked(client, path.format(**keys), count_queries) for path in BUDGETS}


def _asked(client, path: str, count_queries) -> tuple[int, str]:
    fragments.forget(current_app)  # everything is drawn anew
    with count_queries() as queries:
        answer = client.get(path)
    assert answer.status_code in (200, 303), f"{path}: {answer.status_code}"
    return len(queries), str(queries)


def grown(crowd: Crowd, client, count_queries) -> tuple[dict, dict]:
    """What the pages ask with ten rows of everything, and with a hundred."""
    crowd.grow(10)
    rebuild()
    client.get("/about")
    few = measured(crowd, client, count_queries)
    crowd.grow(90)
    rebuild()
    return few, measured(crowd, client, count_queries)


def test_no_page_asks_more_for_a_hundred_rows_than_for_ten(
    crowd, new_client, count_queries, record_property
):
    few, many = grown(crowd, signed_in(new_client(), crowd.ana), count_queries)
    record_property("queries", {path: number for path, (number, _list) in many.items()})
    more = {path: many[path] for path in BUDGETS if many[path][0] > few[path][0]}
    assert not more, _told(more)
    over = {path: many[path] for path in BUDGETS if many[path][0] > BUDGETS[path]}
    assert not over, _told(over)


def test_whoever_is_not_signed_in_costs_less(crowd, new_client, count_queries):
    few, many = grown(crowd, new_client(), count_queries)
    more = {path: many[path] for path in BUDGETS if many[path][0] > few[path][0]}
    assert not more, _told(more)
    over = {path: many[path] for path in BUDGETS if many[path][0] > BUDGETS[path] - MEMBER}
    assert not over, _told(over)


def _told(pages: dict[str, tuple[int, str]]) -> str:
    return "\n\n".join(f"{path} asks {n}:\n{asked}" for path, (n, asked) in pages.items())
