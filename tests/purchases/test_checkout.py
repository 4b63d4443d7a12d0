"""“Share what you bought”: where a checkout's link leads, with a shop's proof or without."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest
from lxml import html
from sqlalchemy import select

from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.core.outbox import deliver_all
from community.deals.models import Taken
from community.extensions import db
from community.purchases.jobs import tell_due_purchases
from community.purchases.models import Consent, Proof, Purchase
from community.purchases.queries import is_proved
from community.retailers.models import SigningKey
from tests.deals.material import voucher_by
from tests.purchases.checkout import URL, link, product_at, rows, share, token
from tests.world import retailer_by, signed_in


def test_without_a_token_a_link_shares_and_proves_nothing(world, sign_in, kettle):
    ana = sign_in(world.ana)
    assert "Signed by" not in ana.get(f"/bought/new?url={URL}").text
    assert share(ana, "").status_code == 303
    assert rows(Purchase, Proof, Consent) == [1, 0, 1] and not is_proved(world.ana.id, kettle.id)


def test_nothing_is_shared_without_agreeing(world, sign_in, kettle, key):
    answer = share(sign_in(world.ana), token(key), agree="")
    assert answer.status_code == 422 and "Without this" in answer.text
    assert rows(Purchase, Proof, Consent) == [0, 0, 0]


def test_a_product_that_is_new_here_is_named_by_the_buyer(world, sign_in, shop, key):
    url = "https://harbour.example/brand-new"
    page = sign_in(world.ana).get(link(token(key, url=url), url=url)).text
    assert 'name="title"' in page
    assert share(sign_in(world.ana), token(key, url=url), url=url).status_code == 422
    done = share(sign_in(world.ana), token(key, url=url), url=url, title="Whistling kettle")
    assert done.status_code == 303
    assert db.session.scalars(select(Purchase)).one().product.title == "Whistling kettle"


def test_what_somebody_typed_for_themselves_is_not_told_by_its_address(world, sign_in, shop):
    product_at(world.cleo, "Secret kettle", checked=False)
    page = sign_in(world.ana).get(f"/bought/new?url={URL}")
    assert page.status_code == 200 and "Secret" not in page.text


def test_begun_signed_out_it_goes_on_after_signing_in_or_up(world, new_client, kettle, key):
    client, path = new_client(), link(token(key))
    page = client.get(path)
    assert page.status_code == 200 and "Sign in to share" in page.text
    assert quote("/bought/new", safe="") in page.text or "/bought/new" in page.text
    home = signed_in(client, world.ana).get("/").text
    assert "You were about to share" in home
    assert client.get(path).status_code == 200
    assert "You were about to share" not in client.get("/").text


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "https://", "https://x/?token=a%20b"])
def test_a_link_that_names_no_product_says_so(world, sign_in, url):
    assert sign_in(world.ana).get(f"/bought/new?url={quote(url, safe='')}").status_code == 422


def test_a_visit_by_somebody_else_confirms_a_share_and_ones_own_does_not(world, sign_in, kettle):
    share(sign_in(world.ana), "")
    with clock.fixed_at(clock.now() + timedelta(minutes=11)):
        tell_due_purchases()
    purchase = db.session.scalars(select(Purchase)).one()
    out = f"/out/{encode(kettle.offers[0].id)}?via={encode(purchase.id)}"
    agent = {"User-Agent": "Mozilla/5.0"}
    for who, is_confirmed in ((world.ana, False), (world.cleo, False), (world.ben, True)):
        sign_in(who).get(out, headers=agent)
        deliver_all()
        db.session.refresh(purchase)
        assert bool(purchase.confirmed_at) is is_confirmed


def test_the_demos_shop_signs_at_its_checkout(world, sign_in):
    from community.demo.shop.front import Leads, front_of

    shop = retailer_by(world.mo, "Nordlys", "nordlys-studio.example")
    with writing():
        key = SigningKey.make(shop, "Checkout")
    front = front_of(Leads("http://localhost", secret=key.secret)).test_client()
    (href,) = html.fromstring(front.get("/thanks/arc-lamp").text).xpath(
        "//a[contains(@href,'bought')]/@href"
    )
    page = sign_in(world.ana).get(href.removeprefix("http://localhost"))
    assert page.status_code == 200 and "Signed by the shop" in page.text


def test_what_the_shop_gives_is_said_beforehand_and_given_when_it_is_told(
    world, sign_in, shop, kettle, key
):
    voucher = voucher_by(shop, whom="sharers", budget=1)
    path, ana = link(token(key)), sign_in(world.ana)
    assert "thanks you with" in ana.get(path).text
    share(ana, token(key))
    deliver_all()
    assert rows(Taken) == [0]
    with clock.fixed_at(clock.now() + timedelta(minutes=11)):
        tell_due_purchases()
        deliver_all()
    assert db.session.scalars(select(Taken.profile_id)).all() == [world.ana.id]
    db.session.refresh(voucher)
    assert "thanks you with" not in ana.get(link(token(key, "order-10442-2"))).text
