"""Numbers that are kept as columns, beside the rows they count."""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, func, select

from community.accounts.models import Profile
from community.catalog.models import Shop
from community.collections.models import Collection, CollectionFollow, Piece
from community.deals.models import Deal, DealJoin, Rally, RallyJoin
from community.extensions import db
from community.forums.models import Board, Post, Topic
from community.friends.models import Follow
from community.moderation.models import Case, Report
from community.polls.models import Option, Poll, Vote
from community.reactions.models import Comment, Like, LikeCount
from community.retailers.models import ShopFollow
from community.wishlists.models import Wish, Wishlist

# A counter, and which rows it counts.
COUNTED: list[tuple[Any, Any]] = [
    (Profile.follower_count, Follow.followed_id == Profile.id),
    (Profile.followed_count, Follow.follower_id == Profile.id),
    (Deal.seat_count, and_(DealJoin.deal_id == Deal.id, DealJoin.is_in)),
    (Deal.waiting_count, and_(DealJoin.deal_id == Deal.id, ~DealJoin.is_in)),
    (Rally.join_count, RallyJoin.rally_id == Rally.id),
    (Shop.follower_count, ShopFollow.shop_id == Shop.id),
    (Collection.follower_count, CollectionFollow.collection_id == Collection.id),
    (Collection.piece_count,
     and_(Piece.collection_id == Collection.id, Piece.removed_at.is_(None))),
    (Collection.comment_count,
     and_(Comment.kind == "collection", Comment.thing_id == Collection.id,
          Comment.removed_at.is_(None))),
    (Poll.comment_count,
     and_(Comment.kind == "poll", Comment.thing_id == Poll.id, Comment.removed_at.is_(None))),
    (Poll.vote_count, Vote.poll_id == Poll.id),
    (Option.votes, Vote.option_id == Option.id),
    (Wishlist.wish_count, and_(Wish.list_id == Wishlist.id, Wish.removed_at.is_(None))),
    (Board.topic_count, Topic.board_id == Board.id),
    (Topic.post_count, Post.topic_id == Topic.id),
    (LikeCount.count, and_(Like.kind == LikeCount.kind, Like.thing_id == LikeCount.thing_id)),
    (Case.report_count, Report.case_id == Case.id),
]  # fmt: skip


def drifted() -> list[str]:
    """Where a number is another than that of its rows."""
    found = []
    for column, rows in COUNTED:
        counted = select(func.count()).where(rows).correlate(column.class_).scalar_subquery()
        wrong = select(column.class_.id, column, counted).where(column != counted)
        found += [f"{column}: {kept}, not {real}" for _id, kept, real in db.session.execute(wrong)]
    return found
