"""Two weeks after: nothing of hers is left, and all that is others' is."""

from __future__ import annotations

import pytest
from flask import current_app
from sqlalchemy import select

from community.accounts.models import Account, Profile
from community.belongings import departed
from community.belongings.jobs import forget_departed, forget_returned
from community.catalog.models import Offer, Product, Shop
from community.collections.models import Collection, CollectionFollow
from community.core.db import writing
from community.core.mail import forget_sent
from community.core.outbox import deliver_all
from community.extensions import db
from community.forums.models import Post
from community.moderation.models import Case, Report
from community.polls.models import Option, Poll
from community.reactions.models import Comment, Like, LikeCount
from community.retailers.models import Retailer, Seat, ShopFollow
from community.wishlists.models import Wish
from tests.accounts.people import member
from tests.belongings.counters import drifted
from tests.belongings.everything import fill_everything
from tests.belongings.leavers import (
    SECRET,
    after_two_weeks,
    archived,
    files_with_pictures_of,
    filled,
    found_in_database,
    found_on_disk,
    imported,
    key_of,
    leaves,
)
from tests.world import (
    befriend,
    collection_by,
    gathers_in,
    list_by,
    mark_by,
    person,
    piece_in,
    poll_by,
    post_in,
    product_by,
    retailer_by,
    signed_in,
    topic_by,
    wish_on,
)


@pytest.fixture
def ana(app):
    return member("ana").profile


@pytest.mark.both_databases
def test_after_two_weeks_nothing_of_hers_is_left_in_the_database_or_on_the_disk(ana, new_client):
    """A row in every table, by hand and by the verbs, with one word in every text."""
    ben = person("ben")
    filled(ana, ben)
    mark_by(ana, product_by(ben, listed=True))
    with writing():
        fill_everything(ana, ben, SECRET)
        LikeCount.move("list", 1, 1)  # of the like that stands in its table
    deliver_all()
    files = files_with_pictures_of(ana)
    kept = [archived(ana), imported(ana)]
    account_id, profile_id = ana.account_id, ana.id
    assert {"search_rows", "wishes", "retailers"} <= set(found_in_database(SECRET))
    leaves(signed_in(new_client(), ana))
    with after_two_weeks():
        forget_departed()
        deliver_all()
        forget_sent()
    assert db.session.get(Account, account_id) is None
    assert db.session.get(Profile, profile_id) is None
    left = found_in_database(SECRET, "ana@example.com")
    assert left == [], left
    assert not any(path.exists() for path in [*files, *kept])
    assert found_on_disk(SECRET) == []
    assert new_client().get("/sign-in").status_code == 200


@pytest.mark.both_databases
def test_what_others_wrote_in_her_discussion_stays_under_nobodys_name(ana, new_client):
    ben, carla = person("ben"), signed_in(new_client(), person("carla"))
    with writing():
        ana.name = SECRET
    topic = topic_by(ana, f"Which {SECRET}?")
    his = post_in(topic, ben, "The blue one, says Ben")
    post_in(topic, ana, f"Oh {SECRET}")
    theirs = topic_by(ben, "Which hat?")
    post_in(theirs, ana, SECRET)
    deliver_all()
    leaves(signed_in(new_client(), ana))
    with after_two_weeks():
        forget_departed()
        deliver_all()
    answer = carla.get(f"/forum/topics/{key_of(topic)}", follow_redirects=True)
    assert answer.status_code == 200, answer.text
    page = answer.text
    assert "The blue one, says Ben" in page and SECRET not in page
    assert "A discussion begun by a member who left" in page
    assert "A member who left" in carla.get("/forum/home").text
    assert SECRET not in carla.get(f"/forum/topics/{key_of(theirs)}").text
    assert db.session.get(Post, his.id).body == "The blue one, says Ben"
    assert found_in_database(SECRET) == []
    stone = db.session.get(Profile, ana.id)
    assert stone.account_id is None and stone.handle == f"gone-{key_of(ana)}"
    assert carla.get(f"/@{stone.handle}").status_code == 404
    assert drifted() == []


@pytest.mark.both_databases
def test_all_numbers_equal_their_rows_after_she_left(ana, new_client):
    ben = person("ben")
    befriend(ana, ben)
    his, gathered, wanted = poll_by(ben), collection_by(ben), list_by(ben)
    shop = product_by(ben, listed=True).offers[0].shop
    gathers_in(gathered, ana)
    piece_in(gathered, "By ana", by=ana)
    topic = topic_by(ben)
    post_in(topic, ana)
    topic_by(ana, "Alone")
    with writing():
        CollectionFollow.begin(db.session.get(Collection, gathered.id), ana)
        ShopFollow.begin(shop.id, ana.id)
        poll = db.session.get(Poll, his.id)
        poll.vote(poll.options[0], by=ana)
        for thing in (poll, db.session.get(Collection, gathered.id)):
            Comment.write(thing, ana, SECRET, SECRET)
        Like.give("list", wanted.id, ana.id)
        for reporter in (ana, ben):
            Report.make(Case.open_for("list", wanted.id, ben.id), reporter, reason="spam")
        Report.make(Case.open_for("poll", his.id, ben.id), ana, reason="spam")
    assert drifted() == []
    leaves(signed_in(new_client(), ana))
    with after_two_weeks():
        forget_departed()
        deliver_all()
    assert drifted() == []
    assert db.session.scalars(select(Case.report_count)).all() == [1]
    assert db.session.get(Collection, gathered.id).follower_count == 0
    assert db.session.get(type(shop), shop.id).follower_count == 0


def test_a_team_gets_another_owner_or_goes_with_its_claims(ana, new_client):
    ben = person("ben")
    retailer_by(ana, SECRET, "alone.example")
    team = retailer_by(ana, "Two", "two.example")
    with writing():
        Seat.offer(db.session.get(Retailer, team.id), ben, "editor", ana)
        db.session.scalars(select(Seat).where(Seat.profile_id == ben.id)).one().take()
    team_id = team.id
    deliver_all()
    leaves(signed_in(new_client(), ana))
    with after_two_weeks():
        forget_departed()
        deliver_all()
    assert db.session.scalars(select(Retailer.id)).all() == [team_id]
    seats = db.session.scalars(select(Seat)).all()
    assert [(seat.profile_id, seat.role) for seat in seats] == [(ben.id, "owner")]
    shops = {shop.domain: shop.verified_at for shop in db.session.scalars(select(Shop))}
    assert shops["alone.example"] is None and shops["two.example"] is not None


def test_what_somebody_else_keeps_of_her_finds_keeps_its_address(ana, new_client):
    kept = product_by(ana, "kept")
    product_by(ana, "alone")
    wish_on(list_by(person("ben")), "Mine", product=kept, offer=kept.offers[0])
    leaves(signed_in(new_client(), ana))
    with after_two_weeks():
        forget_departed()
    found = select(Offer.url, Product.found_by_id).join(Product, Product.id == Offer.product_id)
    assert db.session.execute(found).all() == [("https://pots.example/kept", None)]
    assert db.session.scalars(select(Wish.offer_id)).one()


def test_whom_a_backup_brings_back_is_forgotten_again(ana, new_client):
    account_id = ana.account_id
    departed.note(account_id)  # as on the day on which she was forgotten
    departed.note(account_id)
    assert departed.returned() == [account_id]
    current_app.extensions.pop("departed_asked", None)
    forget_returned()
    forget_departed()
    deliver_all()
    assert db.session.get(Account, account_id) is None
    assert departed.returned() == []


def test_what_others_have_stays_exact(ana, new_client):
    ben = person("ben")
    befriend(ana, ben)
    his = poll_by(ben)
    with writing():
        poll = db.session.get(Poll, his.id)
        poll.vote(poll.options[0], by=ana)
        Comment.write(poll, ana, SECRET, SECRET)
        Like.give("poll", poll.id, ana.id)
    listed = product_by(ana, listed=True)
    leaves(signed_in(new_client(), ana))
    with after_two_weeks():
        forget_departed()
    db.session.expire_all()
    poll = db.session.get(Poll, his.id)
    assert (poll.vote_count, poll.comment_count) == (0, 0)
    assert db.session.scalar(select(LikeCount.count).where(LikeCount.thing_id == poll.id)) == 0
    assert [option.votes for option in poll.options] == [0, 0]
    assert (ben.follower_count, ben.followed_count) == (0, 0)
    assert db.session.get(type(listed), listed.id).found_by_id is None
    assert db.session.scalar(select(Option.id).where(Option.poll_id == his.id))
