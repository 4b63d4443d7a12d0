"""Retailers as admins see them; suspended and back again."""

from __future__ import annotations

import pytest

from community.accounts.models import Role
from community.catalog.models import Shop
from community.core.audit import AuditEntry
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.retailers.models import Claim, Retailer
from tests.accounts.people import PASSWORD, member
from tests.moderation.cases import deliver
from tests.world import person, product_by, retailer_by, signed_in


@pytest.fixture
def boss(app, new_client):
    account = member("boss")
    with writing():
        account.role = Role.ADMIN
    return signed_in(new_client(), account.profile)


@pytest.fixture
def shop(app) -> Retailer:
    product_by(person("ben"), listed=True)
    return retailer_by(person("ana"), domain="pots.example")


def owner_of(shop: Retailer):
    return shop.seats[0].profile


def judge(boss, shop: Retailer, act: str):
    return boss.post(f"/admin/retailers/{encode(shop.id)}", data={"act": act})


def is_verified() -> bool:
    found = db.session.query(Shop).filter_by(domain="pots.example")
    return found.populate_existing().one().verified_at is not None


def test_admins_find_retailers_by_name_domain_and_state(boss, shop, new_client):
    retailer_by(person("zoe"), "Unproved and Sons")
    for query, seen in (
        ("", ["Pots and Co", "Unproved and Sons"]),
        ("?q=POTS", ["Pots and Co"]),
        ("?q=pots.example", ["Pots and Co"]),
        ("?state=unproved", ["Unproved and Sons"]),
        ("?state=proved", ["Pots and Co"]),
        ("?state=suspended", []),
    ):
        page = boss.get(f"/admin/retailers{query}").text
        names = [name for name in ("Pots and Co", "Unproved and Sons") if name in page]
        assert names == seen, query
    for who in ("ana", "moderator"):
        client = signed_in(new_client(), owner_of(shop) if who == "ana" else person(who))
        assert client.get("/admin/retailers").status_code == 404
        assert judge(client, shop, "suspend").status_code == 404


def test_a_suspended_retailer_is_nobodys_and_comes_back_as_it_was(boss, shop, new_client):
    path, page = f"/retailers/{encode(shop.id)}", f"/admin/retailers/{encode(shop.id)}"
    assert "/admin/password" in boss.get(page).location
    assert "/admin/password" in judge(boss, shop, "suspend").location
    boss.post("/admin/password", data={"password": PASSWORD})
    assert "pots.example" in boss.get(page).text
    ana = signed_in(new_client(), owner_of(shop))
    assert ana.get(path, follow_redirects=True).status_code == 200
    for _twice in range(2):
        assert judge(boss, shop, "suspend").status_code == 303
    deliver()
    assert not is_verified()
    for tried in (ana.get(path), ana.post(path, data={"name": "Mine"}), ana.get(f"{path}/team")):
        assert tried.status_code == 404
    assert "Suspended" in ana.get("/retailers").text
    assert "A shop of yours is suspended" in ana.get("/notifications").text
    with writing():
        db.session.query(Claim).one().prove("dns")  # the weekly look goes on
    assert not is_verified()
    assert judge(boss, shop, "restore").status_code == 303
    assert judge(boss, shop, "burn").status_code == 400
    assert is_verified()
    assert ana.get(path, follow_redirects=True).status_code == 200
    acts = [entry.act for entry in db.session.query(AuditEntry).order_by(AuditEntry.id)]
    assert acts == ["retailer.suspend", "retailer.restore"]
