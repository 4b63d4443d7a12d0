"""A page that carries the number of a thing that is here already."""

from __future__ import annotations

import json

import pytest

from community.catalog.models import Likeness, Product
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from tests.pages.clipper import Clipper, wishes
from tests.world import list_by

GTIN = "4006381333931"
HERE, THERE = "http://harbour.example/things/kettle", "http://quay.example/p/9"


def page(name: str, gtin: str = GTIN, **more: str) -> tuple[str, bytes]:
    offer = {"@type": "Offer", "price": "64.50", "priceCurrency": "GBP"}
    said = {"@type": "Product", "name": name, "gtin13": gtin, "offers": offer, **more}
    script = f"<script type='application/ld+json'>{json.dumps(said)}</script>"
    return "text/html", f"<title>{name}</title>{script}<h1>{name}</h1>".encode()


def products() -> list[Product]:
    return list(db.session.scalars(db.select(Product).order_by(Product.id)).unique())


@pytest.fixture
def kettle(as_ana, open_street):
    """Ana’s, put on show."""
    open_street({HERE: page("Dripping Kettle"), THERE: page("Kettle, dripping, black")})
    Clipper(as_ana).clip(HERE)
    (kettle,) = products()
    with writing():
        kettle.put_on_show()
    return encode(kettle.id)


def test_a_find_with_the_number_of_another_is_asked_about_and_joins_it(as_ben, kettle):
    form = Clipper(as_ben).look(THERE).work().press("fill")
    assert form.says("Is it this?") and form.says("Dripping Kettle")

    form.press("save", new_list="Finds", same=kettle)

    (product,) = products()
    assert (product.title, len(product.offers)) == ("Dripping Kettle", 2)
    assert wishes()[-1].product is product
    assert wishes()[-1].title == "Kettle, dripping, black"
    assert wishes()[-1].offer.url == THERE


def test_who_does_not_say_so_makes_another_and_moderators_are_shown_the_pair(as_ben, kettle):
    Clipper(as_ben).clip(THERE)

    one, other = products()
    pair = db.session.scalars(db.select(Likeness)).one()
    assert (pair.one_id, pair.other_id, pair.reason) == (one.id, other.id, "code")


def test_what_is_kept_for_oneself_adds_no_shop_to_what_others_see(as_ben, ben, kettle):
    mine = list_by(ben, "Secret", audience="me")
    form = Clipper(as_ben).look(THERE).work().press("fill")
    form.press("save", list=encode(mine.id), same=kettle)

    assert [len(product.offers) for product in products()] == [1, 1]


def test_another_things_name_in_the_form_joins_nothing(as_ben, kettle, open_street):
    open_street({THERE: page("Kettle, dripping, black", gtin="4006381333948")})
    form = Clipper(as_ben).look(THERE).work().press("fill")
    assert not form.says("Is it this?")

    form.press("save", new_list="Finds", same=kettle)

    assert len(products()) == 2


def test_a_thing_that_is_not_on_show_is_named_to_nobody(as_ana, as_ben, open_street):
    open_street({HERE: page("Dripping Kettle"), THERE: page("Kettle, dripping, black")})
    Clipper(as_ana).clip(HERE)

    assert not Clipper(as_ben).look(THERE).work().says("Is it this?")
    Clipper(as_ben).clip(THERE)
    assert db.session.query(Likeness).count() == 0


def test_brand_and_number_of_the_maker_are_as_good(as_ana, as_ben, open_street):
    told = {"gtin": "n/a", "brand": "Tide and Tin", "mpn": "K-1"}
    open_street({HERE: page("Kettle", **told), THERE: page("Kettle II", **told)})
    Clipper(as_ana).clip(HERE)
    with writing():
        products()[0].put_on_show()

    assert Clipper(as_ben).look(THERE).work().press("fill").says("Is it this?")
