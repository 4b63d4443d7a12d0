"""Two members clip the same new page at the same moment."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from community.accounts.models import Profile
from community.catalog.adding import offer_at
from community.catalog.models import Offer, Product
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
