"""Two members clip the same new page at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import func, select

from community.accounts.models import Profile
from community.catalog import jobs, learning
from community.catalog.adding import offer_at
from community.catalog.events import ClipAsked
from community.catalog.models import Clip, Look, Offer, Product, Selector, SelectorVoice
from community.core.db import writing
from community.core.outbound import Outbound
from community.extensions import db
from tests.friends.test_races import at_once
from tests.shop import LoopbackShop
from tests.world import person


@pytest.mark.both_databases
def test_everybody_gets_the_one_offer_of_the_page(committing_app):
    with committing_app.app_context():
        ids = [person(f"clipper{number}").id for number in range(6)]
    offers = []

    def clip(profile_id: int) -> None:
        with writing():
            by = db.session.get_one(Profile, profile_id)
            offers.append(offer_at("https://harbour.example/kettle", by, title="Kettle").id)

    at_once(committing_app, *[lambda each=each: clip(each) for each in ids])
    with committing_app.app_context():
        assert len(offers) == 6 and len(set(offers)) == 1
        counts = select(func.count(Offer.id)), select(func.count(Product.id))
        assert [db.session.scalar(count) for count in counts] == [1, 1]


@pytest.mark.both_databases
def test_a_page_that_many_read_and_teach_at_once_is_kept_once(committing_app):
    with committing_app.app_context():
        ids = [person(f"teacher{number}").id for number in range(5)]

    def teach(profile_id: int) -> None:
        with writing():
            Look.keep("a" * 64, {"title": "Kettle"}, [])
            learning.teach("harbour.example", "price", "b.sum", profile_id)
            learning.teach("harbour.example", "price", "b.sum", profile_id)

    at_once(committing_app, *[lambda each=each: teach(each) for each in ids])
    with committing_app.app_context():
        counted = (Look, Selector, SelectorVoice)
        counts = [db.session.scalar(select(func.count(model.id))) for model in counted]
        assert counts == [1, 1, 5]
        assert learning.selectors_for("harbour.example", ids[0])


@pytest.mark.both_databases
def test_a_page_that_many_ask_for_at_once_is_fetched_once(committing_app, monkeypatch):
    page = b"<title>Cup</title><h1>Cup</h1><p class=price>\xe2\x82\xac 3.00</p>"

    def read(clip_id: int) -> None:
        with committing_app.app_context():
            jobs.read_page(ClipAsked(clip_id))

    pages = {"http://harbour.example/cup": ("text/html; charset=utf-8", page)}
    with LoopbackShop(pages, slowness=0.3) as shop:
        door = Outbound(resolve=shop.resolve, allow=shop.allow)
        monkeypatch.setitem(committing_app.extensions, "outbound", door)
        with committing_app.app_context(), writing():
            asked = [
                Clip.ask(person(f"asker{number}"), "http://harbour.example/cup", {}).id
                for number in range(4)
            ]
        with ThreadPoolExecutor(4) as crowd:
            list(crowd.map(read, asked))

    assert len(shop.visits) == 1
    with committing_app.app_context():
        states = db.session.scalars(select(Clip.state).where(Clip.id.in_(asked)))
        assert list(states) == ["found"] * 4
