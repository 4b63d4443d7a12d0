"""A shop's word: signed, thirty days good, of its own products, of no person, and used once."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from community.accounts.models import Profile
from community.catalog.models import Product
from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.core.outbox import deliver_all
from community.extensions import db
from community.purchases.jobs import tell_due_purchases
from community.purchases.models import Consent, Proof, Purchase
from community.purchases.models.proof import TokenIsUsed
from community.purchases.queries import is_proved
from community.retailers.examples import PHP, PYTHON, SHELL
from community.retailers.models import SigningKey
from tests.purchases.checkout import link, rows, share, token
from tests.world import person, product_by, retailer_by


def test_a_signed_link_shows_the_product_and_writes_nothing(world, sign_in, kettle, key):
    page = sign_in(world.ana).get(link(token(key))).text
    assert "Dripping kettle" in page and "Signed by the shop" in page and "64.50" in page
    assert rows(Purchase, Proof, Consent) == [0, 0, 0]


def test_sharing_proves_it_to_everybody_but_not_who_to_the_shop(world, sign_in, kettle, key):
    answer = share(sign_in(world.ana), token(key), price="64.50")
    assert answer.status_code == 303 and rows(Purchase, Proof, Consent) == [1, 1, 1]
    assert is_proved(world.ana.id, kettle.id) and not is_proved(world.ben.id, kettle.id)
    with clock.fixed_at(clock.now() + timedelta(minutes=11)):
        tell_due_purchases()
        deliver_all()
        purchase = db.session.scalars(select(Purchase)).one()
        assert purchase.confirmed_at and purchase.retailer_id == key.retailer_id
        here = f"/purchases/{encode(purchase.id)}"
        assert "The shop has confirmed" in sign_in(world.ben).get(here).text
        team = sign_in(world.mo)
        for page in ("keys", "numbers", "team", "stores"):
            told = team.get(f"/retailers/{encode(key.retailer_id)}/{page}").text
            assert "Ana" not in told and "@ana" not in told


BAD = {
    "forged": (lambda key: token(key)[:-2] + "xx", "signature"),
    "cut off": (lambda key: token(key).rpartition(".")[0], "no token"),
    "of another version": (lambda key: "v2" + token(key)[2:], "no token"),
    "31 days old": (lambda key: token(key, ago=31 * 86400), "thirty days"),
    "from tomorrow": (lambda key: token(key, ago=-86400), "future"),
    "with a person": (lambda key: token(key, email="ana@example.com"), "nothing else"),
    "of a foreign product": (lambda key: token(key, url="https://evil.example/x"), "not of the"),
    "of a look-alike": (lambda key: token(key, url="https://evil-harbour.example/x"), "not of the"),
    "without a product": (lambda key: token(key, url=""), "no token"),
    "with a number for a price": (lambda key: token(key, price=64.5), "no token"),
    "of a negative price": (lambda key: token(key, price="-1"), "no token"),
    "of a wrong code": (lambda key: token(key, url="", gtin="4006381333932"), "no token"),
    "no text": (lambda key: "v1.ordernumber.1.%ff.%ff", "no token"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_wrong_is_said_and_writes_nothing(world, sign_in, kettle, key, name):
    make, words = BAD[name]
    ana, text = sign_in(world.ana), make(key)
    for answer in (ana.get(link(text)), share(ana, text)):
        assert answer.status_code == 422 and words in answer.text
    assert rows(Purchase, Proof, Consent) == [0, 0, 0]


def test_a_token_is_of_the_page_it_is_shown_with(world, sign_in, kettle, key):
    answer = sign_in(world.ana).get(link(token(key), url="https://harbour.example/other"))
    assert answer.status_code == 422 and "another product" in answer.text


def test_another_shops_key_signs_nothing_here(world, sign_in, kettle, key):
    other = retailer_by(world.cleo, "Pans", "pans.example")
    with writing():
        theirs = SigningKey.make(other, "Checkout")
    assert share(sign_in(world.ana), token(theirs)).status_code == 422


def test_a_domain_that_is_not_proved_any_more_signs_nothing(world, sign_in, kettle, key):
    text = token(key)
    with writing():
        key.retailer.claims[0].end("lapsed")
    assert share(sign_in(world.ana), text).status_code == 422


def test_a_replaced_key_goes_on_for_a_week_and_a_revoked_one_ends_at_once(
    world, sign_in, kettle, key
):
    with writing():
        later = key.rotate()
    ana = sign_in(world.ana)
    assert {ana.get(link(token(each))).status_code for each in (key, later)} == {200}
    with clock.fixed_at(clock.now() + timedelta(days=8)):
        assert [ana.get(link(token(each))).status_code for each in (key, later)] == [422, 200]
    with writing():
        later.revoke()
    assert ana.get(link(token(later))).status_code == 422


def test_a_token_is_used_once(world, sign_in, kettle, key):
    text = token(key)
    assert share(sign_in(world.ana), text).status_code == 303
    again = share(sign_in(world.ben), text)
    assert again.status_code == 409 and "already" in again.text
    assert share(sign_in(world.ana), text).status_code == 409
    assert rows(Purchase, Proof) == [1, 1] and not is_proved(world.ben.id, kettle.id)


def test_who_undoes_may_share_with_the_same_token_and_nobody_else(world, sign_in, kettle, key):
    ana, text = sign_in(world.ana), token(key)
    share(ana, text)
    ana.post(f"/purchases/{encode(db.session.scalars(select(Purchase.id)).one())}/undo")
    assert rows(Purchase, Proof, Consent) == [0, 1, 0]
    assert share(sign_in(world.ben), text).status_code == 409
    assert share(ana, text).status_code == 303


@pytest.mark.both_databases
def test_one_token_in_many_hands_at_once_is_used_once(committing_app):
    with committing_app.app_context():
        people = [person(name) for name in ("ana", "ben", "carla")]
        shop, product = retailer_by(people[0], "Harbour", "harbour.example"), None
        product = product_by(people[0])
        ids = [each.id for each in people] * 3
        shop_id, product_id = shop.id, product.id

    def use(profile_id: int) -> int | None:
        with committing_app.app_context():
            try:
                with writing():
                    by = db.session.get(Profile, profile_id)
                    what = db.session.get(Product, product_id)
                    bought = Purchase(owner=by, product=what, day=clock.now().date())
                    bought.write_down()
                    Proof.use(shop_id, "order-10442-1", by, what, 6450, "GBP", bought.id)
            except TokenIsUsed:
                return None
            return profile_id

    with ThreadPoolExecutor(6) as crowd:
        used = [each for each in crowd.map(use, ids) if each]
    with committing_app.app_context():
        assert len(used) == 1 and rows(Proof, Purchase) == [1, 1]
        assert is_proved(used[0], product_id)


@pytest.mark.parametrize("language", ["python", "shell"])
def test_the_worked_examples_sign_as_they_stand(world, sign_in, kettle, key, language):
    told = {
        "python": [sys.executable, "-c", PYTHON],
        "shell": ["sh", "-c", SHELL],
    }[language]
    made = subprocess.run(
        told, env={"POSY_KEY": key.secret, "PATH": "/usr/bin:/bin"}, capture_output=True, text=True
    )
    answer = sign_in(world.ana).get(link(made.stdout.strip()))
    assert answer.status_code == 200 and "Signed by the shop" in answer.text, made.stderr


def test_the_document_shows_the_same_examples():
    said = (Path(__file__).parents[2] / "docs/retailers.md").read_text()
    assert all(example.strip() in said for example in (PYTHON, PHP, SHELL))


def test_a_secret_is_shown_to_owners_until_it_is_put_away(world, sign_in, shop):
    team, page = sign_in(world.mo), f"/retailers/{encode(shop.id)}/keys"
    assert team.post(page, data={"name": "Checkout"}).status_code == 303
    key = db.session.scalars(select(SigningKey)).one()
    assert key.secret in team.get(page).text
    team.post(f"{page}/{encode(key.id)}/put-away")
    assert key.secret not in team.get(page).text
    assert sign_in(world.cleo).get(page).status_code == 404
