"""“For you”: each thing with its reason, and nothing that the member may not know or want."""

from __future__ import annotations

from sqlalchemy import func, select

from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.friends.models import Block, Mute
from community.friends.viewer import Viewer
from community.recommendations.choosing import Choice, for_you
from community.recommendations.models import HiddenProduct, Taste
from community.recommendations.pricing import range_of
from tests.recommendations.keeping import heard, keeps, tastes_of
from tests.world import list_by, mark_by, product_by, wish_on

PAGE = "/discover?tab=for-you"


def chosen(person) -> dict[str, Choice]:
    choices = for_you(Viewer(person)).choices
    return {choice.product.title.split()[1]: choice for choice in choices}


def apart(*products) -> None:
    """So that their titles have no word in common: each reason is alone."""
    with writing():
        for product in products:
            name = product.title.split()[1]
            product.title = f"{name.upper()}ish {name}"


def test_what_goes_with_my_things_says_with_which(old_world, shelf, sign_in):
    apart(shelf.lamp, shelf.chair)
    keeps(old_world.cleo, shelf.lamp, shelf.chair)
    keeps(old_world.ana, shelf.lamp, audience="me")
    heard()
    choice = chosen(old_world.ana)["chair"]
    assert choice.because.product_id == shelf.lamp.id and not choice.is_alike
    page = sign_in("ana").get(PAGE).text
    assert "Because you keep" in page and shelf.chair.title in page
    assert "lamp" not in chosen(old_world.ana), "what one keeps is no news"


def test_whom_i_follow_is_named_with_what_they_show_me(old_world, shelf, sign_in):
    apart(shelf.lamp, shelf.rug, shelf.pot)
    keeps(old_world.ana, shelf.pot)
    for friend in (old_world.ben, old_world.carla):
        keeps(friend, shelf.lamp, audience="friends")
    keeps(old_world.cleo, shelf.rug, audience="followers")
    heard()
    assert chosen(old_world.ana)["lamp"].people == ["Carla", "Ben"]
    assert "Carla and Ben keep it" in sign_in("ana").get(PAGE).text
    assert not chosen(old_world.fay).get("lamp", Choice(shelf.lamp)).people
    assert "rug" not in chosen(old_world.ana)


def test_neither_private_things_nor_gifts_nor_the_muted_name_anybody(old_world, shelf):
    apart(shelf.lamp, shelf.rug, shelf.cup)
    keeps(old_world.ben, shelf.lamp, audience="me")
    keeps(old_world.ben, shelf.rug, audience="friends", occasion="gifts")
    keeps(old_world.carla, shelf.cup, audience="friends")
    assert list(chosen(old_world.ana)) == ["cup"]
    with writing():
        Mute.begin(old_world.ana.id, old_world.carla.id)
    assert chosen(old_world.ana) == {}
    with writing():
        Mute.end(old_world.ana.id, old_world.carla.id)
        Block.begin(old_world.carla, old_world.ana)
    assert chosen(old_world.ana) == {}


def test_what_is_not_on_show_is_recommended_to_nobody(old_world, shelf):
    secret = product_by(old_world.ben, "secret")
    mark_by(old_world.ben, secret)
    keeps(old_world.ben, secret, audience="friends")
    heard()
    assert chosen(old_world.ana) == {}


def test_my_kind_of_thing_where_few_keep_the_same(old_world, shelf):
    apart(shelf.lamp, shelf.chair)
    with writing():
        shelf.lamp.brand = shelf.chair.brand = "Nordlys"
    keeps(old_world.ana, shelf.lamp, audience="me")
    heard()
    assert chosen(old_world.ana)["chair"].brand == "Nordlys"
    assert tastes_of(old_world.ana) == {"lamp"}


def test_a_member_without_a_taste_gets_what_is_trending(old_world, shelf, sign_in):
    for one in (old_world.ana, old_world.ben):
        keeps(one, shelf.lamp)
    heard()
    assert chosen(old_world.cleo)["lamp"].trend
    assert "A few people keep it just now" in sign_in("cleo").get(PAGE).text


def test_the_price_range_one_uses_comes_first(old_world, shelf, sign_in):
    ana, made = old_world.ana, list_by(old_world.ana, audience="me")
    for number in range(9):
        wish_on(made, f"wish {number}", amount=1000 + 100 * number, currency="EUR")
    wish_on(made, "a house", amount=90_000_000, currency="EUR")
    prices = range_of(ana.id)
    assert (prices.lowest.amount, prices.highest.amount) == (1100, 1800)
    apart(shelf.dear, shelf.cheap)
    with writing():
        shelf.dear.offers[0].amount, shelf.cheap.offers[0].amount = 90_000, 1500
    mark_by(old_world.ben, shelf.cheap)
    mark_by(old_world.ben, shelf.dear)
    assert list(chosen(ana)) == ["cheap", "dear"], "a dear thing stands lower, and is there"
    assert "€11.00 and €18.00" in sign_in("ana").get(PAGE).text


def test_not_for_me_and_back_without_script(old_world, shelf, sign_in):
    mark_by(old_world.ben, shelf.lamp)
    ana, product = sign_in("ana"), f"/products/{encode(shelf.lamp.id)}"
    answer = ana.post(f"{product}/not-for-me")
    assert answer.status_code == 303
    page = ana.get(answer.location).text
    assert "is not shown to you here any more" in page and "/for-me-again" in page
    assert chosen(old_world.ana) == {} and chosen(old_world.carla) == {}
    mine = db.session.scalars(select(HiddenProduct.profile_id)).all()
    assert mine == [old_world.ana.id]
    assert ana.post(f"{product}/for-me-again").location == PAGE
    assert "lamp" in chosen(old_world.ana)
    piece = ana.post(f"{product}/not-for-me", headers={"HX-Request": "true"})
    assert piece.status_code == 200 and "Undo" in piece.text and "<html" not in piece.text


def test_what_somebody_else_hid_is_no_word_to_me(old_world, shelf, sign_in, client):
    sign_in("ana").post(f"/products/{encode(shelf.lamp.id)}/not-for-me")
    path = f"{PAGE}&hidden={encode(shelf.lamp.id)}"
    assert "any more" not in sign_in("ben").get(path).text
    assert "any more" not in client.get(path).text
    assert client.post(f"/products/{encode(shelf.lamp.id)}/not-for-me").status_code in (302, 303)


def test_switched_off_nothing_is_reckoned_with_for_nobody(old_world, shelf, sign_in):
    keeps(old_world.ana, shelf.lamp, shelf.chair)
    heard()
    ana = sign_in("ana")
    assert "checked" in ana.get("/settings/privacy").text.split('name="wants"')[1][:60]
    assert ana.post("/settings/recommendations").status_code == 303
    heard()
    assert tastes_of(old_world.ana) == set()
    assert "Switched off" in ana.get(PAGE).text
    keeps(old_world.cleo, shelf.lamp, audience="me")
    heard()
    assert all(choice.because is None for choice in chosen(old_world.cleo).values() if choice.trend)
    assert "chair" not in chosen(old_world.cleo) or chosen(old_world.cleo)["chair"].is_alike
    ana.post("/settings/recommendations", data={"wants": "1"})
    heard()
    assert tastes_of(old_world.ana) == {"lamp", "chair"}


def test_whoever_is_not_signed_in_is_chosen_nothing(old_world, shelf, client):
    page = client.get(PAGE)
    assert page.status_code == 200 and "tab=for-you" not in page.text


def test_looking_writes_nothing(old_world, shelf, sign_in, count_queries):
    keeps(old_world.ben, shelf.lamp)
    heard()
    ana, before = sign_in("ana"), db.session.scalar(select(func.count(Taste.id)))
    ana.get("/about")
    with count_queries() as queries:
        ana.get(PAGE)
        ana.get("/discover?tab=trending")
    assert not [
        line for line in str(queries).splitlines() if line.startswith(("INS", "UPD", "DEL"))
    ]
    assert db.session.scalar(select(func.count(Taste.id))) == before
