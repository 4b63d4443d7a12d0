"""Proving a domain: where the proof counts, where it does not, and what becomes of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from community.catalog.models import Shop
from community.core import clock, outbox
from community.core.db import writing
from community.core.ids import encode
from community.core.outbound import Outbound, txt_records_of
from community.extensions import db
from community.notifications.models import Notification
from community.retailers import checking
from community.retailers.domains import NoDomain, belongs_to, claimable
from community.retailers.models import Claim
from tests.retailers.conftest import claim_of, looked_at
from tests.shop import LoopbackShop
from tests.world import product_by, retailer_by

FILE = "https://pots.example/.well-known/posy.txt"
HOME = "https://pots.example/"


def prove_by_dns(zone, claim):
    zone.records[f"_posy.{claim.shop.domain}"] = claim.record


def street(app, pages, **more):
    shop = LoopbackShop(pages, **more).__enter__()
    app.extensions["outbound"] = Outbound(
        resolve=shop.resolve, allow=shop.allow, ca=shop.ca, deadline=2, connect=0.2
    )
    return shop


def test_a_record_in_the_dns_proves_the_domain(zone, ana):
    claim = claim_of(retailer_by(ana))
    prove_by_dns(zone, claim)
    claim = looked_at(claim)
    assert claim.way == "dns" and claim.proved_at and claim.shop.verified_at
    assert claim.shop.name == "Pots and Co"
    assert claim.due_at - claim.checked_at >= timedelta(days=6)


@pytest.mark.parametrize("host", ["pots.example", "www.pots.example"])
def test_a_file_or_a_tag_proves_it_too(app, zone, ana, host):
    claim = claim_of(retailer_by(ana))
    file = {f"https://{host}/.well-known/posy.txt": ("text/plain", f"{claim.record}\n".encode())}
    tag = f'<html><head><meta name="posy-verify" content="{claim.token}"></head></html>'
    for pages, way in ((file, "file"), ({f"https://{host}/": ("text/html", tag.encode())}, "meta")):
        shop = street(app, pages)
        assert looked_at(claim).way == way
        shop.__exit__()


def test_what_visitors_write_on_a_page_proves_nothing(app, zone, ana):
    claim = claim_of(retailer_by(ana))
    body = f'<head></head><body><meta name="posy-verify" content="{claim.token}"></body>'
    pages = {
        HOME: ("text/html", f"<html>{body}</html>".encode()),
        "https://pots.example/~ana/.well-known/posy.txt": ("text/plain", claim.record.encode()),
        FILE: ("text/plain", f"not {claim.record}".encode()),
        "https://evil.example/posy.txt": ("text/plain", claim.record.encode()),
    }
    shop = street(app, pages)
    assert looked_at(claim).proved_at is None
    shop.__exit__()
    del pages[FILE]
    shop = street(app, pages, redirects={FILE: "https://evil.example/posy.txt"})
    claim = looked_at(claim)
    assert claim.proved_at is None and claim.problem == "nothing"
    shop.__exit__()


def test_the_token_of_another_account_proves_nothing(zone, ana, ben):
    claim, other = claim_of(retailer_by(ana)), claim_of(retailer_by(ben))
    zone.records["_posy.pots.example"] = other.record
    assert looked_at(claim).proved_at is None
    assert len(claim.token) >= 32 and claim.token != other.token


def test_hostile_name_servers_are_read_no_further_than_a_proof_could_be(app, zone):
    zone.records["_posy.a.example"] = [b"x" * 65_000, *[b"no"] * 20, b"posy-verify=late"]
    found = txt_records_of("_posy.a.example")
    assert len(found) <= 10 and max(map(len, found)) <= 1024
    assert "posy-verify=late" not in found


@pytest.mark.parametrize(
    "typed", ["co.uk", "github.io", "10.0.0.1", "[::1]", "localhost", "", "a b.example", "-", "x@"]
)
def test_what_many_share_cannot_be_claimed(typed):
    with pytest.raises(NoDomain):
        claimable(typed)


def test_a_domain_is_compared_label_by_label():
    assert claimable("https://www.Shop.co.uk/x?y") == "shop.co.uk"
    assert claimable("ana.github.io") == "ana.github.io"
    assert claimable("pаypal.example").startswith("xn--")
    assert belongs_to("shop.example", "https://cdn.shop.example/x")
    assert not belongs_to("shop.example", "https://evil-shop.example/x")
    assert not belongs_to("shop.example", "https://shop.example.evil.example/x")


def test_a_proof_that_is_gone_counts_for_two_weeks_and_no_longer(zone, ana, pots):
    claim = db.session.scalars(select(Claim)).one()
    assert looked_at(claim).shop.verified_at
    assert claim.failing_since
    assert notices(ana) == ["unproved"]
    with writing():
        long_ago = clock.now() - timedelta(days=15)
        db.session.execute(update(Claim).values(failing_since=long_ago))
    claim = looked_at(claim)
    assert claim.proved_at is None and claim.shop.verified_at is None and claim.problem == "lapsed"
    assert sorted(notices(ana)) == ["unclaimed", "unproved"]


def test_a_proof_that_comes_back_ends_the_grace(zone, ana, pots):
    claim = looked_at(db.session.scalars(select(Claim)).one())
    prove_by_dns(zone, claim)
    claim = looked_at(claim)
    assert claim.failing_since is None and claim.proved_at


def test_each_week_the_worker_looks_again(zone, pots):
    with writing():
        db.session.execute(update(Claim).values(due_at=clock.now() - timedelta(minutes=1)))
    checking.ask_those_due()
    checking.ask_those_due()
    outbox.deliver_all()
    assert zone.asked == ["_posy.pots.example"]


def test_a_fresh_proof_takes_over_from_one_that_is_gone_and_both_hear_it(zone, ana, ben, pots):
    late = claim_of(retailer_by(ben, "New Pots"))
    prove_by_dns(zone, late)
    late = looked_at(late)
    assert late.proved_at and late.shop.name == "New Pots"
    old = db.session.scalars(select(Claim).where(Claim.id != late.id)).one()
    assert old.proved_at is None and old.problem == "lost"
    assert notices(ana) == ["unclaimed"]


def test_a_fresh_proof_does_not_take_over_from_one_that_stands(zone, ana, ben, pots):
    old = db.session.scalars(select(Claim)).one()
    late = claim_of(retailer_by(ben, "New Pots"))
    zone.records["_posy.pots.example"] = [old.record.encode(), late.record.encode()]
    late = looked_at(late)
    assert late.proved_at is None and late.problem == "rival"
    assert db.session.get(Claim, old.id).proved_at
    assert notices(ana) == ["contested"]


def notices(profile) -> list[str]:
    query = select(Notification.topic).where(Notification.profile_id == profile.id)
    return list(db.session.scalars(query))


def test_a_member_claims_a_domain_on_the_pages(zone, as_ana, ana):
    as_ana.post("/retailers", data={"name": "Pots and Co"})
    team = as_ana.get("/retailers").text
    assert "Pots and Co" in team
    retailer = db.session.scalars(select(Claim.retailer_id)).first()
    assert retailer is None
    path = as_ana.post("/retailers?domain=pots.example", data={"name": "Again"}).headers["Location"]
    page = as_ana.get(path)
    assert 'value="pots.example"' in page.text
    answer = as_ana.post(path.partition("?")[0], data={"domain": "co.uk"})
    assert answer.status_code == 422 and "registered" in answer.text
    answer = as_ana.post(path.partition("?")[0], data={"domain": "https://pots.example/x"})
    claim = db.session.scalars(select(Claim)).one()
    assert claim.record in as_ana.get(answer.headers["Location"]).text
    prove_by_dns(zone, claim)
    as_ana.post(f"/claims/{encode(claim.id)}/check")
    assert "Looking" in as_ana.get(f"/claims/{encode(claim.id)}/state").text
    outbox.deliver_all()
    assert "Proved by the DNS" in as_ana.get(f"/claims/{encode(claim.id)}").text
    as_ana.post(f"/claims/{encode(claim.id)}/release")
    assert db.session.scalars(select(Shop)).one().verified_at is None


@pytest.mark.both_databases
def test_of_two_claims_one_is_proved_whatever_happens(app, zone, ana, ben):
    first, second = claim_of(retailer_by(ana)), claim_of(retailer_by(ben))
    with writing():
        first.prove("dns")
    with pytest.raises(IntegrityError), writing():
        second.prove("dns")


def test_an_unclaimed_shop_has_a_page_and_can_be_claimed(app, client, ben):
    product = product_by(ben, listed=True)
    shop = product.offers[0].shop
    page = client.get(f"/shops/{encode(shop.id)}")
    assert page.status_code == 200
    assert "Claim this shop" in page.text and product.title in page.text


def test_nobody_learns_of_a_shop_that_is_on_private_lists_alone(app, client, as_ana, ben):
    shop = product_by(ben).offers[0].shop
    for stranger in (client, as_ana):
        assert stranger.get(f"/shops/{encode(shop.id)}").status_code == 404
        assert stranger.post(f"/shops/{encode(shop.id)}/follow").status_code in (303, 404)
    assert db.session.get(Shop, shop.id).follower_count == 0


def test_following_a_shop_counts_once(app, as_ben, pots):
    shop = db.session.scalars(select(Shop)).one()
    for _twice in range(2):
        as_ben.post(f"/shops/{encode(shop.id)}/follow")
    db.session.refresh(shop)
    assert shop.follower_count == 1
    assert "Following" in as_ben.get(f"/shops/{encode(shop.id)}").text
    as_ben.post(f"/shops/{encode(shop.id)}/unfollow")
    db.session.refresh(shop)
    assert shop.follower_count == 0
