"""Rows by the hundred, each with people and pictures of its own, inserted in bulk."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import insert

from community.accounts.models import Profile
from community.activity.models import Activity
from community.catalog.models import Offer, Product, Shop
from community.collections.models import Collection, Piece
from community.core import clock
from community.core.db import writing
from community.core.ids import new_id
from community.core.images.models import Picture
from community.deals.models import Deal, DealJoin, Rally, Taken, Voucher
from community.extensions import db
from community.forums.models import Post, PostPicture, Topic
from community.friends.models import Follow
from community.notifications.models import Notification
from community.polls.models import Option, Poll
from community.purchases.models import Mark, Purchase
from community.reactions.models import Comment, Like
from community.reviews.models import Answer, Followup, Question, Review, ReviewPicture
from community.wishlists.models import Wish, Wishlist
from tests.world import (
    befriend,
    collection_by,
    list_by,
    person,
    poll_by,
    product_by,
    retailer_by,
    topic_by,
)

DAY = timedelta(days=1)


class Crowd:
    """ana looks; ben is her friend; everybody else of the crowd is too."""

    def __init__(self) -> None:
        self.size = 0
        self.ana, self.ben = person("ana"), person("ben")
        befriend(self.ana, self.ben)
        self.long_list = list_by(self.ben, "Everything", audience="public")
        self.gallery = collection_by(self.ben, "Everything", audience="public")
        self.talk = poll_by(self.ben, question="What do you say?", audience="public")
        self.star = product_by(self.ben, "star", listed=True)
        self.discussion = topic_by(self.ben, "What do you say?")
        self.shop = self.star.offers[0].shop
        self.team = retailer_by(self.ana, domain=self.shop.domain)

    def grow(self, by: int) -> None:
        """`by` more of everything that a page shows rows of."""
        rows: dict[type, list[dict[str, Any]]] = {}
        for number in range(self.size, self.size + by):
            for model, row in self._around(number):
                rows.setdefault(model, []).append({"id": new_id(), **row})
        self.size += by
        with writing():
            for model, values in rows.items():
                for row in values:  # those that name other columns go in alone
                    row.setdefault("created_at", clock.now())
                named = model.__table__.columns.keys()
                db.session.execute(
                    insert(model), [{k: v for k, v in row.items() if k in named} for row in values]
                )

    def _around(self, number: int) -> list[tuple[type, dict[str, Any]]]:
        someone, product, offer, shop, picture = (new_id() for _ in range(5))
        name, url = f"member{number}", f"https://shop{number}.example/thing"
        thing = {"product_id": product, "offer_id": offer, "picture_id": picture}
        return [
            (Picture, _picture(picture, number)),
            (Profile, {"id": someone, "handle": name, "handle_skeleton": name, "name": name,
                       "avatar_id": picture}),
            (Shop, {"id": shop, "domain": f"shop{number}.example", "name": name}),
            (Product, {"id": product, "title": f"Thing {number}", "picture_id": picture,
                       "listed_at": clock.now(), "found_by_id": someone}),
            (Offer, {"product_id": product, "shop_id": self.shop.id, "url": url + "/here",
                     "url_key": f"{number:063}h"}),
            (Offer, {"id": offer, "product_id": product, "shop_id": shop, "url": url,
                     "url_key": f"{number:064}", "amount": 100, "currency": "EUR",
                     "checked_at": clock.now()}),
            (Follow, {"follower_id": self.ana.id, "followed_id": someone}),
            (Follow, {"follower_id": someone, "followed_id": self.ana.id}),
            *(row for owner in (someone, self.ben.id, self.ana.id)
              for row in self._owned(owner, number, thing)),
            *(_mark(owner, about) for owner, about in
              ((self.ben.id, product), (someone, self.star.id))),
            (Wish, _wish(self.long_list.id, f"Thing {number}", **thing)),
            *self._said(someone, number, picture),
            *self._reviewed(someone, product, picture),
            *self._offered(someone, number, product),
            (Piece, {"collection_id": self.gallery.id, "title": "Thing", "amount": 100,
                     "currency": "EUR", "added_by_id": someone, **thing}),
            (Comment, {"kind": "poll", "thing_id": self.talk.id, "author_id": someone,
                       "body": "Yes", "html": "<p>Yes</p>"}),
            (Like, {"kind": "poll", "thing_id": self.talk.id, "profile_id": someone}),
        ]  # fmt: skip

    def _said(self, who: int, number: int, picture: int) -> list[tuple[type, dict[str, Any]]]:
        """A topic of somebody's own, and a post in the long one."""
        topic, post = new_id(), new_id()
        words = {"owner_id": who, "body": "Yes", "html": "<p>Yes</p>"}
        return [
            (Topic, {"id": topic, "owner_id": who, "board_id": self.discussion.board_id,
                     "title": f"Topic {number}", "audience": "public", "post_count": 1,
                     "about_kind": "product", "about_id": self.star.id,
                     "last_post_id": topic, "last_post_at": clock.now()}),
            (Post, {"topic_id": topic, "number": 1, **words}),
            (Post, {"id": post, "topic_id": self.discussion.id, "number": number + 2, **words}),
            (PostPicture, {"post_id": post, "picture_id": picture}),
        ]  # fmt: skip

    def _reviewed(self, who: int, product: int, picture: int) -> list[tuple[type, dict[str, Any]]]:
        """The star by somebody, something by ben; and a question with its answer."""
        review, question = new_id(), new_id()
        words = {"stars": 8, "body": "Good", "html": "<p>Good</p>", "audience": "public"}
        return [
            (Review, {"id": review, "owner_id": who, "product_id": self.star.id, **words}),
            (Review, {"owner_id": self.ben.id, "product_id": product, **words}),
            (ReviewPicture, {"review_id": review, "picture_id": picture}),
            (Followup, {"review_id": review, "months": 1, "happy": "yes",
                        "answered_at": clock.now()}),
            (Question, {"id": question, "owner_id": who, "product_id": self.star.id,
                        "body": "Well?", "audience": "public", "answer_count": 1}),
            (Answer, {"question_id": question, "owner_id": who, "body": "Yes"}),
        ]  # fmt: skip

    def _offered(self, who: int, number: int, product: int) -> list[tuple[type, dict[str, Any]]]:
        """A voucher that ana keeps, a deal she is in, and a plan about the star."""
        voucher, deal, rally = new_id(), new_id(), new_id()
        ours = {"retailer_id": self.team.id, "shop_id": self.shop.id, "currency": "EUR"}
        until, mine = clock.now() + DAY, {"profile_id": self.ana.id}
        plan = {"owner_id": who, "product_id": self.star.id, "shop_id": self.shop.id}
        return [
            (Voucher, {"id": voucher, **ours, "gives": "percent", "percent": 5, "budget": 9,
                       "whom": "everyone", "shared_code": "FIVE", "claim_count": 1,
                       "starts_at": clock.now() - DAY, "ends_at": until}),
            (Taken, {"voucher_id": voucher, **mine, "token": f"{number:032}"}),
            (Deal, {"id": deal, **ours, "product_id": (product, self.star.id)[number % 2],
                    "amount": 40, "usual_amount": 60, "minimum": 5, "cap": 6,
                    "closes_at": until, "seat_count": 1}),
            (DealJoin, {"deal_id": deal, **mine, "place": 1, "is_in": True}),
            (Rally, {"id": rally, **plan, "amount": 40, "currency": "EUR", "wanted": 5,
                     "audience": "public", "ends_at": until}),
        ]  # fmt: skip

    def _owned(
        self, owner: int, number: int, thing: dict[str, int]
    ) -> list[tuple[type, dict[str, Any]]]:
        wishlist, poll, collection, bought = new_id(), new_id(), new_id(), new_id()
        star = {**thing, "product_id": self.star.id, "offer_id": self.star.offers[0].id}
        options = enumerate((thing["product_id"], self.star.id))
        news = [
            ("added", "list", wishlist),
            ("made", "collection", collection),
            ("asked", "poll", poll),
            ("bought", "purchase", bought),
        ]
        return [
            (Wishlist, {"id": wishlist, "owner_id": owner, "title": f"List {number}",
                        "audience": "public", "wish_count": 2}),
            (Wish, _wish(wishlist, f"Thing {number}", **thing)),
            (Wish, _wish(wishlist, "The star", **star)),
            (Collection, {"id": collection, "owner_id": owner, "title": f"Mornings {number}",
                          "audience": "public", "piece_count": 2}),
            (Piece, {"collection_id": collection, "title": "Thing", "position": 1,
                     "added_by_id": owner, **thing}),
            (Piece, {"collection_id": collection, "title": "The star", "position": 2,
                     "added_by_id": owner, **star}),
            (Poll, {"id": poll, "owner_id": owner, "question": f"Which {number}?",
                    "audience": "public", "closes_at": clock.now() + DAY}),
            (Purchase, {"id": bought, "owner_id": owner, "product_id": thing["product_id"],
                        "audience": "public", "day": clock.now().date(),
                        "tells_at": clock.now(), "told_at": clock.now()}),
            *((Option, {"poll_id": poll, "position": place, "text": "this", "product_id": product})
              for place, product in options),
            *((Activity, {"actor_id": owner, "verb": verb, "kind": kind, "thing_id": about,
                          "burst": ""}) for verb, kind, about in news),
            *((Notification, {"profile_id": self.ana.id, "topic": topic, "kind": "poll",
                              "thing_id": poll, "actor_id": owner, "changed_at": clock.now()})
              for topic in ("asked", "voted")),
        ]  # fmt: skip


def _mark(owner: int, product: int) -> tuple[type, dict[str, Any]]:
    return Mark, {
        "owner_id": owner, "product_id": product, "state": "have", "audience": "public",
        "changed_at": clock.now(),
    }  # fmt: skip


def _wish(wishlist: int, title: str, **thing: int) -> dict[str, Any]:
    return {"list_id": wishlist, "title": title, "amount": 100, "currency": "EUR", **thing}


def _picture(key: int, number: int) -> dict[str, Any]:
    return {
        "id": key, "digest": f"{number:064x}", "width": 400, "height": 300, "colour": "#aabbcc",
        "plain_ground": False, "is_private": False, "bytes": 1000,
    }  # fmt: skip
