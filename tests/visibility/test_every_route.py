"""Every address with something of somebody’s in it, tried by those who may not.

A new endpoint with an argument must be declared in RULES; its kind says who is kept out.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from community.accounts.models import AccountSession
from community.catalog.models import Clip
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.friends.models import MailInvitation, PeopleSet
from community.notifications.models import Notification
from community.reactions.models import Comment
from tests.collections import doors as collections
from tests.deals import doors as deals
from tests.moderation import doors as moderation
from tests.purchases import doors as purchases
from tests.reviews import doors as reviews
from tests.services.database import taken_back
from tests.visibility import rules
from tests.visibility.rules import RULES
from tests.visibility.shopkeeping import shop_things_of
from tests.visibility.who import AUDIENCE, FORMS, OWN, OWNER, PERSON, POWER
from tests.world import (
    archive_of,
    list_by,
    poll_by,
    post_in,
    product_by,
    signed_in,
    topic_by,
    wish_on,
)

ALL_FORMS = {
    **FORMS, **collections.FORMS, **deals.FORMS, **purchases.FORMS, **reviews.FORMS,
}  # fmt: skip


def things_of(owner: Any, audience: str) -> dict[str, Any]:
    """One of everything an address can name, by the name of the argument."""
    poll = poll_by(owner, audience=audience)
    wishlist = list_by(owner, audience=audience)
    topic = topic_by(owner, audience=audience)
    product = product_by(owner, f"pot-{encode(poll.id)}")
    wish_on(list_by(owner, "For me", audience="me"), product=product)
    with writing():
        circle = PeopleSet.circle(owner, "Secret")
        comment = Comment.write(poll, owner, "Well?", "<p>Well?</p>")
        browser, _token = AccountSession.begin(owner.account, "elsewhere")
        invitation = MailInvitation.begin(owner, f"{encode(poll.id)}@example.com")
        clip = Clip.ask(owner, "https://pots.example/secret", {})
        notice = Notification(
            profile_id=owner.id, topic="closed", kind="poll", thing_id=poll.id, actor_id=None
        )
        db.session.add(notice)
    shops = shop_things_of(owner)
    offered = deals.things_of(owner, audience, shops["retailer"])
    rows = {
        "topic": topic, "post": post_in(topic, owner),
        **collections.things_of(owner, audience), **reviews.things_of(owner, product, audience),
        **purchases.things_of(owner, audience),
        **moderation.things_of(owner, poll, wishlist), **shops, **offered,
        "poll": poll, "wishlist": wishlist, "wish": wish_on(wishlist), "product": product,
        "offer": product.offers[0], "circle": circle, "comment": comment, "browser": browser,
        "archive": archive_of(owner), "clip": clip, "notification": notice,
        "profile": owner, "thing": poll,
        "invitation": invitation,
    }  # fmt: skip
    named = {name: row.id for name, row in rows.items()}
    named["option"] = encode(poll.options[0].id)
    named["token"] = offered["taken"].token
    return {**named, "slug": "home", "kind": "poll", "handle": owner.handle}


def doors(app, kinds: set[str]) -> list[tuple[str, str, str, tuple[str, ...]]]:
    """(endpoint, method, kind, names of its arguments), for the kinds."""
    return [
        (rule.endpoint, method, RULES[rule.endpoint], tuple(sorted(rule.arguments)))
        for rule in app.url_map.iter_rules()
        for method in sorted((rule.methods or set()) & {"GET", "POST"})
        if rule.arguments and RULES.get(rule.endpoint) in kinds
    ]


def knock(app, client, door: tuple, things: dict[str, Any]) -> Any:
    endpoint, method, _kind, arguments = door
    with app.test_request_context():
        address = app.url_for(endpoint, **{name: things[name] for name in arguments})
    form = {
        "option": things["option"],
        **ALL_FORMS.get(endpoint, {}),
    }
    return client.open(address, method=method, data=form if method == "POST" else None)


def everything() -> dict[str, list[str]]:
    """Every row of every table; what nobody may change must be the same after."""
    tables = db.metadata.sorted_tables
    return {t.name: sorted(repr(row) for row in db.session.execute(select(t))) for t in tables}


def refusals(app, client, kinds: set[str], things: dict[str, Any], *, signed: bool = True) -> dict:
    """Doors that did not keep this visitor out, with what they said."""
    open_doors = {}
    for door in doors(app, kinds):
        answer = knock(app, client, door, things)
        shut = answer.status_code == 404
        asked_in = answer.status_code == 303 and "/sign-in" in answer.headers["Location"]
        if not (shut or (asked_in and not signed)):
            open_doors[door[:2]] = answer.status_code
    return open_doors


def test_every_address_with_an_argument_is_declared(app):
    named = {rule.endpoint for rule in app.url_map.iter_rules() if rule.arguments}
    missing = sorted(named - set(RULES))
    assert not missing, f"say in {rules.__name__} who may use {', '.join(missing)}"
    assert not set(RULES) - named, "these endpoints are gone; take them out of RULES"


def test_a_stranger_is_kept_out_of_what_is_private(app, world, new_client):
    things = things_of(world.ana, "me")
    cleo = signed_in(new_client(), world.cleo)
    before = everything()
    assert refusals(app, cleo, {OWNER, AUDIENCE, OWN, POWER}, things) == {}
    assert everything() == before


def test_who_is_blocked_is_kept_out_of_what_everyone_sees(app, world, new_client):
    things = things_of(world.ana, "public")
    for blocked in (world.dina, world.erik):
        client = signed_in(new_client(), blocked)
        before = everything()
        assert refusals(app, client, {OWNER, AUDIENCE, OWN, PERSON, POWER}, things) == {}, (
            blocked.handle
        )
        assert everything() == before


def test_who_is_not_signed_in_is_kept_out_too(app, world, new_client):
    things = things_of(world.ana, "me")
    before = everything()
    nobody = new_client()
    assert refusals(app, nobody, {OWNER, AUDIENCE, OWN, POWER}, things, signed=False) == {}
    assert everything() == before


def test_a_friend_may_look_at_what_is_public_but_change_nothing_of_it(app, world, new_client):
    things = things_of(world.ana, "public")
    ben = signed_in(new_client(), world.ben)
    before = everything()
    assert refusals(app, ben, {OWNER, OWN, POWER}, things) == {}
    assert everything() == before


def test_the_owner_is_let_in_everywhere(app, world, new_client):
    """Else the refusals above would prove nothing."""
    ana, things = signed_in(new_client(), world.ana), things_of(world.ana, "me")
    shut = {}
    for door in doors(app, {OWNER, AUDIENCE, OWN, PERSON}):
        with taken_back():
            answer = knock(app, ana, door, things)
        if answer.status_code not in (200, 303, 403, 409, 422):  # 403: not on one’s own poll
            shut[door[:2]] = answer.status_code
    assert shut == {}


def test_what_a_body_names_is_asked_for_too(app, world, new_client):
    things = things_of(world.ana, "me")
    cleo = signed_in(new_client(), world.cleo)
    before = everything()
    said = {"kind": "poll", "id": encode(things["poll"]), "body": "Hello"}
    assert cleo.post("/comments", data=said).status_code == 404
    mine = list_by(world.cleo)
    wish = wish_on(mine)
    moved = {"list": encode(things["wishlist"])}
    answer = cleo.post(f"/wishes/{encode(wish.id)}/list", data=moved)
    assert answer.status_code in (404, 422)
    assert db.session.get(type(wish), wish.id).list_id == mine.id
    assert everything()["comments"] == before["comments"]
