"""Who is in a team, and what each of them may."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from community.core import outbox
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.notifications.models import Notification
from community.retailers.models import LastOwner, Retailer, Seat, Store
from tests.world import person, retailer_by


def seat_of(profile) -> Seat | None:
    return db.session.scalar(select(Seat).where(Seat.profile_id == profile.id))


def invite(client, retailer, handle, role="editor"):
    return client.post(
        f"/retailers/{encode(retailer.id)}/team", data={"handle": handle, "role": role}
    )


def join(client, retailer, person_, owner):
    invite(owner, retailer, person_.handle)
    client.post(f"/seats/{encode(seat_of(person_).id)}/take")


def test_who_is_invited_is_told_and_is_in_once_they_say_yes(as_ana, as_ben, ben, pots):
    assert invite(as_ana, pots, "@ben").status_code == 303
    outbox.deliver_all()
    assert db.session.scalar(select(Notification.topic)) == "seat"
    page = f"/retailers/{encode(pots.id)}"
    assert as_ben.get(page).status_code == 404
    assert "Join the team" in as_ben.get("/retailers").text
    as_ben.post(f"/seats/{encode(seat_of(ben).id)}/take")
    assert as_ben.get(page).status_code == 200


def test_an_editor_keeps_the_page_but_not_the_team_nor_its_domains(as_ana, as_ben, ben, pots):
    join(as_ben, pots, ben, as_ana)
    path = f"/retailers/{encode(pots.id)}"
    assert as_ben.post(path, data={"name": "Pots", "line": "For soup"}).status_code == 303
    store = {"name": "Quay", "address": "At the quay", "latitude": "53.5", "longitude": "9.9"}
    assert as_ben.post(f"{path}/stores", data=store).status_code == 303
    assert as_ben.post(f"{path}/domains", data={"domain": "x.example"}).status_code == 403
    assert invite(as_ben, pots, "@ana").status_code == 403
    claim = encode(pots.claims[0].id)
    assert as_ben.post(f"/claims/{claim}/release").status_code == 403
    mine = seat_of(ben)
    assert as_ben.post(f"/seats/{encode(mine.id)}/role", data={"role": "owner"}).status_code == 403
    shop = as_ben.get(f"/shops/{encode(pots.claims[0].shop_id)}").text
    assert "For soup" in shop and "geo:53.50000,9.90000" in shop and "Verified" in shop


def test_nobody_takes_a_seat_that_is_another_s(as_ana, as_ben, ben, pots):
    invite(as_ana, pots, "@ben")
    assert as_ana.post(f"/seats/{encode(seat_of(ben).id)}/take").status_code == 403


def test_who_has_left_sees_nothing_any_more(as_ana, as_ben, ben, pots):
    join(as_ben, pots, ben, as_ana)
    as_ben.post(f"/seats/{encode(seat_of(ben).id)}/remove")
    assert as_ben.get(f"/retailers/{encode(pots.id)}/stores").status_code == 404


def test_the_last_owner_stays(as_ana, ana, pots):
    mine = encode(seat_of(ana).id)
    assert as_ana.post(f"/seats/{mine}/remove").status_code == 409
    assert as_ana.post(f"/seats/{mine}/role", data={"role": "editor"}).status_code == 409
    assert seat_of(ana).role == "owner"


def test_a_handle_nobody_has_is_said_beside_the_field(as_ana, pots):
    answer = invite(as_ana, pots, "@nobody")
    assert answer.status_code == 422 and "Nobody here has this handle" in answer.text


def test_a_store_with_half_a_place_is_refused_and_nothing_typed_is_lost(as_ana, pots):
    said = {"name": "Quay", "address": "There", "latitude": "95", "longitude": ""}
    answer = as_ana.post(f"/retailers/{encode(pots.id)}/stores", data=said)
    assert answer.status_code == 422 and "There" in answer.text
    assert db.session.scalar(select(Store)) is None


@pytest.mark.both_databases
def test_of_two_owners_who_leave_at_once_one_stays(committing_app):
    one, two = person("one"), person("two")
    retailer = retailer_by(one)
    with writing():
        Seat.offer(retailer, two, "owner", one)
        seat_of(two).take()
    ids = list(db.session.scalars(select(Seat.id)))
    db.session.rollback()

    def leave(seat_id: int) -> bool:
        with committing_app.app_context():
            try:
                with writing():
                    db.session.get_one(Seat, seat_id).leave()
            except LastOwner:
                return False
            finally:
                db.session.remove()
            return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(leave, ids)) == [False, True]
    db.session.rollback()
    assert len(db.session.scalars(select(Seat)).all()) == 1
    assert db.session.scalar(select(Retailer.name)) == "Pots and Co"
