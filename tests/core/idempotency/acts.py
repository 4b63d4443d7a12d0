"""Every address that something is posted to, on one of two lists.

ONCE: what is made twice when it is said twice, or is answered otherwise the second time; its form
carries a key. What may be said twice, and why, `harmless` lists. Both are tried.
"""

from __future__ import annotations

from collections.abc import Callable

from flask import current_app
from sqlalchemy import select

from community.core.db import writing
from community.core.text import slugify
from community.extensions import db
from community.friends.models import ShareLink
from community.retailers.models import Seat
from tests.accounts.people import OTHER_PASSWORD, PASSWORD
from tests.belongings import said_twice as belongings
from tests.core.idempotency.stage import Sent, Stage, key
from tests.deals import said_twice as deals
from tests.moderation import said_twice as moderation
from tests.purchases import said_twice as purchases
from tests.retailers.zone import Zone
from tests.reviews import said_twice as reviews
from tests.world import board_called, list_by, person, signed_in

Act = Callable[[Stage], Sent]


def list_page(s: Stage) -> str:
    return f"/lists/{key(s.list)}-{slugify(s.list.title)}"


def poll_page(s: Stage) -> str:
    return f"/polls/{key(s.poll)}-{slugify(s.poll.question)}"


def clip(s: Stage) -> Sent:
    fields = {"title": "Arc lamp", "new_list": "Finds", "list": "new", "quantity": "1"}
    return s.ana_sends("/clip", "/clip", save="1", currency="EUR", **fields)


def poll(s: Stage) -> Sent:
    texts = {"texts-0": "red", "texts-1": "blue"}
    said = {"sort": "which", "audience": "friends", "results": "always", "deadline": "1d"}
    return s.ana_sends("/polls/new", "/polls/new", **said, **texts)


def topic(s: Stage) -> Sent:
    said = {"board": board_called().slug, "title": "Which lamp?", "body": "For a small room."}
    return s.ana_sends("/forum/new", "/forum/new", **said)


def topic_page(s: Stage) -> str:
    return f"/forum/topics/{key(s.topic)}-{slugify(s.topic.title)}"


def more_options(s: Stage) -> Sent:
    path = f"/polls/{key(s.poll)}/edit"
    said = {"audience": "friends", "results": "always", "question": "Which pot?"}
    return s.ana_sends(path, path, **said, **{"texts-0": "green pot"})


def reset(s: Stage) -> Sent:
    s.nobody.post("/forgot-password", data={"email": "ana@example.com"})
    return s.nobody_sends(s.link_sent_to("ana@example.com"), password=OTHER_PASSWORD)


def confirmation(s: Stage) -> Sent:
    newcomer = {"email": "new@example.com", "handle": "newcomer", "password": PASSWORD}
    s.nobody.post("/sign-up", data=newcomer)
    return s.nobody_sends(s.link_sent_to("new@example.com"))


def new_address(s: Stage) -> Sent:
    s.as_ana.post("/settings/email", data={"email": "new@example.com", "password": PASSWORD})
    link = s.link_sent_to("new@example.com")
    return s.ana_sends(link, link)


def invitation(s: Stage) -> Sent:
    """Two have invited her: pressed twice, she would accept both."""
    s.as_ana.post("/invite")
    s.as_ben.post("/invite")
    cleo = signed_in(s.new_client(), person("cleo"))
    links = [ShareLink.of("invite", one.id).key for one in (s.ana, s.ben)]
    with cleo.session_transaction() as cookie:
        cookie["links"] = links
    return Sent(cleo, "/invite/accept", {}, "/invite")


def email_change(s: Stage) -> Sent:
    said = {"email": "new@example.com", "password": PASSWORD}
    return s.ana_sends("/settings/email", "/settings/account", **said)


def password_change(s: Stage) -> Sent:
    said = {"old": PASSWORD, "password": OTHER_PASSWORD}
    return s.ana_sends("/settings/password", "/settings/password", **said)


def transfer(s: Stage) -> Sent:
    other, path = list_by(s.ana, "Other"), f"/wishes/{key(s.wishes[0])}/list"
    return s.ana_sends(path, path, list=key(other), copy="1")


def move(s: Stage) -> Sent:
    """Its forms on a list name a place and need no key; `to` is what a restored row still says."""
    return s.ana_sends(f"/wishes/{key(s.wishes[3])}/place", to="up")


def on_list(s: Stage, path: str, **fields: str) -> Sent:
    return s.ana_sends(f"/lists/{key(s.list)}{path}", list_page(s), **fields)


def edit_of(s: Stage, path: str, **fields: str) -> Sent:
    return s.ana_sends(path, path, **fields)


def check_of_proof(s: Stage) -> Sent:
    """The proof is in the DNS, so that the worker asks nobody else."""
    name = f"_posy.{s.claim.shop.domain}"
    current_app.extensions["txt_records"] = Zone({name: s.claim.record})
    return s.ana_sends(f"/claims/{key(s.claim)}/check", f"/claims/{key(s.claim)}")


def of_team(s: Stage, path: str, **fields: str) -> Sent:
    page = f"/retailers/{key(s.retailer)}/{path}"
    return s.ana_sends(page, page, **fields)


AT_NO_PORT = "http://pots.example:81"


def feed(s: Stage) -> Sent:
    """At a port that is never asked."""
    return of_team(s.with_domain(), "products", url=f"{AT_NO_PORT}/feed", currency="EUR")


def seat_of_ben(s: Stage) -> Sent:
    with writing():
        Seat.offer(s.retailer, s.ben, "editor", s.ana)
        seat = db.session.scalars(select(Seat).where(Seat.profile_id == s.ben.id)).one()
    return s.ana_sends(f"/seats/{key(seat)}/remove", f"/retailers/{key(s.retailer)}/team")


GATHERED = {"title": "Slow mornings", "audience": "friends", "tags": "tea"}
LISTED = {"title": "Kitchen", "audience": "friends", "occasion": "wishes"}

ONCE: dict[str, Act] = {
    "clips.create": clip,
    "polls.create": poll,
    "polls.destroy": lambda s: s.ana_sends(f"/polls/{key(s.poll)}/delete", poll_page(s)),
    "poll_edits.update": more_options,
    "poll_decisions.create": lambda s: s.ana_sends(
        f"/polls/{key(s.poll)}/decision", poll_page(s), decision="nothing"
    ),
    "comments.create": lambda s: s.ana_sends(
        "/comments", poll_page(s), kind="poll", id=key(s.poll), body="The red one."
    ),
    "marks.create": lambda s: edit_of(
        s, f"/products/{key(s.product)}/mark", state="have", audience="people", people="@ben"
    ),
    "lists.create": lambda s: s.ana_sends("/lists/new", "/lists/new", **LISTED),
    "lists.update": lambda s: edit_of(
        s, f"/lists/{key(s.list)}/edit", **LISTED | {"audience": "people", "people": "@ben"}
    ),
    **belongings.ONCE,
    **deals.ONCE,
    **moderation.ONCE,
    **reviews.ONCE,
    **purchases.ONCE,
    "lists.destroy": lambda s: edit_of(s, f"/lists/{key(s.list)}/delete"),
    "collections.create": lambda s: s.ana_sends("/collections/new", "/collections/new", **GATHERED),
    "collections.update": lambda s: edit_of(
        s,
        f"/collections/{key(s.collection)}/edit",
        **GATHERED | {"audience": "people", "people": "@ben"},
    ),
    "collections.destroy": lambda s: edit_of(s, f"/collections/{key(s.collection)}/delete"),
    "remixes.create": lambda s: edit_of(s, f"/collections/{key(s.collection)}/remix", **GATHERED),
    "pieces.create": lambda s: edit_of(s, f"/collections/{key(s.collection)}/pieces", why="Tea."),
    "piece_places.move": lambda s: s.ana_sends(f"/pieces/{key(s.pieces[1])}/place", to="up"),
    "collects.begin": lambda s: s.ana_sends(
        f"/products/{key(s.product)}/collect/new",
        f"/products/{key(s.product)}/collect",
        title="Tea",
    ),
    "wishes.create": lambda s: on_list(s, "/wishes", title="Colander"),
    "wish_places.move": move,
    "wish_places.transfer": transfer,
    "topics.create": topic,
    "topics.destroy": lambda s: s.ana_sends(f"/forum/topics/{key(s.topic)}/delete", topic_page(s)),
    "posts.create": lambda s: s.ana_sends(
        f"/forum/topics/{key(s.topic)}/posts", topic_page(s), body="Once"
    ),
    "circles.create": lambda s: s.ana_sends("/circles", "/circles", name="Choir"),
    "circles.destroy": lambda s: s.ana_sends(
        f"/circles/{key(s.circle)}/delete", f"/circles/{key(s.circle)}"
    ),
    "blocks.create": lambda s: s.ana_sends(f"/people/{key(s.ben)}/block", "/@ben"),
    "invites.create": lambda s: s.ana_sends("/invite", "/people"),
    "invites.accept": invitation,
    "mail_invitations.destroy": lambda s: s.ana_sends(
        f"/invite/mail/{key(s.letter)}/withdraw", "/people"
    ),
    "links.create": lambda s: s.ana_sends(f"/share/list/{key(s.list)}", list_page(s)),
    "browsers.destroy": lambda s: s.ana_sends(
        f"/settings/sessions/{key(s.other_browser)}/end", "/settings/sessions"
    ),
    "registrations.create": lambda s: s.nobody_sends(
        "/sign-up", email="new@example.com", handle="newcomer", password=PASSWORD
    ),
    "confirmations.send": lambda s: s.nobody_sends("/confirm", email="new@example.com"),
    "confirmations.create": confirmation,
    "passwords.create": lambda s: s.nobody_sends("/forgot-password", email="ana@example.com"),
    "passwords.update": reset,
    "password_changes.create": password_change,
    "belongings.create": lambda s: s.ana_sends(
        "/settings/data/archive", "/settings/data", password=PASSWORD
    ),
    "email_changes.create": email_change,
    "email_changes.update": new_address,
    "retailers.create": lambda s: s.ana_sends("/retailers", "/retailers", name="Pots and Co"),
    "team.destroy": seat_of_ben,
    "shop_feeds.create": feed,
    "linked_pages.create": lambda s: of_team(s.with_domain(), "pages", url=f"{AT_NO_PORT}/x"),
    "shop_feeds.destroy": lambda s: s.ana_sends(
        f"/feeds/{key(s.feed)}/remove", f"/feeds/{key(s.feed)}"
    ),
    "claims.check": check_of_proof,
    "claims.destroy": lambda s: s.ana_sends(
        f"/claims/{key(s.claim)}/release", f"/claims/{key(s.claim)}"
    ),
    "stores.create": lambda s: of_team(s, "stores", name="Quay", address="At the quay"),
    "stores.destroy": lambda s: s.ana_sends(
        f"/stores/{key(s.store)}/remove", f"/retailers/{key(s.retailer)}/stores"
    ),
}

# Endpoint → why it may be said twice, and an act to try it with.
