"""Two with powers at the same moment, and two who say that a domain is theirs."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from community.accounts.models import Profile
from community.core.audit import AuditEntry
from community.core.db import writing
from community.core.site import claim_first_admin, first_admin
from community.extensions import db
from community.moderation import acting
from community.moderation.models import Act, Case, Decision
from community.retailers.checking import Look, settle
from community.retailers.models import Claim, Retailer
from tests.moderation.cases import reported
from tests.world import list_by, person, retailer_by

pytestmark = pytest.mark.both_databases


def together(app, number: int, act: Callable[[int], object]) -> list[object]:
    """What each of so many is answered, each in a transaction of its own."""

    def run(turn: int) -> object:
        with app.app_context(), writing():
            return act(turn)

    with ThreadPoolExecutor(min(number, 8)) as pool:
        return list(pool.map(run, range(number)))


def test_two_moderators_decide_one_case_at_once_and_one_is_heard(committing_app):
    ana, ben = person("ana"), person("ben")
    case_id = reported(list_by(ana), ben).id
    moderators = [person(name).id for name in ("mo", "moe")]

    def decide(turn: int) -> bool:
        by = db.session.get_one(Profile, moderators[turn % 2])
        act = (Act.HIDE, Act.WARN)[turn % 2]
        case = db.session.get_one(Case, case_id)
        return acting.decide(case, by, act, "Kindly.") is not None

    assert sum(map(bool, together(committing_app, 8, decide))) == 1
    assert db.session.query(Decision).count() == 1
    assert db.session.query(AuditEntry).count() == 1
    decided = db.session.query(Decision).one()
    is_hidden = db.session.execute(db.text("SELECT hidden_at FROM wishlists")).scalar()
    assert (is_hidden is not None) == (decided.act == Act.HIDE.value)


def test_of_rivals_who_prove_one_domain_at_once_one_has_it(committing_app):
    with writing():
        claims = [
            Claim.make(db.session.get_one(Retailer, retailer_id), "pots.example").id
            for retailer_id in [retailer_by(person(name), name).id for name in ("ana", "ben")]
        ]
    together(committing_app, 8, lambda turn: settle(claims[turn % 2], Look("dns")))
    proved = db.session.query(Claim).filter(Claim.proved_at.is_not(None)).all()
    assert len(proved) == 1
    assert proved[0].shop.verified_at is not None
    assert proved[0].shop.name == proved[0].retailer.name


def test_of_twenty_who_open_the_set_up_at_once_one_runs_the_place(committing_app):
    people = [person(f"member{number}").id for number in range(20)]
    told = together(committing_app, 20, lambda turn: claim_first_admin(people[turn]))
    assert sum(map(bool, told)) == 1
    assert first_admin() == people[told.index(True)]
