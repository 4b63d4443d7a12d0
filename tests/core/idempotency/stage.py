"""Ana, what is hers, and how one of her submissions is sent again as if its answer was lost."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from flask import current_app
from lxml import html
from PIL import Image
from sqlalchemy import select

from community.accounts.models import AccountSession
from community.accounts.models.account import Role
from community.catalog.models import Clip
from community.core import clock, outbox
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.friends.letters import _signer, hash_of
from community.friends.models import MailInvitation, PeopleSet
from community.notifications.mailing import unsubscribe_address
from community.notifications.models import Notification
from community.reactions.models import Comment
from community.retailers.models import Claim, Feed, SigningKey, Store
from tests.accounts.people import letters_to, link_in, member
from tests.core.idempotency.cookies import put_cookie
from tests.world import (
    befriend,
    collection_by,
    list_by,
    person,
    piece_in,
    poll_by,
    post_in,
    product_by,
    retailer_by,
    signed_in,
    topic_by,
    wish_on,
)

# What tells of the submissions themselves, not of what they did.
ASIDE = {"answered_keys", "outbox", "deliveries"}
SLUG = re.compile(r"(/[0-9a-z]{12,13})-[^/]+")


@dataclass
class Sent:
    """One submission: who sends what where, and the page its form stands on."""

    client: Any
    path: str
    fields: dict[str, str] = field(default_factory=dict)
    page: str = ""
    files: dict[str, bytes] = field(default_factory=dict)

    def post(self, **more: str) -> Any:
        files = {name: (BytesIO(data), f"{name}.png") for name, data in self.files.items()}
        return self.client.post(self.path, data={**self.fields, **more, **files})


class Stage:
    def __init__(self, new_client: Any) -> None:
        self.new_client = new_client
        account = member("ana")
        self.ana, self.ben = account.profile, person("ben")
        befriend(self.ana, self.ben)
        self.as_ana = signed_in(new_client(), self.ana)

    @cached_property
    def as_ben(self) -> Any:
        return signed_in(self.new_client(), self.ben)

    @cached_property
    def nobody(self) -> Any:
        """A browser that was given a form; without a token it would not be known again."""
        client = self.new_client()
        put_cookie(client, {"csrf_token": "of this browser"})
        return client

    @cached_property
    def list(self) -> Any:
        return list_by(self.ana)

    @cached_property
    def wishes(self) -> list[Any]:
        return [wish_on(self.list, title) for title in ("Pan", "Pot", "Ladle", "Sieve")]

    @cached_property
    def collection(self) -> Any:
        made = collection_by(self.ana)
        piece_in(made, product=self.product)
        return made

    @cached_property
    def pieces(self) -> list[Any]:
        return [piece_in(self.collection, why) for why in ("Slow", "Slower", "Slowest")]

    @cached_property
    def poll(self) -> Any:
        return poll_by(self.ana)

    @cached_property
    def product(self) -> Any:
        return product_by(self.ana)

    @cached_property
    def circle(self) -> Any:
        with writing():
            return PeopleSet.circle(self.ana, "Family")

    @cached_property
    def comment(self) -> Any:
        with writing():
            return Comment.write(self.poll, self.ana, "Well?", "<p>Well?</p>")

    @cached_property
    def topic(self) -> Any:
        return topic_by(self.ana)

    @cached_property
    def post(self) -> Any:
        return post_in(self.topic, self.ana, "First words")

    @cached_property
    def other_browser(self) -> Any:
        with writing():
            row, _token = AccountSession.begin(self.ana.account, "elsewhere")
        return row

    @cached_property
    def notice(self) -> Any:
        with writing():
            row = Notification(
                profile_id=self.ana.id,
                topic="closed",
                kind="poll",
                thing_id=self.poll.id,
                actor_id=None,
            )
            db.session.add(row)
        return row

    @cached_property
    def letter(self) -> Any:
        with writing():
            return MailInvitation.begin(self.ana, "somebody@example.com")

    @property
    def way_out_of_letters(self) -> str:
        return f"/no-invitations/{_signer().dumps(hash_of('somebody@example.com'))}"

    @cached_property
    def signing_key(self) -> Any:
        with writing():
            return SigningKey.make(self.retailer, "Checkout")

    @cached_property
    def retailer(self) -> Any:
        return retailer_by(self.ana)

    @cached_property
    def claim(self) -> Any:
        with writing():
            return Claim.make(self.retailer, "pots.example")

    def with_domain(self) -> Stage:
        with writing():
            db.session.get_one(Claim, self.claim.id).prove("dns")
        return self

    @cached_property
    def read_page(self) -> Any:
        self.with_domain()
        with writing():
            clip = Clip(profile_id=self.ana.id, url="https://pots.example/pan", url_key="pan")
            clip.state, clip.found, clip.read_at = "found", {"title": "Pan"}, clock.now()
            db.session.add(clip)
        return clip

    @cached_property
    def feed(self) -> Any:
        """It is being read."""
        with writing():
            shop = self.claim.shop
            row = Feed.at("http://pots.example:81/feed", self.retailer, shop, "EUR")
            row.state, row.begun_at = "reading", clock.now()
        return row

    @cached_property
    def store(self) -> Any:
        with writing():
            row = Store(retailer_id=self.retailer.id, name="Quay", address="At the quay")
            db.session.add(row)
        return row

    @property
    def way_out_of_mail(self) -> str:
        with current_app.test_request_context():
            return urlsplit(unsubscribe_address(self.ana.account)).path

    def sends_a_picture(self, path: str) -> Sent:
        picture = BytesIO()
        Image.new("RGB", (60, 60), "plum").save(picture, "PNG")
        return Sent(self.as_ana, path, files={"picture": picture.getvalue()})

    def ana_sends(self, path: str, page: str = "", **fields: str) -> Sent:
        return Sent(self.as_ana, path, fields, page)

    def moderator_sends(self, path: str, **fields: str) -> Sent:
        with writing():
            self.ben.account.role = Role.MODERATOR.value
        return Sent(self.as_ben, path, fields)

    def nobody_sends(self, path: str, page: str = "", **fields: str) -> Sent:
        return Sent(self.nobody, path, fields, page or path)

    def link_sent_to(self, address: str) -> str:
        return link_in(letters_to(address)[-1])


def key_in_form(sent: Sent) -> str:
    """The key of the form that posts to `sent.path`, as the page holds it; '' without one."""
    page = sent.client.get(sent.page)
    assert page.status_code == 200, (sent.page, page.status_code)
    for form in html.fromstring(page.text).forms:
        action = SLUG.sub(r"\1", form.get("action", sent.page))
        if form.method == "POST" and action == sent.path:
            return dict(form.form_values()).get("form_key", "")
    raise AssertionError(f"no form on {sent.page} posts to {sent.path}")


def rows() -> dict[str, list[str]]:
    """Every row of every table, once the worker has done what waits."""
    outbox.deliver_all()
    db.session.expire_all()
    tables = [table for table in db.metadata.sorted_tables if table.name not in ASIDE]
    found = {t.name: sorted(repr(row) for row in db.session.execute(select(t))) for t in tables}
    db.session.commit()
    return found


def key(thing: Any) -> str:
    return encode(thing.id)
