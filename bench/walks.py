"""The pages that are compared, with addresses of things that are alike in crowds of any size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import ColumnElement, select

from bench.crowd.shape import STAR
from bench.people import Crowd, handle_of
from community.accounts.models import Profile
from community.core.ids import encode
from community.extensions import db
from community.friends.queries import followed_ids
from community.polls.models import Poll
from community.wishlists.models import Wishlist

# Of a typical member; {poll}, {list} and {owner} belong to people whom she follows.
PAGES = {
    "home": "/",
    "product": "/products/{product}",
    "list": "/lists/{list}",
    "poll": "/polls/{poll}",
    "profile": "/@{owner}",
    "discover": "/discover",
    "discover lists": "/discover?tab=lists",
    "discover polls": "/discover?tab=polls",
    "discover people": "/discover?tab=people",
    "people": "/people",
    "notifications": "/notifications",
    "polls": "/polls",
}
SIGNED_OUT = ("home", "product", "list", "poll", "profile", "discover", "discover lists")
# What half of all members follow; seen by a typical member, or by the star.
STARS = {
    "star’s profile": ("member", "/@{star}"),
    "star’s poll": ("member", "/polls/{star_poll}"),
    "best loved product": ("member", "/products/{star_product}"),
    "star’s home": ("star", "/"),
    "star’s followers": ("star", "/people?tab=followers"),
    "star’s notices": ("star", "/notifications"),
}


@dataclass(frozen=True)
class Visit:
    page: str
    state: str  # 'in', 'out' or 'star'
    address: str

    @property
    def name(self) -> str:
        return f"{self.page}, signed out" if self.state == "out" else self.page


@dataclass
class Walk:
    """A site of one size, and its visits."""

    app: Flask
    crowd: Crowd
    visits: list[Visit]
    clients: dict[str, Any]

    def ask(self, visit: Visit) -> Any:
        answer = self.clients[visit.state].get(visit.address)
        if answer.status_code != 200:
            raise RuntimeError(f"{visit.address}: {answer.status}")
        return answer


def walk_through(app: Flask, crowd: Crowd, place: int) -> Walk:
    """As the typical member at `place`, as nobody, and as the star."""
    with app.app_context():
        names = _addresses(crowd, place)
        db.session.remove()
    visits = [Visit(page, "in", path.format(**names)) for page, path in PAGES.items()]
    visits += [Visit(page, "out", PAGES[page].format(**names)) for page in SIGNED_OUT]
    for page, (who, path) in STARS.items():
        visits.append(Visit(page, "in" if who == "member" else "star", path.format(**names)))
    return Walk(app, crowd, visits, _clients(app, crowd, place))


def _clients(app: Flask, crowd: Crowd, place: int) -> dict[str, Any]:
    clients = {state: app.test_client() for state in ("in", "out", "star")}
    for state, who in (("in", place), ("star", STAR)):
        with clients[state].session_transaction() as cookie:
            cookie["_user_id"] = crowd.token(who)
    return clients


def _addresses(crowd: Crowd, place: int) -> dict[str, str]:
    me = crowd.id_of(place)
    poll = _middle(Poll, me, lambda: Poll.vote_count.between(5, 9))
    wishlist = _middle(Wishlist, me, lambda: Wishlist.wish_count.between(3, 6))
    owner = db.session.get_one(Profile, wishlist.owner_id)
    public = Poll.owner_id == crowd.id_of(STAR), Poll.audience == "public"
    stars = select(Poll.id).where(*public).order_by(Poll.id.desc())
    goods = crowd.products
    return {
        "poll": encode(poll.id),
        "list": encode(wishlist.id),
        "owner": owner.handle,
        "product": encode(goods.id(goods.count // 12 * 6)),
        "star": handle_of(STAR),
        "star_poll": encode(db.session.scalar(stars.limit(1)) or 0),
        "star_product": encode(goods.id(0)),
    }


def _middle(model: Any, me: int, alike: Callable[[], ColumnElement[bool]]) -> Any:
    """A public thing of somebody followed."""
    query = (
        select(model)
        .where(model.owner_id.in_(followed_ids(me)), model.audience == "public", alike())
        .order_by(model.id)
    )
    return db.session.scalars(query.limit(1)).one()
