"""Taken along and brought in: all of it, and nothing shown to more than before."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select

from community.belongings.sections import SECTIONS
from community.core.db import writing
from community.extensions import db
from community.purchases.models import Purchase
from tests.accounts.people import member
from tests.belongings.bags import bag
from tests.belongings.importers import brings
from tests.world import purchase_by, signed_in

ROW = {
    "id": "a1", "created_at": "2026-03-01T10:00:00", "title": "Kettle", "day": "2026-03-01",
    "url": "https://harbour.example/kettle", "audience": "friends", "note": "Whistles",
    "amount": 6450, "currency": "GBP", "shows_price": True, "place": "online",
}  # fmt: skip


def test_an_archive_holds_the_price_and_from_whom_it_is_kept(world, pot):
    purchase = purchase_by(world.ana, pot, told=False, amount=2490, currency="EUR")
    with writing():
        purchase.keep_from(world.ben.id, datetime(2099, 1, 1, tzinfo=UTC))
    (row,) = SECTIONS["purchases"](world.ana)
    assert (row["amount"], list(row["kept_from"])) == (2490, ["ben"])
    assert list(SECTIONS["purchases"](world.ben)) == []


def test_what_comes_in_is_told_to_nobody_and_a_present_stays_ones_own(app, client):
    ana = member("ana").profile
    kept = {**ROW, "id": "a2", "kept_from": {"ben": "2026-12-25T12:00:00+00:00"}}
    odd = {**ROW, "id": "a3", "day": "2999-01-01", "amount": "much", "place": "moon"}
    brings(signed_in(client, ana), ana, bag(purchases=[ROW, kept, odd, {**ROW, "url": ""}]))
    found = db.session.scalars(select(Purchase).order_by(Purchase.id)).all()
    assert sorted(each.audience for each in found) == ["friends", "friends", "me"]
    assert all(each.is_told and each.note == "Whistles" for each in found)
    assert {each.amount for each in found} == {6450, None}
    assert all(each.place == "online" and each.day.year < 2999 for each in found)
