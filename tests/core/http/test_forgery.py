"""What other sites can make a browser send changes nothing, and reading changes nothing either."""

from __future__ import annotations

import pytest

from community.core.ids import encode
from community.extensions import db
from community.friends.models import ShareLink
from tests.core.http.walking import SAFE, every_rule
from tests.world import (
    World,
    link_to,
    list_by,
    poll_by,
    product_by,
    signed_in,
    wish_on,
)  # fmt: skip

# A mail program unsubscribes by one click, with a secret token in the address and no cookie.
WITHOUT_TOKEN = {"POST /unsubscribe/<token>", "POST /no-invitations/<token>"}
# The two reads that write: a visit to a shop is counted, and a session is marked seen hourly.
COUNTED = {"/out/<thing:offer>"}


@pytest.fixture
def strict(app):
    """The app as it is served: forms must carry the token."""
    app.config["WTF_CSRF_ENABLED"] = True
    yield app
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture
def things(app) -> dict[str, str]:
    """One of each thing, ana's; the values to put in the place of a route's converters."""
    world = World.make()
    product = product_by(world.ana, listed=True)
    wishlist = list_by(world.ana)
    wish = wish_on(wishlist, product=product)
    poll = poll_by(world.ana)
    link = link_to(poll, world.ana)
    keys = {
        "poll": poll, "wishlist": wishlist, "wish": wish, "product": product,
        "offer": product.offers[0], "profile": world.ben, "circle": world.family, "link": link,
    }  # fmt: skip
    values = {name: encode(thing.id) for name, thing in keys.items()}
    values |= {"thing": values["poll"], "kind": "poll", "handle": "ben", "key": link.key}
    values["step"] = "people"
    return {**values, "ana": world.ana}


def address_for(rule, things: dict[str, str]) -> str:
    values = {name: things.get(name, "1") for name in rule.arguments}
    parts = [part if is_text else str(values[part]) for is_text, part in _parts(rule.rule)]
    return "".join(parts)


def _parts(rule: str):
    """(is plain text, text or the converter's name), in order."""
    while "<" in rule:
        text, _, rest = rule.partition("<")
        inside, _, rule = rest.partition(">")
        yield True, text
        yield False, inside.rpartition(":")[2]
    yield True, rule


def unsafe(app) -> list[tuple[object, str]]:
    return [(rule, method) for rule, method in every_rule(app) if method not in SAFE]


def row_counts() -> dict[str, int]:
    db.session.expire_all()
    return {
        table.name: db.session.execute(db.select(db.func.count()).select_from(table)).scalar_one()
        for table in db.metadata.sorted_tables
    }


def test_every_form_without_its_token_is_refused(strict, things, new_client):
    ana = signed_in(new_client(), things["ana"])
    before = row_counts()
    taken = set()
    for rule, method in unsafe(strict):
        answer = ana.open(address_for(rule, things), method=method)
        if answer.status_code not in (400, 403):
            taken.add(f"{method} {rule.rule}")
    assert taken == WITHOUT_TOKEN
    assert row_counts() == before


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost.evil.example"},
        {"Origin": "https://localhost"},
    ],
)
def test_every_form_begun_elsewhere_is_refused_token_or_not(app, things, new_client, headers):
    ana = signed_in(new_client(), things["ana"])
    taken = []
    for rule, method in unsafe(app):
        answer = ana.open(address_for(rule, things), method=method, headers=headers)
        if answer.status_code != 400:
            taken.append(f"{method} {rule.rule} {answer.status}")
    assert taken == []


def test_a_form_of_our_own_is_taken(app, things, new_client):
    ana = signed_in(new_client(), things["ana"])
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": "http://localhost"}
    answer = ana.post(f"/people/{things['profile']}/unfollow", headers=headers)
    assert answer.status_code == 303


@pytest.mark.parametrize("who", ["ana", "a stranger with the link"])
def test_reading_changes_no_row(app, things, new_client, who):
    client = new_client()
    if who == "ana":
        signed_in(client, things["ana"])
    client.get("/")  # the session is marked seen here, if it is due
    opened = 0
    for rule, method in every_rule(app):
        if method != "GET" or rule.rule in COUNTED:
            continue
        before = row_counts()
        answer = client.get(address_for(rule, things))
        assert answer.status_code < 500, rule.rule
        assert row_counts() == before, rule.rule
        opened += answer.status_code == 200
    assert opened > 10
    assert db.session.query(ShareLink).count() == 1
