"""ana's things, one of each for each audience, with a canary in every column that she fills."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from community.accounts.models import AccountSession, Profile
from community.belongings.models import Archive
from community.catalog.models import Clip, Offer, Product, Shop
from community.catalog.models.offer import url_key
from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.friends.audience import Audience
from community.friends.models import Guest, MailInvitation, PeopleSet, ShareLink
from community.notifications.models import Notification
from community.polls.models import Poll
from community.purchases.models import Mark
from community.reactions.models import Comment
from tests.drills.canaries.aviary import READERS, VIEWERS, Aviary
from tests.world import World, link_to, list_by, poll_by, purchase_by, wish_on

OWN = ("ana",)
OPERATED = ("ana", "ada")  # whoever runs the site finds members by their address


@dataclass
class Stage:
    """`things`: by the name of an address's argument, the values to try; `of`: who may open the
    thing of that kind and id."""

    world: World
    aviary: Aviary = field(default_factory=Aviary)
    things: dict[str, list[Any]] = field(default_factory=dict)
    of: dict[tuple[str, int], frozenset[str]] = field(default_factory=dict)
    links: list[ShareLink] = field(default_factory=list)
    sold_at: list[str] = field(default_factory=list)  # addresses in a shop that has widgets

    def put(self, name: str, row: Any, audience: str = "", readers: Any = None) -> None:
        """The row is to be tried in addresses, as `name`, and as "a thing" of its kind."""
        self.things.setdefault(name, []).append(row.id)
        kind = getattr(row, "kind", "") if audience else ""
        if isinstance(kind, str) and kind:
            self.things.setdefault("thing", []).append(row.id)
            self.of[kind, row.id] = READERS[audience] if readers is None else readers

    def show(self, thing: Any, audience: str) -> None:
        """To the audience of that name in READERS."""
        with writing():
            if audience == "circle":
                thing.show_to(Audience.PEOPLE, self.world.family)
            elif audience == "named":
                people = PeopleSet.named(self.world.ana, [self.world.cleo.id])
                thing.show_to(Audience.PEOPLE, people)
            else:
                thing.show_to("me" if audience == "linked" else audience)
        if audience == "linked":
            self.links.append(link_to(thing, self.world.ana))


def plant(stage: Stage, audiences: tuple[str, ...]) -> None:
    for audience in audiences:
        for planter in OF_AUDIENCE:
            planter(stage, audience)
    for own in ONES_OWN:
        own(stage)


def a_list(stage: Stage, audience: str) -> None:
    hatch = stage.aviary.hatch
    texts = {"title": hatch("wishlists.title", audience), "note": hatch("wishlists.note", audience)}
    wishlist = list_by(stage.world.ana, **texts, audience="me")
    stage.show(wishlist, audience)
    words = {name: hatch(f"wishes.{name}", audience) for name in ("title", "note", "size")}
    wish = wish_on(wishlist, **words, colour=hatch("wishes.colour", audience))
    product = a_product(stage, audience)
    wish_on(wishlist, "", product=product, offer=product.offers[0])
    stage.put("wishlist", wishlist, audience)
    stage.put("wish", wish)


def a_product(stage: Stage, audience: str) -> Product:
    """Of a shop that nobody else knows. Once it is on show it is nobody's, and open to all; else
    it opens for those who may open what shows it."""
    readers = VIEWERS if audience == "public" else READERS[audience]

    def hatch(column: str) -> str:
        return stage.aviary.hatch(column, audience, readers)

    domain = f"{stage.aviary.word('shops.domain', audience, readers)}.example"
    shop = Shop(domain=domain, name=hatch("shops.name"))
    product = Product(found_by_id=stage.world.ana.id, title=hatch("products.title"))
    product.brand, product.description = hatch("products.brand"), hatch("products.description")
    url = f"https://{domain}/{stage.aviary.word('offers.url', audience, readers)}"
    offer = Offer(product=product, shop=shop, url=url, url_key=url_key(url))
    offer.checked_at = clock.now()
    with writing():
        db.session.add(offer)
        db.session.flush()
        if audience == "public":
            product.put_on_show()
    stage.put("product", product, audience, frozenset(readers))
    stage.put("offer", offer)
    stage.put("shop", shop)
    return product


def a_poll(stage: Stage, audience: str) -> None:
    hatch, ana = stage.aviary.hatch, stage.world.ana
    options = [hatch("poll_options.text", audience) for _ in range(2)]
    note = hatch("polls.note", audience)
    poll = poll_by(
        ana, *options, question=hatch("polls.question", audience), note=note, audience="me"
    )
    stage.show(poll, audience)
    words = f"<p>{hatch('comments.html', audience)}</p>"
    with writing():
        comment = Comment.write(poll, ana, "", words)
    stage.put("poll", poll, audience)
    stage.put("comment", comment)


def a_mark(stage: Stage, audience: str) -> None:
    """What she has is on show to her audience, and with it the product."""
    if audience == "linked":
        return  # marks have no links
    product = a_product(stage, audience)
    with writing():
        mark = Mark(owner_id=stage.world.ana.id, product_id=product.id)
        db.session.add(mark)
        db.session.flush()
    stage.show(mark, audience)


def a_purchase(stage: Stage, audience: str) -> None:
    """Told, and where it was bought in her own words; the price stays with her."""
    product, hatch = a_product(stage, audience), stage.aviary.hatch
    words = {"note": hatch("purchases.note", audience)}
    words["place_name"] = hatch("purchases.place_name", audience)
    purchase = purchase_by(stage.world.ana, product, place="other", audience="me", **words)
    stage.show(purchase, audience)
    stage.put("purchase", purchase, audience)


def a_decided_poll(stage: Stage, audience: str) -> None:
    poll = poll_by(stage.world.ana, question=stage.aviary.hatch("polls.question", audience))
    stage.show(poll, audience)
    with writing():
        poll.close()
        poll.decide("other", None, stage.aviary.hatch("polls.decision_text", audience))
    stage.put("poll", poll, audience)


def her_profile(stage: Stage) -> None:
    """What everybody reads but those between whom and her a block stands."""
    hatch = stage.aviary.hatch
    with writing():
        ana: Profile = db.session.get_one(Profile, stage.world.ana.id)
        ana.name = hatch("profiles.name", "public")
        ana.pronouns = stage.aviary.word("profiles.pronouns", "public")
        ana.bio = hatch("profiles.bio", "public")
        ana.website = f"https://ana.example/{stage.aviary.word('profiles.website', 'public')}"
        assert ana.account
        ana.account.email = f"{stage.aviary.word('accounts.email', 'me', OPERATED)}@example.com"
    stage.things["handle"] = ["ana"]
    stage.put("profile", ana)


def her_desk(stage: Stage) -> None:
    """What is hers alone."""
    hatch, word, ana = stage.aviary.hatch, stage.aviary.word, stage.world.ana
    with writing():
        circle = PeopleSet.circle(ana, hatch("people_sets.name", "me"))
        clip = Clip.ask(
            ana,
            f"https://{word('clips.url', 'me')}.example/",
            {"title": hatch("clips.typed", "me"), "note": ""},
        )
        clip.keep_found({"brand": hatch("clips.found", "me")}, None)
        assert ana.account
        browser, _token = AccountSession.begin(ana.account, "elsewhere")
        invitation = MailInvitation.begin(
            ana, f"{word('mail_invitations.email', 'me')}@example.com"
        )
        archive = Archive.ask(ana.account)
    stage.put("circle", circle)
    stage.put("clip", clip)
    stage.put("browser", browser)
    stage.put("invitation", invitation)
    stage.put("archive", archive)


def a_guests_vote(stage: Stage) -> None:
    """By the one link there is, with a name of their own."""
    link = next(link for link in stage.links if link.kind == "poll")
    poll = db.session.get_one(Poll, link.thing_id)
    with writing():
        name = stage.aviary.hatch("guests.name", "linked")
        guest, _token = Guest.welcome(link, name)
        poll.vote(poll.options[0], by=guest)
    stage.things.setdefault("option", []).append(encode(poll.options[0].id))


def her_notices(stage: Stage) -> None:
    """What was told to her when the rest was delivered; they hold no words of their own."""
    for notice in db.session.query(Notification).filter_by(profile_id=stage.world.ana.id):
        stage.put("notification", notice)


OF_AUDIENCE = [a_list, a_poll, a_decided_poll, a_mark, a_purchase]
ONES_OWN = [her_profile, her_desk, a_guests_vote]
