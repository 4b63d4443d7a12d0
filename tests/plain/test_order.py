"""Reports, decisions, appeals, the site’s settings, and the way out, without script."""

from __future__ import annotations

import pytest

from community.core import site
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.moderation.models import Decision
from community.moderation.signing import address_of
from tests.accounts.people import PASSWORD, member
from tests.world import list_by


def test_a_report_is_decided_and_appealed_against(app, world, reading):
    wishlist = list_by(world.ana, "Kitchen", audience="public")
    ben = reading(world.ben).go(f"/lists/{encode(wishlist.id)}").follow("Report")
    ben.press("Send the report", reason="unkind", note="Not nice.")
    assert "Your report" in ben.text

    mo = reading(world.mo).go("/moderation").follow("Kitchen")
    mo.press("Decide", act="hide", words="This hurts somebody.")
    assert reading(world.ben).go(f"/lists/{encode(wishlist.id)}").status == 404

    with app.test_request_context():
        letter = address_of(db.session.query(Decision).one())
    ana = reading().go(letter)
    ana.press("Ask for a second look", words="It was a recipe.")
    boss = member("boss").profile
    with writing():
        boss.account.role = "admin"
    chief = reading(boss).go("/moderation/appeals")
    chief.press("Take the decision back", answer="True.")
    assert reading(world.ben).go(f"/lists/{encode(wishlist.id)}").status == 200


@pytest.fixture
def boss(app):
    account = member("boss")
    with writing():
        account.role = "admin"
    yield account.profile
    site.forget()


def test_the_site_is_run_after_giving_the_password(world, reading, boss):
    chief = reading(boss).go("/admin/settings").press("Go on", password=PASSWORD)
    chief.press("Save", name="Posy of ours")
    assert "Posy of ours" in chief.text
    chief.go(f"/admin/members/{encode(world.cleo.id)}")
    assert chief.status == 200
    chief.go("/moderation/domains").press("Save", domain="bad.example", state="blocked", note="No")
    assert "bad.example" in chief.text


def test_somebody_packs_their_things_leaves_and_comes_back(app, reading):
    ana = reading(member("ana").profile).go("/settings/data")
    ana.press("Pack my data", password=PASSWORD)
    assert "being packed" in ana.text
    ana.press("Delete my account", **{"leaving-password": PASSWORD, "leaving-sure": True})
    ana.go("/sign-in").press("Sign in", name="ana", password=PASSWORD)
    assert ana.at.startswith("/leaving")
    ana.press("Stay")
    assert ana.go("/settings/data").status == 200
