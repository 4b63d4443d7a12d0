"""The cast of the tests, and the things they own.

ana      the author: she asks, lists and is looked at
ben      her friend (they follow each other)
carla    her friend, in her circle Family
dina     blocked by ana
erik     has blocked ana
fay      follows ana, who does not follow back
gus      a guest: no account, only a link
cleo     a stranger with an account
max      was her friend, in Family still, until he stopped following
mo       a moderator, who stands to ana as cleo does
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from community.accounts.models import Account, AccountSession, Profile, Role
from community.belongings.models import Archive
from community.catalog.models import Offer, Product, Shop
from community.catalog.models.offer import url_key
from community.collections.models import Collaborator, Collection, Piece
from community.core import clock
from community.core.db import writing
from community.extensions import db
from community.forums.models import Board, Post, Topic
from community.forums.words import Words, rendered
from community.friends.models import Block, Follow, Guest, PeopleSet, ShareLink
from community.friends.viewer import Viewer
from community.polls.models import Option, Poll
from community.purchases.models import Mark, Purchase
from community.retailers.models import Claim, Retailer
from community.wishlists.models import Wish, Wishlist

HOUR = timedelta(hours=1)
MEMBERS = ("ana", "ben", "carla", "dina", "erik", "fay", "cleo", "max", "mo")


def person(handle: str) -> Profile:
    """A member with a confirmed address; nobody signs in with a password here."""
    with writing():
        return _joined(handle)


def _joined(handle: str) -> Profile:
    profile = Profile.person(handle, handle.title())
    db.session.add(Account.open(f"{handle}@example.com", "unused", profile))
    db.session.flush()
    profile.account.confirm_email()
    return profile


def befriend(one: Profile, other: Profile) -> None:
    with writing():
        Follow.begin(one, other)
        Follow.begin(other, one)


def signed_in(client: Any, profile: Profile) -> Any:
    with writing():
        _session, token = AccountSession.begin(profile.account, "tests")
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    return client


def holding(client: Any, link: ShareLink) -> Any:
    """The client has opened the link."""
    with client.session_transaction() as cookie:
        cookie["links"] = [link.key]
    return client


def known_as(client: Any, link: ShareLink, name: str) -> Any:
    """A guest who has said their name."""
    with writing():
        _guest, token = Guest.welcome(link, name)
    with holding(client, link).session_transaction() as cookie:
        cookie["guest"] = token
    return client


def poll_by(owner: Profile, *texts: str, **more: Any) -> Poll:
    """Which of two pots, for an hour, for friends, unless told otherwise."""
    with writing():
        values = {"question": "Which pot?", "closes_at": clock.now() + HOUR, **more}
        poll = Poll(owner_id=owner.id, **values)
        names = texts or ("red pot", "blue pot")
        poll.options = [Option(text=text, position=place) for place, text in enumerate(names)]
        poll.ask()
    return poll


def list_by(owner: Profile, title: str = "Kitchen", **more: Any) -> Wishlist:
    with writing():
        wishlist = Wishlist(owner_id=owner.id, title=title, **more)
        db.session.add(wishlist)
        db.session.flush()
    return wishlist


def wish_on(wishlist: Wishlist, title: str = "A red pot", **more: Any) -> Wish:
    with writing():
        wish = Wish(title=title, **more)
        wish.add_to(db.session.get(Wishlist, wishlist.id))
    return wish


def collection_by(owner: Profile, title: str = "Slow mornings", **more: Any) -> Collection:
    with writing():
        collection = Collection(owner_id=owner.id, title=title, **more)
        db.session.add(collection)
        db.session.flush()
    return collection


def piece_in(collection: Collection, why: str = "", **more: Any) -> Piece:
    """A note, or the product that is named; put in by the owner, or by `by`."""
    product, by = more.pop("product", None), more.pop("by", None)
    with writing():
        piece = Piece.of_product(product, why) if product else Piece(sort="note", why=why, **more)
        kept = db.session.get(Collection, collection.id)
        piece.add_to(kept, by or kept.owner)
    return piece


def gathers_in(collection: Collection, editor: Profile) -> None:
    with writing():
        Collaborator.add(db.session.get(Collection, collection.id), editor)


def product_by(owner: Profile, path: str = "pot", *, listed: bool = False) -> Product:
    """A product with an offer at pots.example, as if the worker had read the page."""
    with writing():
        product = Product(title=f"The {path} of pots.example", found_by_id=owner.id)
        url = f"https://pots.example/{path}"
        offer = Offer(product=product, shop=Shop.at("pots.example"), url=url, url_key=url_key(url))
        offer.amount, offer.currency, offer.checked_at = 1900, "EUR", clock.now()
        db.session.add(offer)
        db.session.flush()
        if listed:
            product.put_on_show()
    return product


def purchase_by(owner: Profile, product: Product, *, told: bool = True, **more: Any) -> Purchase:
    """Online, today, for friends, and told already, unless told otherwise."""
    with writing():
        values = {"day": clock.now().date(), **more}
        purchase = Purchase(owner_id=owner.id, product_id=product.id, **values)
        purchase.write_down()
        if told:
            purchase.tell()
    return purchase


def mark_by(owner: Profile, product: Product, state: str = "have", **more: Any) -> Mark:
    """For friends, unless told otherwise."""
    with writing():
        mark = Mark.put(product, owner, state, more.pop("audience", "friends"))
        for name, value in more.items():
            setattr(mark, name, value)
    return mark


def archive_of(owner: Profile) -> Archive:
    """Packed, with a file behind it."""
    with writing():
        archive = Archive.ask(owner.account)
        archive.state = "made"
    archive.path.parent.mkdir(parents=True, exist_ok=True)
    archive.path.write_bytes(b"PK")
    return archive


def board_called(slug: str = "home") -> Board:
    with writing():
        Board.add(slug, slug.title())
    return db.session.scalars(db.select(Board).filter_by(slug=slug)).one()


def topic_by(owner: Profile, title: str = "Which lamp?", **more: Any) -> Topic:
    """On the board “home”, with its first post, for everybody unless told otherwise."""
    board, audience = more.pop("board", None) or board_called(), more.pop("audience", "public")
    with writing():
        topic = Topic.start(board, owner, title, more.pop("about", None))
        topic.audience = audience
        Post.write(topic, owner, Words("Well?", "<p>Well?</p>"))
    return topic


def post_in(topic: Topic, owner: Profile, body: str = "That one.", **more: Any) -> Post:
    """As if by the form: who is named is told."""
    words = rendered(Viewer(owner), body)
    with writing():
        return Post.write(db.session.get_one(Topic, topic.id), owner, words, **more)


def retailer_by(owner: Profile, name: str = "Pots and Co", domain: str = "") -> Retailer:
    """A team of one; with a domain, that is proved."""
    with writing():
        retailer = Retailer.open(name, owner)
        if domain:
            Claim.make(retailer, domain).prove("dns")
    return retailer


def link_to(thing: Any, by: Profile) -> ShareLink:
    with writing():
        return ShareLink.make(thing.kind, thing.id, by)


@dataclass
class World:
    """Everybody, and how they stand to ana."""

    ana: Profile
    ben: Profile
    carla: Profile
    dina: Profile
    erik: Profile
    fay: Profile
    cleo: Profile
    max: Profile
    mo: Profile
    family: PeopleSet

    @classmethod
    def make(cls) -> World:
        """In one transaction: most tests begin with it."""
        with writing():
            people = {handle: _joined(handle) for handle in MEMBERS}
            ana = people["ana"]
            for friend in ("ben", "carla", "max"):
                Follow.begin(ana, people[friend])
                Follow.begin(people[friend], ana)
            Follow.begin(people["fay"], ana)
            family = PeopleSet.circle(ana, "Family")
            family.set_members([people["carla"].id, people["max"].id])
            Follow.end(people["max"].id, ana.id)
            for one, other in ((ana, people["dina"]), (people["erik"], ana)):
                Block.begin(one, other)
            people["mo"].account.role = Role.MODERATOR
        return cls(**people, family=family)
