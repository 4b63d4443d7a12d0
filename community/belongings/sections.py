"""What an archive holds: one section a kind of belonging, rows of plain values.

A row is what the member wrote, chose or did. Others stand in it only as the member sees them: the
handle of somebody followed, the question of a poll they may still open. Who blocked, wants or gives
something is nobody's to take along.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import joinedload

from community.accounts.models import AccountSession, Profile
from community.belongings.tables import OWN_TABLES, own_rows, plain
from community.catalog.models import Clip, Offer, Product
from community.core.ids import encode
from community.core.kinds import kind_named, thing_or_none
from community.extensions import db
from community.friends.audience import visible_to
from community.friends.models import Block, Follow, Membership, PeopleSet, ShareLink
from community.friends.viewer import Viewer
from community.notifications.models import NoticeChoice
from community.polls.models import Option, Poll, Vote
from community.purchases.models import Mark
from community.reactions.models import Comment, Like
from community.wishlists.models import Wish, Wishlist

Row = dict[str, Any]
Section = Callable[[Profile], Iterable[Row]]


def columns(thing: Any, *left_out: str) -> Row:
    """All columns of a row of the member's own, ids as addresses write them."""
    row = {}
    for name, _column in inspect(type(thing)).columns.items():
        if name not in left_out:
            row[name] = plain(name, getattr(thing, name))
    return row


def _profile(me: Profile) -> Iterable[Row]:
    account = me.account
    assert account is not None
    yield {
        **columns(me, "account_id", "avatar_id", "handle_skeleton", "sort"),
        "avatar": _digest(me.avatar),
        **{f"account_{name}": value for name, value in columns(account, *SECRET, "id").items()},
    }


SECRET = ("password_hash", "email_key", "token_hash", "key_hash", "account_id")


def _sessions(me: Profile) -> Iterable[Row]:
    mine = select(AccountSession).where(AccountSession.account_id == me.account_id)
    return [columns(row, *SECRET) for row in db.session.scalars(mine)]


def _lists(me: Profile) -> Iterable[Row]:
    return [_owned(row) for row in _all(select(Wishlist).where(Wishlist.owner_id == me.id))]


def _wishes(me: Profile) -> Iterable[Row]:
    """With the shop's address, which is what a wish is about."""
    query = select(Wish).join(Wish.wishlist).where(Wishlist.owner_id == me.id)
    for wish in _all(query.options(joinedload(Wish.offer)).order_by(Wish.list_id, Wish.position)):
        offer, picture = wish.offer, _digest(wish.picture)
        yield {**columns(wish, "picture_id"), "url": offer.url if offer else "", "picture": picture}


def _polls(me: Profile) -> Iterable[Row]:
    return [_owned(row) for row in _all(select(Poll).where(Poll.owner_id == me.id))]


def _options(me: Profile) -> Iterable[Row]:
    query = select(Option).join(Option.poll).where(Poll.owner_id == me.id)
    for option in _all(query.order_by(Option.poll_id, Option.position)):
        yield {**columns(option), "label": option.label}


def _votes(me: Profile) -> Iterable[Row]:
    query = select(Vote, Option).join(Option, Option.id == Vote.option_id)
    query = query.join(Poll, Poll.id == Vote.poll_id).where(visible_to(Poll, Viewer(me)))
    for vote, option in db.session.execute(query.where(Vote.profile_id == me.id)).unique():
        asked = {"question": option.poll.question, "answer": option.label}
        yield {**columns(vote, "profile_id", "guest_id"), **asked}


def _comments(me: Profile) -> Iterable[Row]:
    mine = select(Comment).where(Comment.author_id == me.id, Comment.removed_at.is_(None))
    for comment in _all(mine):
        under = thing_or_none(Viewer(me), comment.kind, comment.thing_id)
        title = kind_named(comment.kind).title(under) if under else ""
        yield {**columns(comment, "author_id", "html"), "under": title}


def _likes(me: Profile) -> Iterable[Row]:
    for like in _all(select(Like).where(Like.profile_id == me.id)):
        liked = thing_or_none(Viewer(me), like.kind, like.thing_id)
        title = kind_named(like.kind).title(liked) if liked else ""
        yield {**columns(like, "profile_id"), "title": title}


def _marks(me: Profile) -> Iterable[Row]:
    """What they say they have, had or want."""
    query = select(Mark).where(Mark.owner_id == me.id).options(joinedload(Mark.product))
    return [{**_owned(mark), "title": mark.product.title} for mark in _all(query)]


def _notice_choices(me: Profile) -> Iterable[Row]:
    mine = select(NoticeChoice).where(NoticeChoice.profile_id == me.id)
    return [columns(row, "profile_id") for row in _all(mine)]


def _following(me: Profile) -> Iterable[Row]:
    query = select(Profile.handle, Follow.created_at).join(Follow, Follow.followed_id == Profile.id)
    for handle, moment in db.session.execute(query.where(Follow.follower_id == me.id)):
        yield {"handle": handle, "since": moment.isoformat()}


def _blocked(me: Profile) -> Iterable[Row]:
    query = select(Profile.handle).join(Block, Block.blocked_id == Profile.id)
    return [
        {"handle": handle} for handle in db.session.scalars(query.where(Block.blocker_id == me.id))
    ]


def _circles(me: Profile) -> Iterable[Row]:
    query = select(PeopleSet, Profile.handle).join(Membership, Membership.set_id == PeopleSet.id)
    query = query.join(Profile, Profile.id == Membership.profile_id)
    for people, handle in db.session.execute(query.where(PeopleSet.owner_id == me.id)):
        yield {"id": encode(people.id), "name": people.name, "sort": people.sort, "handle": handle}


def _clips(me: Profile) -> Iterable[Row]:
    for clip in _all(select(Clip).where(Clip.profile_id == me.id)):
        row = columns(clip, "profile_id", "picture_id", "url_key")
        yield {**row, "picture": _digest(clip.picture)}


def _finds(me: Profile) -> Iterable[Row]:
    query = select(Product, Offer.url).outerjoin(Offer, Offer.product_id == Product.id)
    for product, url in db.session.execute(query.where(Product.found_by_id == me.id)):
        row = columns(product, "picture_id", "found_by_id", "hidden_at")
        yield {**row, "url": url or "", "picture": _digest(product.picture)}


def _links(me: Profile) -> Iterable[Row]:
    mine = select(ShareLink).where(ShareLink.made_by_id == me.id)
    return [columns(row, *SECRET, "made_by_id") for row in db.session.scalars(mine)]


def _owned(thing: Any) -> Row:
    """What a moderator does with it is not the member's."""
    return columns(thing, "owner_id", "hidden_at")


def _digest(picture: Any) -> str:
    return picture.digest if picture else ""


def _all(query: Any) -> Iterable[Any]:
    return db.session.scalars(query).unique()


SECTIONS: dict[str, Section] = {
    "profile": _profile,
    "lists": _lists,
    "wishes": _wishes,
    "finds": _finds,
    "clips": _clips,
    "polls": _polls,
    "poll_options": _options,
    "votes": _votes,
    "comments": _comments,
    "likes": _likes,
    "has": _marks,
    "notice_choices": _notice_choices,
    "following": _following,
    "circles": _circles,
    "blocked": _blocked,
    "share_links": _links,
    "sessions": _sessions,
    **{name: partial(own_rows, name) for name in OWN_TABLES},
}
