"""Two members clip the same new page at the same moment."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from community.accounts.models import Profile
from community.catalog import learning
from community.catalog.adding import offer_at
from community.catalog.models import Look, Offer, Product, Selector, SelectorVoice
from community.core.db import writing
from community.extensions import db
from tests.friends.test_races import at_once
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
