"""The counters that rows carry, beside what they count."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from community.accounts.models import Profile
from community.collections.models import Collection, CollectionFollow, Piece
from community.deals.models import Deal, DealJoin, Rally, RallyJoin, Taken, Voucher
from community.extensions import db
from community.forums.models import Board, Post, Topic
from community.friends.models import Follow
from community.polls.models import Option, Poll, Vote
from community.reactions.models import Comment
from community.reviews.models import Answer, Helpful, Question, Rating, Review, ReviewPicture
from community.reviews.models.review import is_counted
from community.wishlists.models import Wish, Wishlist


def _helped(model: Any) -> Any:
    return (Helpful.kind == model.kind) & (Helpful.thing_id == model.id)


def wrong_counters() -> list[str]:
    """Every counter that differs from the rows it counts."""
    pairs = (
        (Wishlist.wish_count, Wish, (Wish.list_id == Wishlist.id) & Wish.removed_at.is_(None)),
        (Deal.seat_count, DealJoin, (DealJoin.deal_id == Deal.id) & DealJoin.is_in),
        (Rally.join_count, RallyJoin, RallyJoin.rally_id == Rally.id),
        (Voucher.claim_count, Taken, Taken.voucher_id == Voucher.id),
        (Profile.follower_count, Follow, Follow.followed_id == Profile.id),
        (Profile.followed_count, Follow, Follow.follower_id == Profile.id),
        (Collection.piece_count, Piece, Piece.collection_id == Collection.id),
        (
            Collection.follower_count,
            CollectionFollow,
            CollectionFollow.collection_id == Collection.id,
        ),
        (
            Collection.comment_count,
            Comment,
            (Comment.kind == "collection") & (Comment.thing_id == Collection.id),
        ),
        (Review.helpful_count, Helpful, _helped(Review)),
        (Review.picture_count, ReviewPicture, ReviewPicture.review_id == Review.id),
        (Answer.helpful_count, Helpful, _helped(Answer)),
        (Question.answer_count, Answer, Answer.question_id == Question.id),
        (Rating.count, Review, (Review.product_id == Rating.product_id) & is_counted()),
        (Poll.vote_count, Vote, Vote.poll_id == Poll.id),
        (Option.votes, Vote, Vote.option_id == Option.id),
        (Board.topic_count, Topic, Topic.board_id == Board.id),
        (Topic.post_count, Post, Post.topic_id == Topic.id),
        (Poll.comment_count, Comment, (Comment.kind == "poll") & (Comment.thing_id == Poll.id)),
    )
    return [str(counter) for counter, row, condition in pairs if _is_wrong(counter, row, condition)]


def _is_wrong(counter: Any, row: Any, condition: Any) -> bool:
    counted = select(func.count(row.id)).where(condition).scalar_subquery()
    return bool(db.session.scalar(select(func.count()).where(counter != counted)))
