"""A member puts a field right; the next clip of that shop is read that way."""

from __future__ import annotations

from datetime import timedelta

import pytest

from community.catalog import jobs
from community.catalog.models import Clip, Look, Offer, Selector, SelectorVoice
from community.core import clock
from community.core.db import writing
from community.extensions import db
from tests.pages.clipper import Clipper, wishes
from tests.world import person, signed_in

SHOP = "http://odd.example"
POT, PAN = f"{SHOP}/pot", f"{SHOP}/pan"


def page(title: str, wrong: str, right: str) -> tuple[str, bytes]:
    """Its data states the price of a member of the shop's club; all others pay what they see."""
    return (
        "text/html; charset=utf-8",
        f"""<!doctype html><html lang=en><head><title>{title}</title>
    <meta property="og:title" content="{title}"><meta property="og:type" content="product">
    <meta property="product:price:amount" content="{wrong}">
    <meta property="product:price:currency" content="EUR"></head><body><h1>{title}</h1>
    <div class="buybox"><p class="club">€ {wrong} for members</p>
    <p class="till">At the till you pay <b class="sum-total">€ {right}</b></p></div>
    </body></html>""".encode(),
    )


@pytest.fixture
def odd(open_street):
    return open_street(
        {POT: page("Clay pot", "20.00", "31.50"), PAN: page("Pan", "40.00", "47.25")}
    )


def read(client, url: str) -> Clipper:
    return Clipper(client).look(url).work().press("fill")


def correct(client, url: str, price: str) -> None:
    read(client, url).press("save", new_list="Finds", price=price)


def test_a_correction_is_learned_for_the_next_thing_of_that_shop(as_ana, odd):
    correct(as_ana, POT, "31.50")
    form = read(as_ana, PAN)

    assert form.holds("price") == "47.25"
    assert form.says("where members say it stands · probably")
    assert form.says("Is 47.25 EUR what the page asks for it?")


def test_one_members_correction_stays_theirs_until_another_says_the_same(
    as_ana, as_ben, new_client, odd
):
    as_cleo = signed_in(new_client(), person("cleo"))
    correct(as_ana, POT, "31.50")
    assert read(as_ben, PAN).holds("price") == "40.00"

    correct(as_ben, POT, "31.50")
    assert read(as_cleo, PAN).holds("price") == "47.25"


def test_what_one_member_taught_never_reaches_the_shared_offer(as_ana, odd):
    correct(as_ana, POT, "31.50")
    read(as_ana, PAN).press("save", new_list="Pans")

    offers = {offer.url: offer.amount for offer in db.session.scalars(db.select(Offer)).unique()}
    assert offers[PAN] == 4000
    assert wishes()[-1].amount == 4725


def test_a_selector_that_is_wrong_loses_its_voice(as_ana, odd):
    correct(as_ana, POT, "31.50")
    correct(as_ana, PAN, "40.00")

    (voice,) = [
        voice.says
        for voice in db.session.scalars(
            db.select(SelectorVoice)
            .join(Selector, Selector.id == SelectorVoice.selector_id)
            .where(Selector.path.contains("sum-total"))
        )
    ]
    assert voice == -1


def test_a_name_of_ones_own_teaches_nothing(as_ana, odd):
    read(as_ana, POT).press("save", new_list="Finds", title="For Gran", price="30")
    assert db.session.scalar(db.select(db.func.count(Selector.id))) == 0


def test_a_selector_that_leads_nowhere_is_tried_no_more(as_ana, open_street):
    bare = (
        b"<html><head><title>Lid</title></head><body><h1>Lid</h1><p class=price>\xe2\x82\xac 5.00"
    )
    lids = {f"{SHOP}/lid-{number}": ("text/html", bare) for number in range(5)}
    open_street({POT: page("Clay pot", "20.00", "31.50"), **lids})
    correct(as_ana, POT, "31.50")
    for url in lids:
        read(as_ana, url)

    selector = db.session.scalars(db.select(Selector)).one()
    assert selector.misses == 5
    clip = db.session.scalars(db.select(Clip).order_by(Clip.id.desc())).unique().first()
    assert clip is not None and clip.learned == {}


def test_an_address_is_fetched_once_a_day_for_everybody_and_nobody_is_named(as_ana, as_ben, odd):
    read(as_ana, POT)
    form = read(as_ben, f"{POT}?utm_source=letter")

    assert [visit.url for visit in odd.visits] == [POT]
    assert form.holds("title") == "Clay pot"
    columns = set(Look.__table__.columns.keys())
    assert not columns & {"profile_id", "owner_id", "clip_id"}


def test_after_a_day_it_is_fetched_anew_and_forgotten(as_ana, odd):
    read(as_ana, POT)
    with writing():
        look = db.session.scalars(db.select(Look)).one()
        look.read_at = clock.now() - timedelta(hours=25)
    read(as_ana, POT)
    assert len(odd.visits) == 2

    with writing():
        look = db.session.scalars(db.select(Look)).one()
        look.read_at = clock.now() - timedelta(hours=25)
    with clock_at_minute(jobs.MINUTE):
        jobs.forget_looks()
    assert db.session.scalar(db.select(db.func.count(Look.id))) == 0


def clock_at_minute(minute: int):
    """The real day, at that minute of the hour."""
    from unittest.mock import patch

    now = clock.now().replace(minute=minute)
    return patch.object(jobs.clock, "now", lambda: now)
