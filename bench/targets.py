"""Which pages are measured: public ones, seen by strangers and by a member like others."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, url_for
from sqlalchemy import func, select

from community.accounts.models import Account, Profile
from community.catalog.models import Product
from community.extensions import db
from community.friends.models import Follow
from community.polls.models import Poll
from community.reactions.models import Comment
from community.wishlists.models import Wish, Wishlist
from tests.core.live.member import cookie_for

PAGES = ("home", "product", "list", "poll", "profile", "discover")
FOLLOWED = 30
WISHES = 24


@dataclass(frozen=True)
class Targets:
    """The address of each page, the cookie of a signed-in member, and who that is."""

    paths: dict[str, str]
    cookie: str
    about: str


def choose(app: Flask) -> Targets:
    with app.test_request_context(base_url=app.extensions["settings"].site_url):
        viewer = _viewer()
        wishlist, poll, product, profile = _list(viewer), _poll(viewer), _product(), _profile()
        paths = {
            "home": url_for("home.show"),
            "product": url_for("product_pages.show", product=product),
            "list": url_for("list_pages.show", wishlist=wishlist),
            "poll": url_for("poll_pages.show", poll=poll),
            "profile": url_for("profiles.show", handle=profile.handle),
            "discover": url_for("discover.index"),
        }
        about = (
            f"the viewer follows {_followed_by(viewer)}; list of {wishlist.wish_count} wishes; "
            f"poll with {poll.vote_count} votes and {poll.comment_count} comments"
        )
        found = Targets(paths, cookie_for(app, viewer), about)
        db.session.remove()
    return found


def _viewer() -> Profile:
    """A member of the crowd who follows about thirty."""
    count = func.count(Follow.followed_id)
    query = (
        select(Profile)
        .join(Follow, Follow.follower_id == Profile.id)
        .join(Account, Account.id == Profile.account_id)
        .group_by(Profile.id)
        .order_by(func.abs(count - FOLLOWED), Profile.id)
        .limit(1)
    )
    return db.session.scalars(query).one()


def _followed_by(viewer: Profile) -> int:
    query = select(func.count()).select_from(Follow).where(Follow.follower_id == viewer.id)
    return db.session.scalars(query).one()


def _list(viewer: Profile) -> Wishlist:
    query = (
        select(Wishlist)
        .where(Wishlist.audience == "public", Wishlist.owner_id != viewer.id)
        .order_by(func.abs(Wishlist.wish_count - WISHES), Wishlist.id)
        .limit(1)
    )
    return db.session.scalars(query).one()


def _poll(viewer: Profile) -> Poll:
    """Open, with the most said and voted."""
    query = (
        select(Poll)
        .where(Poll.audience == "public", Poll.owner_id != viewer.id, Poll.is_open())
        .order_by(Poll.comment_count.desc(), Poll.vote_count.desc(), Poll.id)
        .limit(1)
    )
    return db.session.scalars(query).one()


def _product() -> Product:
    """Listed, with the most said about it, then the most wished for."""
    said = (
        select(func.count())
        .where(Comment.kind == "product", Comment.thing_id == Product.id)
        .scalar_subquery()
    )
    wished = select(func.count()).where(Wish.product_id == Product.id).scalar_subquery()
    query = (
        select(Product)
        .where(Product.listed_at.is_not(None))
        .order_by(said.desc(), wished.desc(), Product.id)
        .limit(1)
    )
    return db.session.scalars(query).one()


def _profile() -> Profile:
    """Whoever has the most public lists, then the first."""
    query = (
        select(Profile)
        .join(Wishlist, Wishlist.owner_id == Profile.id)
        .where(Wishlist.audience == "public")
        .group_by(Profile.id)
        .order_by(func.count().desc(), Profile.id)
        .limit(1)
    )
    return db.session.scalars(query).one()
