"""The matrix, mutes, letters at once and the digest of a day, which comes once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.core.mail import Mail
from community.core.outbox import deliver_all
from community.extensions import db
from community.friends.models import Block
from community.notifications.choices import choices_of, choose, mute
from community.notifications.digests import send_digests
from community.notifications.models import Digest, Notification
from community.polls.models import Poll
from community.reactions.models import Comment, Like
from tests.world import befriend, person, poll_by

MORNING = datetime(2030, 3, 4, 8, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def as_the_worker(request):
    """It writes letters in a request of its own making, for their addresses."""
    app = request.getfixturevalue(
        "committing_app" if "committing_app" in request.fixturenames else "app"
    )
    with app.test_request_context():
        yield


def prefers(profile, group: str, mailed: str, in_page: bool = True) -> None:
    with writing():
        choose(profile.id, group, in_page, mailed)


def say(poll, author, words="Well?") -> None:
    with writing():
        Comment.write(db.session.get(Poll, poll.id), author, words, f"<p>{words}</p>")
    deliver_all()


def letters(kind: str) -> list[Mail]:
    query = select(Mail).where(Mail.key.startswith(kind)).order_by(Mail.id)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def notices(profile) -> list[Notification]:
    query = select(Notification).filter_by(profile_id=profile.id, topic="commented")
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def test_the_settings_say_the_whole_matrix(world, sign_in):
    ana = sign_in("ana")
    page = ana.get("/settings/notifications").text
    assert "Friends ask you" in page and 'name="mail-likes"' in page
    ana.post("/settings/notifications", data={"page-likes": "1", "mail-likes": "daily"})
    chosen = choices_of(world.ana.id)
    assert chosen["likes"] == (True, "daily")
    assert chosen["comments"] == (False, "no")
    assert choices_of(world.ben.id)["questions"] == (True, "at_once")
    assert ana.post("/settings/notifications", data={"mail-likes": "pigeon"}).status_code == 422


def test_what_is_wanted_nowhere_makes_no_notice(world):
    prefers(world.ana, "comments", "no", in_page=False)
    say(poll_by(world.ana), world.ben)
    assert notices(world.ana) == []


def test_what_is_wanted_by_mail_alone_is_not_counted_in_the_page(world, sign_in):
    prefers(world.ana, "comments", "at_once", in_page=False)
    say(poll_by(world.ana), world.ben)
    assert len(letters("notification:")) == 3  # two friends were asked, and she is told
    assert "commented" not in sign_in("ana").get("/notifications").text


def test_a_letter_at_once_names_nothing_private_in_its_subject(world):
    prefers(world.ana, "comments", "at_once")
    say(poll_by(world.ana, question="Ring or necklace?"), world.ben)
    say(poll_by(world.ana, question="Pot or pan?", audience="public"), world.ben)
    private, public = [each for each in letters("notification:") if "ana@" in each.recipient]
    assert "Ring" not in private.subject and "Ring" in private.text
    assert "Pot or pan?" in public.subject


def test_a_muted_thing_is_heard_of_no_more_until_it_is_wanted_again(world, sign_in):
    poll, ana = poll_by(world.ana), sign_in("ana")
    path = f"/mutes/poll/{encode(poll.id)}"
    ana.post(path)
    say(poll, world.ben)
    assert notices(world.ana) == []
    assert "Hear of this again" in ana.get(f"/polls/{encode(poll.id)}").text
    ana.post(f"{path}/remove")
    say(poll, world.ben)
    assert len(notices(world.ana)) == 1
    assert sign_in("cleo").post(path).status_code == 404


def test_the_digest_comes_once_a_day_after_eight_where_the_member_lives(world):
    prefers(world.ana, "comments", "daily")
    with writing():
        world.ana.account.timezone = "America/New_York"
    with clock.fixed_at(MORNING):  # half past three there
        poll = poll_by(world.ana)
        say(poll, world.ben)
        send_digests()
        deliver_all()
        assert letters("digest:") == []
    with clock.fixed_at(MORNING + timedelta(hours=5)):
        for _again in range(2):
            send_digests()
            deliver_all()
        (letter,) = letters("digest:")
        assert letter.subject == "1 thing new for you" and "Which pot?" in letter.text
        say(poll, world.carla)
    with clock.fixed_at(MORNING + timedelta(hours=14)):
        send_digests()
        deliver_all()
        assert len(letters("digest:")) == 1
    with clock.fixed_at(MORNING + timedelta(hours=29)):
        send_digests()
        deliver_all()
        assert len(letters("digest:")) == 2


@pytest.mark.parametrize("what", ["blocked", "hidden", "muted", "no mail"])
def test_what_may_not_be_seen_any_more_is_not_in_the_digest(world, what):
    prefers(world.carla, "comments", "daily")
    with clock.fixed_at(MORNING):
        poll = poll_by(world.ana)
        say(poll, world.carla)
        say(poll, world.ben)
        with writing():
            if what == "blocked":
                Block.begin(world.ben, world.carla)
            elif what == "hidden":
                db.session.get(Poll, poll.id).show_to("me")
            elif what == "muted":
                mute(world.carla.id, "poll", poll.id)
            else:
                world.carla.account.wants_mail = False
        send_digests()
        deliver_all()
    assert letters("digest:") == []


def test_the_way_out_of_one_list_leaves_the_others(world, new_client):
    prefers(world.ana, "comments", "at_once")
    say(poll_by(world.ana), world.ben)
    letter = next(each for each in letters("notification:") if "ana@" in each.recipient)
    path = letter.unsubscribe.partition("localhost")[2]
    assert "Comments and mentions" in new_client().get(path).text
    assert choices_of(world.ana.id)["comments"] == (True, "at_once")
    new_client().post(path, data={"List-Unsubscribe": "One-Click"})
    assert choices_of(world.ana.id)["comments"] == (True, "no")
    assert choices_of(world.ana.id)["questions"] == (True, "at_once")
    assert world.ana.account.wants_mail is True


@pytest.mark.both_databases
def test_many_workers_claim_a_digest_once(committing_app, smtp_server, monkeypatch):
    """Through a real mail server, with the headers mail programs look for."""
    known = committing_app.extensions["settings"]
    sending = replace(known, mail_url=smtp_server.url)
    monkeypatch.setitem(committing_app.extensions, "settings", sending)
    ana, ben = person("ana"), person("ben")
    befriend(ana, ben)
    prefers(ana, "likes", "daily")
    poll = poll_by(ana)
    with writing():
        Like.give("poll", poll.id, ben.id)
    deliver_all()
    smtp_server.mails.clear()
    later = clock.now().replace(hour=9) + timedelta(days=1)

    def work(_number: int) -> None:
        with committing_app.test_request_context():
            send_digests()

    with clock.fixed_at(later):
        with ThreadPoolExecutor(4) as pool:
            list(pool.map(work, range(8)))
        deliver_all()
        assert db.session.query(Digest).count() == 1
    (letter,) = smtp_server.to("ana@example.com")
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/unsubscribe/" in letter["List-Unsubscribe"]
