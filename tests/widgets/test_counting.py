"""Views are counted by month for who has proved the shop, and nothing is known of who looked."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.retailers.models import Claim
from community.widgets.counting import Seen, Tally, months_of, seen_at, write_down
from community.widgets.models import WidgetMonth
from tests.widgets.conftest import POT


@pytest.mark.both_databases
def test_views_of_a_month_are_added_up_kept_ones_too(client: Any, pot: Any, pots: Any) -> None:
    shop = pots.claims[0].shop
    for _time in range(3):
        client.get(f"/embed/save?url={POT}")
    client.get(f"/embed/follow/{encode(shop.id)}")
    client.get("/embed/save?url=https://nobody.example/")
    client.get("/embed/nothing")
    write_down()
    client.get(f"/embed/save?url={POT}", headers={"If-None-Match": "*"})
    write_down()
    write_down()
    month = clock.now().date().replace(day=1)
    rows = db.session.query(WidgetMonth.widget, WidgetMonth.views).order_by("widget").all()
    assert [tuple(row) for row in rows] == [("follow", 1), ("save", 4)]
    assert months_of(pots.id) == {month: 5}


def test_views_of_a_shop_that_nobody_has_proved_any_more_are_forgotten(
    client: Any, pot: Any, pots: Any
) -> None:
    client.get(f"/embed/save?url={POT}")
    with writing():
        db.session.get_one(Claim, pots.claims[0].id).end("lapsed")
    write_down()
    assert months_of(pots.id) == {}


def test_whose_a_widget_is_follows_from_its_address() -> None:
    assert seen_at("/embed/save", "https://www.pots.example/x") == Seen("save", "pots.example")
    assert seen_at("/embed/follow/zz-pots", "") is not None
    for path, url in (("/embed/poll/1", ""), ("/embed/save", ""), ("/embed/follow/!!", "")):
        assert seen_at(path, url) is None


def test_many_names_do_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("community.widgets.counting.MOST", 2)
    tally = Tally("")
    for domain in ("a.example", "b.example", "c.example", "a.example"):
        tally.add(Seen("save", domain))
    assert tally.take() == {Seen("save", "a.example"): 2, Seen("save", "b.example"): 1}
    assert not tally.take()


def test_processes_count_together_in_redis(redis_url: str) -> None:
    one, other = Tally(redis_url), Tally(redis_url)
    one.take()
    for tally in (one, other, other):
        tally.add(Seen("badge", "pots.example"))
    assert one.take() == {Seen("badge", "pots.example"): 3}
    assert not other.take()


def test_the_team_sees_its_months_and_nobody_elses(client: Any, ana: Any, pots: Any) -> None:
    with writing():
        row = {"month": date(2026, 10, 1), "widget": "save", "views": 1234}
        db.session.add(WidgetMonth(retailer_id=pots.id, **row))
    assert months_of(pots.id) == {date(2026, 10, 1): 1234}
    assert months_of(pots.id + 1) == {}
