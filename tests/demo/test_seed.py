"""The demo's cast and crowd in a real database: counters add up, pages open, audiences hold."""

from __future__ import annotations

import pytest
from sqlalchemy import ColumnElement, func, select

from community.accounts.models import Account, Profile
from community.accounts.password_rules import SHORTEST, is_common
from community.activity.models import Activity
from community.activity.queries import feed_of
from community.catalog.models import Product
from community.collections.models import Collection
from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.core.images.models import Picture
from community.core.images.store import current_store
from community.core.kinds import all_kinds
from community.core.mail import Mail
from community.demo.bulk import populate
from community.demo.cast import COMMENTS, FOLLOWS, LISTS, PEOPLE, POLLS
from community.demo.cast_forum import TOPICS
from community.demo.commands import demo_command
from community.demo.pictures import WIDTH, draw_all
from community.demo.seed import DEMO_PASSWORD, NotEmpty, seed, tell_story
from community.demo.talk import SHOWN
from community.extensions import db
from community.forums.models import Board, Post, Topic
from community.friends.models import Follow, Guest, ShareLink
from community.friends.queries import friends_of
from community.friends.viewer import Viewer
from community.notifications.models import Notification
from community.polls.models import Poll, Vote
from community.reactions.models import Comment
from community.wishlists.models import Wish, Wishlist
from tests.accounts.people import is_signed_in, sign_in
from tests.demo.counters import wrong_counters

SMALL = 60


@pytest.fixture(scope="module")
def drawn(whole_app):
    """Every picture, once for this module, small."""
    from community.demo.catalogue import PRODUCTS

    orders = [("face", person.face, SMALL) for person in PEOPLE]
    orders += [("goods", product.key, SMALL) for product in PRODUCTS]
    with whole_app.app_context():
        return list(draw_all(orders, current_store()))


@pytest.fixture
def cast(app, drawn):
    from tests.accounts.people import hashed

    story = tell_story(drawn, hashed(DEMO_PASSWORD))
    with writing():
        story.insert()
    return app


@pytest.fixture
def mara(cast, client):
    sign_in(client, "mara", DEMO_PASSWORD)
    assert is_signed_in(client)
    return client


def person(handle: str) -> Profile:
    return db.session.scalars(select(Profile).where(Profile.handle == handle)).one()


def landed(client, path: str):
    """The page a path leads to, by one step at most."""
    answer = client.get(path)
    return client.get(answer.location) if answer.location else answer


def count(model, *conditions: ColumnElement[bool]) -> int:
    return db.session.scalar(select(func.count(model.id)).where(*conditions))


def wrong_asked_counts() -> list[str]:
    polls = db.session.scalars(select(Poll).where(Poll.audience == "friends"))
    return [
        poll.question for poll in polls
        if poll.asked_count != len(db.session.scalars(friends_of(poll.owner_id)).unique().all())
    ]  # fmt: skip


def things_from_the_future() -> list[str]:
    tables = [table for table in db.metadata.sorted_tables if "created_at" in table.columns]
    newest = {t.name: db.session.scalar(select(func.max(t.c.created_at))) for t in tables}
    return [name for name, moment in newest.items() if moment and moment > clock.now()]


def test_the_password_of_the_demo_is_one_that_people_may_choose():
    assert len(DEMO_PASSWORD) >= SHORTEST
    assert not is_common(DEMO_PASSWORD, ("mara", "Mara Okafor", "posy"))


def test_everybody_and_everything_of_the_cast_moves_in(cast):
    assert count(Account) == count(Profile) == len(PEOPLE)
    assert (count(Follow), count(Wishlist), count(Poll)) == (len(FOLLOWS), len(LISTS), len(POLLS))
    assert count(Product) == count(Product, Product.listed_at.is_not(None)) > 150
    decisions = sum(bool(poll.decision) for poll in POLLS)
    spoken = sum(comment.kind in SHOWN for comment in COMMENTS)
    assert count(Comment) == spoken + decisions
    assert count(Account, Account.email_verified_at.is_(None)) == 0


def test_every_person_and_product_has_a_picture_whose_files_are_there(cast):
    assert count(Profile, Profile.avatar_id.is_(None)) == 0
    assert count(Product, Product.picture_id.is_(None)) == 0
    for picture in db.session.scalars(select(Picture)):
        for width in picture.widths:
            assert current_store().path_of(picture.digest, width).is_file()


def test_the_counters_of_the_cast_are_what_the_rows_say(cast):
    assert wrong_counters() == wrong_asked_counts() == things_from_the_future() == []


def test_polls_are_open_closed_and_decided_as_the_script_says(cast):
    states = {poll.question: poll.state for poll in POLLS}
    for poll in db.session.scalars(select(Poll)):
        state = "decided" if poll.decided_at else "closed" if poll.closed_at else "open"
        assert state == states[poll.question]
        assert (state == "open") == poll.looks_open
        assert bool(poll.chosen) == (poll.decision == "option")


def test_guests_voted_by_a_link_that_opens_their_poll(cast, client):
    link = db.session.scalars(select(ShareLink)).one()
    assert count(Vote, Vote.guest_id.is_not(None)) == count(Guest) == 2
    assert ShareLink.by_key(link.key) == link
    page = landed(client, f"/l/{link.key}")
    assert page.status_code == 200 and "first flat" in page.text


def test_nobody_is_told_of_what_they_may_not_see_and_nobody_is_mailed(cast):
    kinds = {kind.name: kind for kind in all_kinds()}
    for told in db.session.scalars(select(Notification)):
        kind = kinds[told.kind]
        seen = kind.visible(Viewer(told.profile))
        assert db.session.scalar(select(kind.model.id).where(kind.model.id == told.thing_id, seen))
    assert count(Mail) == 0


def test_the_forum_is_full_of_talk_on_every_board(cast, mara):
    assert (count(Topic), count(Board)) == (len(TOPICS), 10) and count(Post) > 120
    assert count(Board, Board.topic_count == 0) == 0
    assert count(Topic, Topic.answer_number.is_not(None)) > 10
    for topic in db.session.scalars(select(Topic)):
        assert mara.get(f"/forum/topics/{encode(topic.id)}").status_code == 200


def test_a_private_list_is_kept_from_friends_and_a_circles_list_is_not(cast):
    kind = next(kind for kind in all_kinds() if kind.model is Wishlist)

    def sees(handle: str, title: str) -> bool:
        seen = kind.visible(Viewer(person(handle)))
        return bool(count(Wishlist, Wishlist.title == title, seen))

    assert sees("mara", "Ideas for Rosa") and not sees("rosa", "Ideas for Rosa")
    assert sees("tomas", "Two candles, two cakes") and not sees("pavel", "Two candles, two cakes")


def test_maras_home_has_news_of_weeks(cast):
    times = [news.created_at for news in db.session.scalars(feed_of(Viewer(person("mara"))))]
    assert len(times) > 15 and (max(times) - min(times)).days > 14


def test_the_cast_moves_in_only_where_nobody_lives(cast):
    with pytest.raises(NotEmpty):
        seed()
    refused = cast.test_cli_runner().invoke(demo_command, [])
    assert refused.exit_code == 1 and "--members" in refused.output


@pytest.mark.parametrize(
    "path", ["/", "/discover", "/lists", "/polls", "/people", "/notifications", "/@jonas", "/forum"]
)
def test_pages_of_the_house_open_for_mara(mara, path):
    assert mara.get(path).status_code == 200


@pytest.mark.parametrize(
    ("path", "model"), [("products", Product), ("lists", Wishlist), ("polls", Poll)]
)
def test_a_page_of_every_public_thing_opens_for_mara(mara, path, model):
    found = select(model.id) if model is Product else select(model.id).filter_by(audience="public")
    for thing in db.session.scalars(found.order_by(model.id).limit(12)):
        assert landed(mara, f"/{path}/{encode(thing)}").status_code == 200


@pytest.mark.both_databases
def test_a_crowd_adds_up_on_both_databases(committing_app):
    told: list[int] = []
    rows = populate(200, 3, told.append)
    assert sum(told) == 400
    assert count(Account) == count(Profile) == 200
    assert rows > 200 * 20 and count(Vote) > 200 and count(Wish) > 1000
    assert wrong_counters() == wrong_asked_counts() == things_from_the_future() == []
    assert count(Activity) == count(Wishlist) + count(Collection) + count(Poll)
    followers = select(func.count(Follow.id).label("few")).group_by(Follow.followed_id)
    crowds = sorted(db.session.scalars(followers))
    assert crowds[-1] > 4 * crowds[len(crowds) // 2]


def test_the_same_number_makes_the_same_crowd_and_a_second_crowd_fits_beside(committing_app):
    populate(30, 5)
    names = list(db.session.scalars(select(Profile.name).order_by(Profile.handle)))
    first = {name: count(name) for name in (Follow, Wish, Vote)}
    populate(30, 5)
    assert count(Profile) == 60
    assert {name: count(name) for name in (Follow, Wish, Vote)} == {
        name: 2 * number for name, number in first.items()
    }
    both = list(db.session.scalars(select(Profile.name)))
    assert sorted(both) == sorted(names * 2)


def test_the_pictures_of_a_first_start_are_not_drawn_too_large_to_wait_for():
    assert WIDTH <= 720
