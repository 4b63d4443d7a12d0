from dataclasses import fields
from io import BytesIO
from itertools import chain

import pytest
from PIL import Image

from community.demo.art import draw_face, draw_product
from community.demo.art.colours import rgb
from community.demo.art.faces import read_face
from community.demo.art.products import DRAWINGS
from community.demo.art.shapes import box, even, mirrored, path
from community.demo.cast import (
    CIRCLES,
    COLLECTIONS,
    COMMENTS,
    FOLLOWS,
    LISTS,
    PEOPLE,
    POLLS,
    REVIEWS,
    SIGN_IN,
)
from community.demo.cast_polls import BUY_ANSWERS
from community.demo.catalogue import PRODUCTS, PRODUCTS_BY_KEY, SHOPS

HANDLES = {person.handle for person in PEOPLE}


@pytest.fixture(scope="module")
def pictures() -> dict[str, bytes]:
    return {product.key: draw_product(product.key, 240) for product in PRODUCTS}


def test_every_product_has_an_upright_picture_of_its_own(pictures):
    assert len(pictures) == len(PRODUCTS) >= 150
    assert {Image.open(BytesIO(picture)).size for picture in pictures.values()} == {(240, 300)}
    assert len(set(pictures.values())) == len(PRODUCTS)


def test_a_picture_is_the_same_each_time_it_is_drawn(pictures):
    for product in PRODUCTS[::8]:
        assert draw_product(product.key, 240) == pictures[product.key]


def test_a_picture_is_large_unless_asked_for_smaller():
    assert Image.open(BytesIO(draw_product("arc-lamp"))).size == (960, 1200)


def test_a_product_stands_on_its_ground_and_fills_a_good_part_of_it(pictures):
    for product in PRODUCTS:
        image = Image.open(BytesIO(pictures[product.key])).reduce(2)
        ground = rgb(product.colours[3])
        assert image.getpixel((0, 149)) == ground
        plain = next(count for count, colour in image.getcolors(120 * 150) if colour == ground)
        assert 0.1 < plain / (120 * 150) < 0.92, product.key


def test_every_drawing_is_sold_by_somebody_and_every_shop_sells_something():
    assert {product.drawing for product in PRODUCTS} == set(DRAWINGS)
    assert len(DRAWINGS) >= 50
    assert {product.shop for product in PRODUCTS} == set(SHOPS.values())


def test_products_are_priced_described_and_fictional():
    assert len({product.title for product in PRODUCTS}) == len(PRODUCTS)
    for product in PRODUCTS:
        assert product.price_minor > 500
        assert product.currency == product.shop.currency
        assert product.shop.domain.endswith(".example")
        assert product.url.endswith(product.key)
        assert len(product.colours) == 4
        assert product.description.endswith((".", "?", "!"))
    assert {p.availability for p in PRODUCTS} == {"in_stock", "limited", "out_of_stock", "preorder"}


def test_an_unknown_product_is_a_key_error():
    with pytest.raises(KeyError):
        draw_product("no-such-thing")


def test_every_person_has_a_square_face_of_their_own():
    faces = [draw_face(person.face) for person in PEOPLE]
    assert len(set(faces)) == len(PEOPLE) >= 30
    assert {Image.open(BytesIO(face)).size for face in faces} == {(480, 480)}
    assert draw_face(PEOPLE[0].face) == faces[0]


def test_words_in_a_seed_decide_the_face_and_the_rest_follows_from_the_seed():
    face = read_face("x afro deep black coral")
    assert (face.style, face.skin, face.hair, face.cloth) == ("afro", "deep", "black", "coral")
    assert face.beard == "shaven"
    assert read_face("somebody") == read_face("somebody")
    looks = {read_face(f"stranger {number}") for number in range(60)}
    assert len(looks) == 60
    for field in fields(face):
        assert len({getattr(look, field.name) for look in looks}) > 1


def test_people_are_distinct_and_write_from_the_demo_domain():
    assert len(HANDLES) == len({person.name for person in PEOPLE}) == len(PEOPLE)
    assert all(person.email == f"{person.handle}@posy.example" for person in PEOPLE)
    assert set(SIGN_IN) <= HANDLES
    assert any("\u0590" <= person.name[0] <= "\u06ff" for person in PEOPLE)


def test_nobody_follows_themselves_and_everybody_is_somewhere_in_the_net():
    assert len(set(FOLLOWS)) == len(FOLLOWS)
    assert all(a != b and {a, b} <= HANDLES for a, b in FOLLOWS)
    assert set(chain.from_iterable(FOLLOWS)) == HANDLES
    friends = {b for a, b in FOLLOWS if a == "mara" and (b, a) in set(FOLLOWS)}
    assert len(friends) >= 12


def test_circles_hold_people_their_owner_follows():
    for circle in CIRCLES:
        assert {(circle.owner, member) for member in circle.members} <= set(FOLLOWS), circle


def test_lists_and_boards_hold_products_that_exist_once_each():
    for holder in LISTS:
        keys = [wish.product for wish in holder.wishes]
        assert len(set(keys)) == len(keys) >= 4
        assert set(keys) <= set(PRODUCTS_BY_KEY)
        assert {wish.priority for wish in holder.wishes} <= {"must", "love", "nice"}
    for collection in COLLECTIONS:
        keys = [piece.product for piece in collection.pieces if piece.product]
        assert set(keys) <= set(PRODUCTS_BY_KEY)
        assert len(set(keys)) == len(keys)
        assert {*collection.editors, *collection.followers} <= HANDLES
    assert {holder.owner for holder in [*LISTS, *COLLECTIONS]} <= HANDLES


def test_an_audience_is_one_the_owner_has():
    circles = {(circle.owner, f"circle:{circle.name}") for circle in CIRCLES}
    for owner, audience in [(x.owner, x.audience) for x in [*LISTS, *COLLECTIONS]] + [
        (poll.asker, poll.audience) for poll in POLLS
    ]:
        plain = {"public", "followers", "friends", "private"}
        assert audience in plain or (owner, audience) in circles


def test_votes_are_for_options_and_by_people_who_may_see_the_poll():
    follows = set(FOLLOWS)
    for poll in POLLS:
        answers = BUY_ANSWERS if poll.kind == "buy" else poll.options
        assert set(poll.votes.values()) <= set(answers), poll.key
        assert poll.asker not in poll.votes
        for voter in poll.votes:
            seen = {(voter, poll.asker), (poll.asker, voter)} <= follows
            assert voter in HANDLES and (poll.audience == "public" or seen), (poll.key, voter)


def test_options_are_products_or_sentences_and_a_buy_poll_has_one_product():
    for poll in POLLS:
        products = [option for option in poll.options if option in PRODUCTS_BY_KEY]
        assert all(" " in option for option in set(poll.options) - set(products)), poll.key
        assert len(poll.options) == len(products) == 1 or poll.kind == "which"


def test_a_poll_is_decided_exactly_when_it_says_what_became_of_it():
    for poll in POLLS:
        assert (poll.state == "open") == (poll.closes_in_hours > 0)
        assert (poll.state == "decided") == bool(poll.decision) == bool(poll.chosen)
        if poll.chosen:
            assert poll.chosen in (BUY_ANSWERS if poll.kind == "buy" else poll.options)


def test_comments_and_reviews_are_about_things_that_exist():
    things = {
        "product": set(PRODUCTS_BY_KEY),
        "poll": {poll.key for poll in POLLS},
        "list": {holder.key for holder in LISTS},
        "collection": {collection.key for collection in COLLECTIONS},
    }
    for comment in COMMENTS:
        assert comment.key in things[comment.kind], comment
        assert comment.author in HANDLES
    for review in REVIEWS:
        assert review.product in PRODUCTS_BY_KEY and review.author in HANDLES
        assert 1 <= review.rating <= 5
    assert len({(r.author, r.product) for r in REVIEWS}) == len(REVIEWS)


def test_paths_read_absolute_and_relative_commands_alike():
    assert path("M10 10 H30 V20 L10 20 Z") == path("M10 10 h20 v10 l-20 0 z")
    assert path("M0 0 Q10 20 20 0")[0][-1] == (20, 0)
    assert len(path("M0 0 L1 1 M5 5 L6 6")) == 2


def test_a_mirrored_shape_keeps_its_distance_from_the_axis():
    left = box(100, 50, 40, 20, 0)
    assert mirrored(mirrored(left)) == left
    assert {x for x, _ in mirrored(left)[0]} == {260, 300}
    whole = even("M200 0 L150 50 L200 100")[0]
    assert sum(x for x, _ in whole) / len(whole) == 200
