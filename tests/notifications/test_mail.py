"""Letters: one for each question, to whoever wants them and may still see it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from community.core.db import writing
from community.core.mail import Mail
from community.core.outbox import Delivery, deliver_all
from community.extensions import db
from community.friends.models import Block, Follow, Mute, PeopleSet
from community.notifications import mailing
from community.notifications.events import LetterDue
from community.notifications.mailing import account_of, unsubscribe_address
from community.notifications.models import Notification
from community.polls.models import Poll
from tests.world import poll_by


@pytest.fixture(autouse=True)
def as_the_worker(app):
    """It writes letters in a request of its own making, for their addresses."""
    with app.test_request_context():
        yield


def recipients() -> list[str]:
    query = select(Mail.recipient).where(Mail.key.startswith("notification:"))
    return sorted(address.partition("@")[0] for address in db.session.scalars(query))


def tell_who_was_asked() -> list[LetterDue]:
    """The worker’s first half: the notices are there, the letters are not."""
    from community.core.outbox import deliver, lease
    from community.polls.events import PollAsked

    lease(100)
    waiting = select(Delivery).where(Delivery.done_at.is_(None), Delivery.subscriber == "notify")
    for delivery in db.session.scalars(waiting).all():
        if delivery.fact.name == PollAsked.name():
            deliver(delivery.id)
    rows = db.session.scalars(select(Notification).filter_by(topic="asked"))
    return [LetterDue(row.id) for row in rows]


def test_each_friend_gets_one_letter(world):
    poll_by(world.ana, question="Which pot?")
    deliver_all()
    assert recipients() == ["ben", "carla"]
    letter = db.session.scalar(select(Mail).filter_by(recipient="ben@example.com"))
    assert letter.subject == "\u2068Ana\u2069 asks you"
    assert "Which pot?" in letter.text
    assert "/polls/" in letter.text and "/unsubscribe/" in letter.unsubscribe


def test_who_is_named_by_a_stranger_is_told_in_the_page_alone(world):
    """Else fifty strangers at a time get a letter that somebody else worded."""
    with writing():
        people = PeopleSet.named(world.ana, [world.fay.id, world.cleo.id])
    poll_by(world.ana, audience="people", people_set_id=people.id)
    deliver_all()
    told = select(Notification.profile_id).filter_by(topic="asked")
    assert set(db.session.scalars(told)) == {world.fay.id, world.cleo.id}
    assert recipients() == ["fay"]


@pytest.mark.both_databases
def test_a_letter_told_of_twice_is_sent_once(world):
    poll_by(world.ana)
    for fact in tell_who_was_asked() * 2:
        mailing.send(fact)
    assert recipients() == ["ben", "carla"]


@pytest.mark.parametrize(
    "what", ["blocked", "blocks", "unfollowed", "muted", "hidden", "gone", "private"]
)
def test_who_lost_sight_meanwhile_gets_none(world, what):
    poll = poll_by(world.ana)
    facts = tell_who_was_asked()
    assert len(facts) == 2
    with writing():
        found = db.session.get(Poll, poll.id)
        if what == "blocked":
            Block.begin(world.ana, world.ben)
        elif what == "blocks":
            Block.begin(world.ben, world.ana)
        elif what == "unfollowed":
            Follow.end(world.ana.id, world.ben.id)
        elif what == "muted":
            Mute.begin(world.ben.id, world.ana.id)
        elif what == "hidden":
            found.hidden_at = found.created_at
        elif what == "gone":
            found.remove()
        else:
            found.show_to("me")
    for fact in facts:
        mailing.send(fact)
    assert "ben" not in recipients()
    of_ben_alone = what in ("blocked", "blocks", "unfollowed", "muted")
    assert recipients() == (["carla"] if of_ben_alone else [])


def test_who_wants_none_gets_none(world):
    with writing():
        world.ben.account.wants_mail = False
    poll_by(world.ana)
    deliver_all()
    assert recipients() == ["carla"]


def test_other_notices_are_not_mailed(world, sign_in):
    poll = poll_by(world.ana)
    with writing():
        found = db.session.get(Poll, poll.id)
        found.vote(found.options[0], by=world.ben)
    deliver_all()
    assert "ana" not in recipients()


def test_looking_at_the_way_out_changes_nothing(world, new_client):
    address = unsubscribe_address(world.ben.account).partition("localhost")[2]
    page = new_client().get(address)
    assert "Stop these e-mails?" in page.text
    assert world.ben.account.wants_mail is True
    assert "No more e-mails" in new_client().post(address).text
    assert world.ben.account.wants_mail is False
    assert world.carla.account.wants_mail is True


@pytest.mark.parametrize("token", ["x", "1.x", "MQ.MQ", "%00", "ü"])
def test_a_made_up_way_out_is_404(world, new_client, token):
    assert new_client().get(f"/unsubscribe/{token}").status_code == 404
    assert new_client().post(f"/unsubscribe/{token}").status_code == 404


def test_a_token_signed_for_something_else_is_worth_nothing(app, world):
    from itsdangerous import URLSafeSerializer

    other = URLSafeSerializer(app.extensions["settings"].secret_key, salt="something else")
    assert account_of(other.dumps(world.ben.account.id)) is None
