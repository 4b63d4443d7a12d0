"""What is done, step by step, about a member whose time has come. Each step may be taken again.

Rows go by their own verbs, so that the numbers others see stay exact.
"""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from sqlalchemy import delete, exists, or_, select, update

from community.accounts.models import Account, Profile, SignUp
from community.catalog.models import Clip, Code, Offer, Product
from community.collections.models import Collection, CollectionFollow
from community.core.db import change, writing
from community.core.events import publish
from community.core.ids import encode
from community.core.kinds import Kind, ThingRemoved
from community.core.mail import Mail
from community.core.text import skeleton
from community.deals.models import Deal, DealJoin, Rally, RallyJoin
from community.extensions import db
from community.forums.events import TopicChanged
from community.forums.models import Post, Topic
from community.friends.models import Follow
from community.moderation.models import Case, Report
from community.polls.models import Option, Poll, Vote
from community.purchases.models import Proof
from community.reactions.models import Comment, Like
from community.retailers.models import Retailer, Seat, ShopFollow
from community.retailers.models.seat import OWNER
from community.reviews.models import Answer, Helpful, Question, Review

# Rows that others' threads stand on: their own verbs take the words out, the row stays.
THREADS = ("topics", "posts")


def remove_things(kind: Kind, profile_id: int) -> None:
    """One at a time, so that nobody waits long for the database."""
    model = kind.model
    owner = model.owner_id if hasattr(model, "owner_id") else model.author_id
    for thing_id in db.session.scalars(select(model.id).where(owner == profile_id)).all():
        with writing():
            thing = db.session.get(model, thing_id)
            if thing is not None:
                thing.remove()


def take_back_votes(profile_id: int) -> None:
    for vote in db.session.scalars(select(Vote).where(Vote.profile_id == profile_id)).all():
        change(update(Option).where(Option.id == vote.option_id).values(votes=Option.votes - 1))
        counts = {"vote_count": Poll.vote_count - 1, "version": Poll.version + 1}
        change(update(Poll).where(Poll.id == vote.poll_id).values(counts))
        change(delete(Vote).where(Vote.id == vote.id))


def take_back_likes(profile_id: int) -> None:
    for like in db.session.scalars(select(Like).where(Like.profile_id == profile_id)).all():
        Like.take_back(like.kind, like.thing_id, profile_id)


def take_back_helpful(profile_id: int) -> None:
    for model in (Review, Answer):
        mine = Helpful.profile_id == profile_id, Helpful.kind == model.kind
        for vote in db.session.scalars(select(Helpful).where(*mine)).all():
            Helpful.take_back(model, vote.thing_id, profile_id)


def erase_said(profile_id: int) -> None:
    """Reviews and questions, which are only marked when they are taken back."""
    for model in (Review, Question):
        change(delete(model).where(model.owner_id == profile_id))


def remove_comments(profile_id: int) -> None:
    for comment in db.session.scalars(select(Comment).where(Comment.author_id == profile_id)).all():
        comment.remove()
    change(delete(Comment).where(Comment.author_id == profile_id))


def end_follows(profile_id: int) -> None:
    """Of people, collections and shops."""
    mine = (Follow.follower_id == profile_id) | (Follow.followed_id == profile_id)
    for follow in db.session.scalars(select(Follow).where(mine)).all():
        Follow.end(follow.follower_id, follow.followed_id)
    gathered = select(Collection).join(
        CollectionFollow, CollectionFollow.collection_id == Collection.id
    )
    followed = gathered.where(CollectionFollow.profile_id == profile_id).order_by(Collection.id)
    for collection in db.session.scalars(followed).unique().all():
        CollectionFollow.end(collection, profile_id)
    shops = select(ShopFollow.shop_id).where(ShopFollow.profile_id == profile_id)
    for shop_id in db.session.scalars(shops.order_by(ShopFollow.shop_id)).all():
        ShopFollow.end(shop_id, profile_id)


def leave_deals(profile_id: int) -> None:
    """Before the deadline the next who waits has the seat."""
    joined = select(Deal).join(DealJoin).where(DealJoin.profile_id == profile_id)
    for deal in db.session.scalars(joined.order_by(Deal.id)).all():
        deal.forget(profile_id)
    wanted = select(Rally).join(RallyJoin).where(RallyJoin.profile_id == profile_id)
    for rally in db.session.scalars(wanted.order_by(Rally.id)).all():
        rally.leave(profile_id)


def withdraw_reports(profile_id: int) -> None:
    """A case that only they had opened, and nobody has settled, was about nothing."""
    for report in db.session.scalars(select(Report).where(Report.reporter_id == profile_id)).all():
        one_less = update(Case).where(Case.id == report.case_id)
        change(one_less.values(report_count=Case.report_count - 1))
        change(delete(Report).where(Report.id == report.id))
        bare = Case.id == report.case_id, Case.state == "open", Case.report_count <= 0
        change(delete(Case).where(*bare))


def leave_teams(profile_id: int) -> None:
    """A team without an owner gets who has been in it longest; one without anybody goes."""
    for seat in db.session.scalars(select(Seat).where(Seat.profile_id == profile_id)).all():
        seat.retailer.lock()
        change(delete(Seat).where(Seat.id == seat.id))
        others = select(Seat).where(
            Seat.retailer_id == seat.retailer_id, Seat.joined_at.is_not(None)
        )
        team = db.session.scalars(others.order_by(Seat.joined_at, Seat.id)).all()
        if not team:
            _close(seat.retailer)
        elif not any(other.role == OWNER for other in team):
            team[0].role = OWNER
            db.session.flush()


def _close(retailer: Retailer) -> None:
    """Its domains are there for whoever comes next; its products belong to all."""
    for claim in list(retailer.claims):
        claim.release()
    db.session.flush()
    change(delete(Retailer).where(Retailer.id == retailer.id))
    publish(ThingRemoved("retailer", retailer.id))


def forget_credits(profile_id: int) -> None:
    """Remixes of what was theirs no longer say so."""
    remixes = update(Collection).where(Collection.source_owner_id == profile_id)
    change(remixes.values(source_owner_id=None, source_title="", source_name=""))


def remove_finds(profile_id: int) -> None:
    """Products nobody else has met or kept; the others belong to all, and forget who found them."""
    own = (Product.found_by_id == profile_id, Product.listed_at.is_(None))
    change(delete(Product).where(*own, ~_is_kept()))
    change(update(Product).where(Product.found_by_id == profile_id).values(found_by_id=None))


def let_go_of_proofs(profile_id: int) -> None:
    """A token that was used stays used, by nobody."""
    change(update(Proof).where(Proof.profile_id == profile_id).values(profile_id=None))


def _is_kept() -> Any:
    """Somebody's row names the product, or a page of it."""
    own = {
        Offer.__tablename__, Code.__tablename__, Clip.__tablename__, "clicks", "feed_rows",
        "likenesses", "product_merges", "purchase_proofs", "ratings",
        "tastes", "neighbours", "product_standings", "hidden_products",  # follow from what is kept
    }  # fmt: skip
    offers = select(Offer.id).where(Offer.product_id == Product.id).correlate(Product)
    ways = []
    for table in db.metadata.sorted_tables:
        for key in table.foreign_keys if table.name not in own else ():
            if key.column.table.name == "products":
                ways.append(exists().where(key.parent == Product.id))
            elif key.column.table.name == "offers":
                ways.append(exists().where(key.parent.in_(offers)))
    return or_(*ways)


STEPS = (
    take_back_votes, take_back_likes, take_back_helpful, erase_said, remove_comments, end_follows,
    leave_deals, withdraw_reports, leave_teams, forget_credits, let_go_of_proofs, remove_finds,
)  # fmt: skip


def remove_person(account_id: int, profile_id: int) -> None:
    account = db.session.get_one(Account, account_id)
    change(delete(Mail).where(Mail.recipient == account.email))
    change(delete(SignUp).where(SignUp.email_key == account.email_key))
    if _has_threads(profile_id):
        _leave_a_stone(profile_id)
    else:
        change(delete(Profile).where(Profile.id == profile_id))
    publish(ThingRemoved("profile", profile_id, profile_id))
    db.session.expire_all()
    change(delete(Account).where(Account.id == account_id))


def _has_threads(profile_id: int) -> bool:
    rows = (select(model.id).where(model.owner_id == profile_id) for model in (Topic, Post))
    return any(db.session.scalar(row.limit(1)) for row in rows)


def _leave_a_stone(profile_id: int) -> None:
    """A profile without anything of the member, for the threads; all else of theirs goes."""
    for table in db.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name != "profiles" or key.ondelete != "CASCADE":
                continue
            if table.name not in THREADS:
                change(delete(table).where(key.parent == profile_id))
    _rename_topics(profile_id)
    name = f"gone-{encode(profile_id)}"
    blank = {"pronouns": "", "bio": "", "website": "", "avatar_id": None, "is_suggested": False}
    named = {"name": _("A member who left"), "handle": name, "handle_skeleton": skeleton(name)}
    stone = update(Profile).where(Profile.id == profile_id)
    change(stone.values({**blank, **named, "account_id": None}))


def _rename_topics(profile_id: int) -> None:
    """What others wrote stays, under a title that is nobody's."""
    for topic_id in db.session.scalars(select(Topic.id).where(Topic.owner_id == profile_id)).all():
        title = _("A discussion begun by a member who left")
        change(update(Topic).where(Topic.id == topic_id).values(title=title))
        publish(TopicChanged(topic_id))
