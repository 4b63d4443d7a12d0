"""A house with something in each room, and the address of every page in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from flask import Flask, current_app

from community.accounts.models import SignUp
from community.accounts.models.token import MailToken, Purpose
from community.accounts.passes import pass_for
from community.activity.models import Activity
from community.admin.routes.set_ups import token as set_up_token
from community.belongings.leaving import depart
from community.catalog.models import LinkDomain, Product
from community.core import audit, clock
from community.core.db import writing
from community.core.ids import encode
from community.core.mail import Letter, Mail
from community.core.upsert import insert_or_ignore
from community.deals.models import Rally
from community.extensions import db
from community.friends.letters import _signer as refusing
from community.friends.letters import hash_of
from community.friends.models import ShareLink
from community.friends.routes.links import INVITE
from community.moderation.models import Decision
from community.moderation.signing import address_of as appeal_at
from community.notifications.mailing import unsubscribe_address
from community.retailers.models import Feed, FeedProblem
from tests.browser.eyes import NOWHERE
from tests.browser.people import Member
from tests.browser.rounds import SPARED, VIEWS
from tests.deals.material import deal_by, rally_by, voucher_by
from tests.reviews.makers import answer_by, question_by, review_by
from tests.visibility.test_every_route import things_of
from tests.world import (
    befriend,
    collection_by,
    link_to,
    list_by,
    mark_by,
    piece_in,
    poll_by,
    post_in,
    product_by,
    retailer_by,
    topic_by,
    wish_on,
)


def at_home(app: Flask) -> Any:
    """As within a request to the site, which knows its own host alone."""
    return app.test_request_context(base_url=app.extensions["settings"].site_url)


A_DAY = timedelta(days=1)


@dataclass
class House:
    """ana lives here; ben is her friend; mo runs the place; zoe is leaving; dan is banned."""

    people: dict[str, Member]
    things: dict[str, Any] = field(default_factory=dict)
    invitation: str = ""  # ana’s, for ben to open

    @classmethod
    def furnish(cls, new_member: Any) -> House:
        people = {name: new_member(name) for name in ("ana", "ben", "mo", "zoe", "dan")}
        house = cls(people)
        with at_home(current_app):
            ana, ben, mo = (people[name].profile for name in ("ana", "ben", "mo"))
            befriend(ana, ben)
            with writing():
                people["mo"].profile.account.role = "admin"
                people["dan"].profile.account.banned_at = clock.now()
                depart(people["zoe"].profile.account)
                link = ShareLink.make(INVITE, ana.id, ana, A_DAY)
            house.invitation = f"/l/{link.key}"
            house.things = things_of(ana, "public")
            _rooms_of(ana, ben)
            house.things["passes.show"] = pass_for(people["dan"].profile.account)
            house.things |= _shop_of(ana)
            house.things["product"] = house.things["listed"]
            _said_of(house.things["listed"], ben)
            house.things |= _secrets_of(ana, mo, house.things)
        return house

    def pages(self, app: Flask) -> list[tuple[str, str, str]]:
        """(endpoint, who, address) of every page, for everybody to whom it looks otherwise."""
        found = []
        for rule in sorted(app.url_map.iter_rules(), key=lambda rule: rule.rule):
            if "GET" in (rule.methods or ()) and rule.endpoint not in SPARED:
                with at_home(app):
                    address = app.url_for(rule.endpoint, **self._values(rule))
                for view in VIEWS.get(rule.endpoint, ("ana",)):
                    who, _, query = view.partition("?")
                    here = f"{address}?{query}" if query else address
                    found.append((rule.endpoint, who, here))
        return [*found, ("404", "ana", NOWHERE)]

    def _values(self, rule: Any) -> dict[str, Any]:
        token = {"token": self.things.get(rule.endpoint, "")}
        return {name: {**self.things, **token}[name] for name in rule.arguments}


def _rooms_of(ana: Any, ben: Any) -> None:
    """More than one of what pages show many of, with every word filled in."""
    kettle = product_by(ana, f"kettle-{ana.handle}", listed=True)
    lamp = product_by(ben, f"lamp-{ben.handle}", listed=True)
    mine = list_by(ana, "Kitchen", audience="public", note="For the new flat")
    wish_on(mine, "Kettle", product=kettle, offer=kettle.offer, note="In red", size="1 l")
    wish_on(mine, "A word of my own", priority=2, quantity=3)
    his = list_by(ben, "Light", audience="public")
    wish_on(his, "Lamp", product=lamp, offer=lamp.offer)
    other = poll_by(ben, question="Which lamp?", audience="public", note="Gran turns ninety.")
    gathered = collection_by(ben, "Evenings", audience="public")
    piece_in(gathered, "Warm light", product=lamp)
    mark_by(ben, lamp)
    topic = topic_by(ben, "Warm enough?", about=lamp)
    post_in(topic, ana, f"> Well?\n\n@{ben.handle} **yes**")
    link_to(other, ben)
    with writing():
        for kind, thing, verb in (("poll", other, "asked"), ("list", his, "added")):
            about = {"actor_id": ben.id, "kind": kind, "thing_id": thing.id, "verb": verb}
            insert_or_ignore(Activity, {**about, "burst": "", "count": 1})


def _said_of(product_id: int, ben: Any) -> None:
    """A review with all that one can say, and a question with its answer."""
    pan = db.session.get_one(Product, product_id)
    words = {"title": "Flat, and stays flat", "pros": "Heavy\nEven", "cons": "Heavy"}
    review_by(ben, pan, 7, fit="true", size="28 cm", incentive="said", **words)
    answer_by(ben, question_by(ben, pan, "Does it go into the oven?"))


def _shop_of(ana: Any) -> dict[str, Any]:
    """Her shop with a domain that is proved, and rows of a feed that were refused."""
    domain = f"{ana.handle}.example"
    retailer = retailer_by(ana, "Pans and Co", domain)
    shop = retailer.claims[0].shop
    product = product_by(ana, f"pan-{ana.handle}", listed=True)
    with writing():
        retailer.line, retailer.shipping = "Pans for ever", "In a week."
        product.offers[0].shop = shop
        feed = _feed(retailer, shop)
    return {
        **_offers_of(ana, retailer, product),
        "retailer": retailer.id, "shop": shop.id, "feed": feed.id, "listed": product.id,
    }  # fmt: skip


def _offers_of(ana: Any, retailer: Any, product: Any) -> dict[str, Any]:
    """On the pages of her shop, and a plan that waits for its answer."""
    voucher = voucher_by(retailer, text="on every pan", terms="One each.")
    deal = deal_by(retailer, product=product, steps={6: 3500}, terms="Red ones alone.")
    rally = rally_by(ana, product=product, audience="public", note="For all of us.")
    with writing():
        db.session.get_one(Rally, rally.id).state = "reached"
    return {"voucher": voucher.id, "deal": deal.id, "rally": rally.id}


def _feed(retailer: Any, shop: Any) -> Any:
    feed = Feed.at(f"https://{shop.domain}/feed.tsv", retailer, shop, "EUR")
    feed.good_count, feed.bad_count = 12, 1
    problem = {"row": 7, "key": "pan-7", "reason": "title", "said": "A pan without a name"}
    db.session.add(FeedProblem(feed_id=feed.id, **problem))
    return feed


def _secrets_of(ana: Any, mo: Any, things: dict[str, Any]) -> dict[str, Any]:
    """Addresses with a secret in them, by endpoint; and what else only those see who run it."""
    with writing():
        asked = SignUp.begin(f"new{ana.id}@example.com", f"new_{ana.id % 10**6}", "unused", "en")
        confirming = asked.new_token()
        reset = MailToken.issue(ana.account, Purpose.RESET)
        moving = MailToken.issue(ana.account, Purpose.NEW_EMAIL, f"moved{ana.id}@example.com")
        domain = f"odd-{encode(ana.id)}.example"
        LinkDomain.decide(domain, "pending", "Looks like another")
        gated = product_by(ana, f"odd-{ana.handle}", listed=True)
        gated.offers[0].url = f"https://{domain}/odd"
        audit.record(mo.id, "role.admin", "profile", mo.id)
        link = "https://posy.example/"
        Letter.write("no_account", "x@example.com", "Hello", home=link, link=link).post()
    decision = db.session.get_one(Decision, things["decision"])
    return {
        "mail": _newest_mail(),
        "offer": gated.offers[0].id,
        "confirmations.show": confirming,
        "passwords.edit": reset,
        "email_changes.show": moving,
        "set_ups.show": set_up_token(),
        "appeals.show": appeal_at(decision).rpartition("/")[2],
        "refusals.show": refusing().dumps(hash_of("x@example.com")),
        "unsubscriptions.show": unsubscribe_address(ana.account).rpartition("/")[2],
        "step": "people",
    }


def _newest_mail() -> int:
    return int(db.session.scalars(db.select(Mail.id).order_by(Mail.id.desc())).first() or 0)
