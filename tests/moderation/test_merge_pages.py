"""How moderators come to make two products one, and what members say about it."""

from __future__ import annotations

import pytest

from community.catalog.models import Likeness, Merge, Product
from community.core.audit import AuditEntry
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from tests.moderation.cases import deliver
from tests.moderation.twins import Twins
from tests.world import World, product_by, signed_in


@pytest.fixture
def twins(app) -> Twins:
    return Twins(World.make())


@pytest.fixture
def mo(twins, new_client):
    return signed_in(new_client(), twins.world.mo)


def merge_by_form(client, twins: Twins, **more: str):
    said = {"other": encode(twins.goes.id), "stays": encode(twins.stays.id), **more}
    return client.post(twins.path(twins.stays).replace("/prod", "/moderation/prod") + "/merge",
                       data=said)  # fmt: skip


def test_a_moderator_merges_side_by_side_and_takes_it_back(twins, mo, new_client):
    path = f"/moderation/products/{encode(twins.stays.id)}/merge"
    assert "pots.example" in mo.get(f"{path}?other={encode(twins.goes.id)}").text
    wrong = mo.get(f"{path}?other=http://localhost/nothing")
    assert wrong.status_code == 422
    assert "There is no such product here." in wrong.text
    assert merge_by_form(mo, twins, stays="").status_code == 422
    assert merge_by_form(mo, twins).status_code == 303
    deliver()
    merge = db.session.query(Merge).one()
    assert (merge.state, merge.survivor_id) == ("moved", twins.stays.id)
    again = merge_by_form(mo, twins)
    assert (again.status_code, db.session.query(Merge).count()) == (303, 1)
    assert "Another moderator merged" in mo.get(again.location).text
    log = new_client().get("/moderation/log").text
    assert "Two pages of one thing became one" in log
    assert "kettle" not in log
    assert "Mo" not in log.partition("<main")[2].partition("</main>")[0].replace("Moderat", "")
    assert mo.post(f"/moderation/merges/{encode(merge.id)}/undo").status_code == 303
    deliver()
    assert "taken back later" in new_client().get("/moderation/log").text
    assert new_client().get(twins.path(twins.goes), follow_redirects=False).status_code == 200
    acts = [entry.act for entry in db.session.query(AuditEntry).order_by(AuditEntry.id)]
    assert acts == ["product.merge", "product.unmerge"]


def test_only_moderators_merge_and_only_what_is_on_show(twins, mo, new_client):
    private = product_by(twins.world.ana, "secret")
    path = f"/moderation/products/{encode(private.id)}/merge"
    assert mo.get(path).status_code == 404
    assert mo.post(path, data={"other": encode(twins.goes.id)}).status_code == 404
    assert merge_by_form(mo, twins, other=encode(private.id)).status_code == 404
    for client in (signed_in(new_client(), twins.world.ben), new_client()):
        assert merge_by_form(client, twins).status_code in (303, 404)
        assert client.get("/moderation/merges").status_code in (303, 404)
    assert db.session.query(Merge).count() == 0
    with writing():
        assert Merge.make(private.id, twins.stays.id, twins.world.mo) is None
        assert Merge.make(twins.stays.id, twins.stays.id, twins.world.mo) is None


def test_what_reads_alike_and_what_members_say_waits_for_a_moderator(twins, mo, new_client):
    same = product_by(twins.world.ben, "cup")
    with writing():
        found = db.session.get_one(Product, same.id)
        found.title = twins.stays.title
        found.put_on_show()
    deliver()
    fay = signed_in(new_client(), twins.world.fay)
    path = twins.path(twins.goes, "/same")
    for _twice in range(2):
        said = fay.post(path, data={"other": f"http://localhost{twins.path(twins.stays)}-pot?x=1"})
        assert said.status_code == 303
    assert fay.post(path, data={"other": twins.path(twins.goes)}).status_code == 422
    waiting = db.session.query(Likeness).order_by(Likeness.id).all()
    assert [each.reason for each in waiting] == ["title", "member"]
    page = mo.get("/moderation/merges").text
    assert "called the same" in page
    assert "a member says so" in page
    assert mo.post(f"/moderation/likenesses/{encode(waiting[0].id)}/dismiss").status_code == 303
    assert "called the same" not in mo.get("/moderation/merges").text
    twins.merge()
    assert "No pair waits" in mo.get("/moderation/merges").text
