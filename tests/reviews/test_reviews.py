"""Reviews: one a member and product, read by those it is for, good and bad alike."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.friends.viewer import Viewer
from community.reviews.models import Helpful, Review, ReviewPicture, Said
from community.reviews.queries import Filter, public_reviews, reviews_of
from tests.reviews.makers import review_by
from tests.world import befriend, person, product_by

FORM = {"stars": "9", "body": "It *pours* well.", "audience": "public"}


def write(client, product, **form):
    return client.post(f"/products/{encode(product.id)}/review", data={**FORM, **form})


def page_of(product) -> str:
    return f"/products/{encode(product.id)}"


def all_reviews() -> list[Review]:
    return list(db.session.scalars(select(Review).execution_options(populate_existing=True)))


def met(viewer, product, **only) -> list[str]:
    asked = reviews_of(Viewer(viewer), product.id, only=Filter(**only))
    return [each.review.owner.handle for each in asked.items]


def test_stars_in_halves_and_words_are_there_for_everybody(world, sign_in, new_client, pot):
    said = {"title": "A good pot", "pros": "- does not drip\n- light", "cons": "hot lid"}
    answer = write(sign_in(world.ana), pot, **said, fit="true", size="1 l")
    assert answer.status_code == 303 and "/reviews/" in answer.location
    page = new_client().get(page_of(pot)).text
    for words in (
        "<em>pours</em>",
        "A good pot",
        "does not drip",
        "hot lid",
        "True to size",
        "4.5",
    ):
        assert words in page
    assert "- does not drip" not in page and "Verified e-mail" in page


@pytest.mark.parametrize(
    "form", [{"stars": ""}, {"stars": "11"}, {"body": " "}, {"audience": "me"}, {"fit": "odd"}]
)
def test_what_is_missing_or_not_offered_is_said_beside_the_field(world, sign_in, pot, form):
    answer = write(sign_in(world.ana), pot, **form)
    assert answer.status_code == 422 and 'class="error"' in answer.text
    assert not all_reviews()


def test_a_second_try_opens_the_first_for_editing(world, sign_in, pot):
    ana = sign_in(world.ana)
    write(ana, pot)
    (review,) = all_reviews()
    to = f"/reviews/{encode(review.id)}/edit"
    assert write(ana, pot, body="Other words").location.endswith(to)
    assert ana.get(f"{page_of(pot)}/review").location.endswith(to)
    assert "It *pours* well." in ana.get(to).text
    ana.post(to, data={**FORM, "stars": "3", "body": "It broke."})
    (review,) = all_reviews()
    assert (review.stars, review.body, review.edited_at is None) == (3, "It broke.", False)


@pytest.mark.both_databases
def test_fifty_posts_at_once_make_one_review(committing_app):
    ana = person("ana")
    pot = product_by(ana)
    owner, product = ana.id, pot.id

    def post(_number: int) -> bool:
        with committing_app.app_context(), writing():
            found = db.session.get_one(type(pot), product)
            author = db.session.get_one(type(ana), owner)
            return bool(Review.write(found, author, Said(8, body="So")))

    with ThreadPoolExecutor(10) as pool:
        made = list(pool.map(post, range(50)))
    assert made.count(True) == 1
    assert db.session.scalar(select(func.count(Review.id))) == 1
    with pytest.raises(IntegrityError), writing():
        db.session.add(Review(owner_id=owner, product_id=product, stars=5))


SEEN_BY = {
    "public": {"ana", "ben", "carla", "fay", "cleo", "max", "mo", "nobody"},
    "followers": {"ana", "ben", "carla", "fay"},
    "friends": {"ana", "ben", "carla"},
}


@pytest.mark.parametrize("audience", SEEN_BY)
def test_each_meets_what_is_for_them(world, sign_in, new_client, pot, audience):
    review = review_by(world.ana, pot, audience=audience)
    seen = set()
    for name in ("ana", "ben", "carla", "fay", "cleo", "max", "mo", "dina", "erik", "nobody"):
        client = new_client() if name == "nobody" else sign_in(getattr(world, name))
        pages = (page_of(pot), f"{page_of(pot)}/reviews", f"/reviews/{encode(review.id)}")
        shown = ["It pours well." in client.get(path).text for path in pages]
        assert len(set(shown)) == 1, (name, shown)
        if shown[0]:
            seen.add(name)
    assert seen == SEEN_BY[audience]


def test_friends_come_first_then_what_helped_then_the_newest_whatever_the_stars(world, pot):
    for place, name in enumerate(("mo", "cleo", "max", "ben", "fay")):
        review_by(getattr(world, name), pot, stars=(2 * place) % 10 + 1)
    helped = Review.of(world.cleo.id, pot.id)
    with writing():
        Helpful.give(helped, world.ben.id)
    assert met(world.ana, pot) == ["ben", "cleo", "fay", "max", "mo"]
    assert met(None, pot) == ["cleo", "fay", "ben", "max", "mo"]


def test_bad_and_good_reviews_change_nothing_but_the_stars(world, pot):
    """The same people in the same order with all stars turned round stand in the same order."""
    pan = product_by(world.mo, "pan", listed=True)
    for place, name in enumerate(("mo", "cleo", "max", "ben", "fay")):
        review_by(getattr(world, name), pot, stars=1 + 2 * place)
        review_by(getattr(world, name), pan, stars=9 - 2 * place)
    assert met(world.ana, pot) == met(world.ana, pan) and met(None, pot) == met(None, pan)
    one, other = (public_reviews(db.session.merge(each)) for each in (pot, pan))
    assert [each.owner_id for each in one] == [each.owner_id for each in other]
    assert len(one) == 5  # none waits, whatever it says


def test_pages_follow_one_another_without_a_gap(world, pot):
    people = [person(f"reader{number}") for number in range(7)]
    befriend(world.ana, people[2])
    befriend(world.ana, people[5])
    for each in people:
        review_by(each, pot)
    seen, after = [], None
    while True:
        page = reviews_of(Viewer(world.ana), pot.id, after, size=2)
        seen += [each.review.owner.handle for each in page.items]
        after = page.cursor
        if after is None:
            break
    assert seen == ["reader5", "reader2", "reader6", "reader4", "reader3", "reader1", "reader0"]


def test_readers_choose_by_stars_fit_photos_and_proof(world, sign_in, pot):
    review_by(world.ben, pot, stars=9, fit="small")
    review_by(world.cleo, pot, stars=10)
    review_by(world.max, pot, stars=2)
    with writing():
        Review.prove(world.max.id, pot.id)
    assert met(world.ana, pot, stars=5) == ["ben", "cleo"]
    assert met(world.ana, pot, stars=1) == met(world.ana, pot, verified=True) == ["max"]
    assert met(world.ana, pot, fit="small") == ["ben"] and met(None, pot, with_photos=True) == []
    page = sign_in(world.ana).get(f"{page_of(pot)}/reviews?verified=1").text
    assert "Verified buyer" in page and page.count('class="card pad feed-card review"') == 1


def test_photos_hang_in_order_and_can_be_left_out(world, sign_in, pot):
    ana = sign_in(world.ana)
    write(ana, pot, pictures=[(a_photo("plum"), "a.png"), (a_photo("teal"), "b.png")])
    (review,) = all_reviews()
    assert review.picture_count == 2
    first, _second = db.session.scalars(select(ReviewPicture.id).order_by(ReviewPicture.position))
    path = f"/reviews/{encode(review.id)}/edit"
    ana.post(path, data={**FORM, "without": encode(first), "pictures": (a_photo("red"), "c.png")})
    assert all_reviews()[0].picture_count == 2
    wrong = ana.post(path, data={**FORM, "pictures": (BytesIO(b"no"), "d.png")})
    assert wrong.status_code == 422 and all_reviews()[0].picture_count == 2


def a_photo(colour: str) -> BytesIO:
    file = BytesIO()
    Image.new("RGB", (40, 40), colour).save(file, "PNG")
    file.seek(0)
    return file
