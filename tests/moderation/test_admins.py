"""What admins may, after they have given their password, and what holds from then on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from community.accounts.models import Account, Profile
from community.admin.commands import set_up_command
from community.admin.routes.set_ups import token
from community.core import clock, site
from community.core.audit import AuditEntry
from community.core.db import writing
from community.core.ids import encode
from community.core.outbox_rows import Delivery
from community.extensions import db
from tests.accounts.people import PASSWORD, letters_to, link_in, member
from tests.moderation.said_twice import SITE, parked, selector
from tests.world import person, poll_by, signed_in

BAN = {"act": "ban", "days": "7", "words": "No more of that."}


@pytest.fixture
def boss(app, new_client):
    """An admin who has just given their password."""
    account = member("boss")
    client = signed_in(new_client(), account.profile)
    with writing():
        account.role = "admin"
    assert client.post("/admin/password", data={"password": PASSWORD}).status_code == 303
    yield client
    site.forget()


def acts() -> list[str]:
    return [entry.act for entry in db.session.query(AuditEntry).order_by(AuditEntry.id)]


def settle(client, **more: str):
    answer = client.post("/admin/settings", data={**SITE, **more})
    assert answer.status_code == 303, answer.text
    return answer


def test_neither_members_nor_moderators_find_the_admins_pages(app, new_client):
    ana = person("ana")
    client = signed_in(new_client(), ana)
    pages = (
        "",
        "/audit",
        "/password",
        "/members",
        "/settings",
        "/jobs",
        f"/members/{encode(ana.id)}",
    )
    for role in ("member", "moderator"):
        with writing():
            ana.account.role = role
        for page in pages:
            assert client.get(f"/admin{page}").status_code == 404, (role, page)
        assert client.post("/admin/settings", data=SITE).status_code == 404
    assert acts() == []


def test_what_is_risky_asks_for_the_password_every_ten_minutes(boss, monkeypatch):
    ana = person("ana")
    path = f"/admin/members/{encode(ana.id)}"
    assert boss.get(path).status_code == 200
    later = clock.now() + timedelta(minutes=11)
    monkeypatch.setattr(clock, "now", lambda: later)
    for answer in (
        boss.get(path),
        boss.post(f"{path}/decide", data=BAN),
        boss.get("/admin/settings"),
    ):
        assert answer.status_code == 303
        assert "/admin/password" in answer.headers["Location"]
    assert ana.account.banned_at is None
    wrong = boss.post("/admin/password", data={"password": "something else"})
    assert wrong.status_code == 422
    assert boss.post("/admin/password", data={"password": PASSWORD}).status_code == 303
    assert boss.post(f"{path}/decide", data=BAN).status_code == 303
    assert ana.account.banned_at is not None


def test_closing_an_account_is_written_down_once(boss, new_client):
    ana = person("ana")
    client, path = signed_in(new_client(), ana), f"/admin/members/{encode(ana.id)}"
    for _ in range(2):
        assert boss.post(path, data={"act": "close"}).status_code == 303
    assert client.get("/lists").status_code == 303
    assert acts() == ["member.close"]
    assert boss.get(path).status_code == 200


def test_an_admin_keeps_their_own_powers(boss):
    own = db.session.query(Account).filter_by(email="boss@example.com").one()
    assert (
        boss.post(f"/admin/members/{encode(own.profile.id)}", data={"act": "member"}).status_code
        == 403
    )
    assert (
        boss.post(f"/admin/members/{encode(own.profile.id)}", data={"act": "queen"}).status_code
        == 400
    )


def test_the_name_of_the_site_holds_at_once(boss, new_client):
    settle(boss, name="Our corner <b>")
    page = new_client().get("/about").text
    assert "Our corner &lt;b&gt;" in page
    assert acts() == ["site.settings"]


def test_other_processes_read_the_settings_within_ten_seconds(boss, monkeypatch):
    settle(boss, name="Our corner")
    assert site.current_site().name == "Our corner"
    with writing():
        site.settle({"name": "Theirs"})  # by another process: ours has it kept
    assert site.current_site().name == "Our corner"
    ahead = site.time.monotonic() + site.SECONDS + 1
    monkeypatch.setattr(site.time, "monotonic", lambda: ahead)
    assert site.current_site().name == "Theirs"


def test_by_invitation_nobody_signs_up_uninvited(boss, new_client):
    settle(boss, sign_up="invitation")
    asked = {"email": "zoe@example.com", "handle": "zoe", "password": PASSWORD}
    assert "by invitation" in new_client().get("/sign-up").text
    assert new_client().post("/sign-up", data=asked).status_code == 403
    assert letters_to("zoe@example.com") == []


def test_by_approval_one_waits_for_an_admin(boss, new_client):
    settle(boss, sign_up="approval")
    zoe = new_client()
    asked = {"email": "zoe@example.com", "handle": "zoe", "password": PASSWORD}
    assert zoe.post("/sign-up", data=asked).status_code == 303
    confirmed = zoe.post(link_in(letters_to("zoe@example.com")[-1]))
    assert "/sign-in" in confirmed.headers["Location"]
    refused = zoe.post("/sign-in", data={"name": "zoe", "password": PASSWORD})
    assert "not let you in yet" in refused.text
    profile = db.session.query(Profile).filter_by(handle="zoe").one()
    boss.post(f"/admin/members/{encode(profile.id)}", data={"act": "approve"})
    assert zoe.post("/sign-in", data={"name": "zoe", "password": PASSWORD}).status_code == 303


def test_a_site_that_closes_can_be_read_and_not_written_to(boss, new_client):
    ana = person("ana")
    client = signed_in(new_client(), ana)
    settle(boss, is_closing="y", closing_notice="We close on Sunday.")
    assert "We close on Sunday." in client.get("/discover").text
    refused = client.post("/lists", data={"title": "New", "audience": "me", "occasion": "wishes"})
    assert refused.status_code == 403
    assert client.post("/sign-out").status_code == 303
    settle(boss)
    assert "We close on Sunday." not in new_client().get("/discover").text


def test_a_dead_letter_is_tried_again_or_dropped(boss):
    for act, column in (("retry", "parked_at"), ("drop", "done_at")):
        delivery = parked()
        assert "nothing" in boss.get("/admin/jobs").text
        assert boss.post(f"/admin/jobs/{encode(delivery.id)}/{act}").status_code == 303
        row = db.session.get(Delivery, delivery.id, populate_existing=True)
        assert (getattr(row, column) is None) is (act == "retry")
    assert acts() == ["job.retry", "job.drop"]


def test_the_link_of_the_set_up_makes_one_admin(app, new_client):
    ana, ben = person("ana"), person("ben")
    printed = app.test_cli_runner().invoke(set_up_command).output
    assert "/set-up/" in printed
    assert signed_in(new_client(), ana).post("/set-up/something").status_code == 404
    way = f"/set-up/{token()}"
    assert signed_in(new_client(), ana).get(way).status_code == 200
    assert signed_in(new_client(), ana).post(way).status_code == 303
    assert signed_in(new_client(), ben).get(way).status_code == 404
    assert signed_in(new_client(), ben).post(way).status_code == 404
    assert (ana.account.is_admin, ben.account.is_admin) == (True, False)
    assert app.test_cli_runner().invoke(set_up_command).exit_code == 1


def test_new_members_may_do_less_of_it(boss, new_client):
    settle(boss, newcomer_posts="1")
    ana = person("ana")
    ben = signed_in(new_client(), person("ben"))
    poll = poll_by(ana, audience="public")
    said = {"kind": "poll", "id": encode(poll.id), "body": "Hello"}
    assert [ben.post("/comments", data=said).status_code for _ in range(2)] == [303, 429]
    with writing():
        old = db.session.query(type(ana)).filter_by(handle="ben").one()
        old.created_at = clock.now() - timedelta(days=4)
    assert ben.post("/comments", data=said).status_code == 303


def test_programs_that_fill_in_everything_get_the_same_answer_and_no_letter(app, new_client):
    asked = {"email": "bot@example.com", "handle": "robotto", "password": PASSWORD, "homepage": "x"}
    answer = new_client().post("/sign-up", data=asked)
    assert answer.headers["Location"] == "/confirm/sent"
    assert letters_to("bot@example.com") == []


def test_what_was_learned_of_a_shop_is_seen_and_switched_off(boss):
    row = selector()
    assert "pots.example" in boss.get("/admin/selectors").text
    for act, said in (("off", "switched off"), ("on", "counts for who showed it")):
        assert boss.post(f"/admin/selectors/{encode(row.id)}/{act}").status_code == 303
        assert said in boss.get("/admin/selectors").text
        boss.post(f"/admin/selectors/{encode(row.id)}/{act}")
    assert acts() == ["selector.off", "selector.on"]
