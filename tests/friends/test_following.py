"""Following, following back, and stopping."""

from __future__ import annotations

from sqlalchemy import func, select

from community.core import limits
from community.core.ids import encode
from community.core.outbox import OutboxFact
from community.extensions import db
from community.friends.models import Follow
from community.friends.queries import relation
from community.friends.viewer import Viewer


def follow(client, person, how: str = "follow", **kwargs):
    return client.htmx(f"/people/{encode(person.id)}/{how}", **kwargs)


def test_following_makes_one_row_however_often_it_is_pressed(world, sign_in):
    cleo = sign_in("cleo")
    for _again in range(2):
        assert follow(cleo, world.ana).status_code == 200
    pair = select(func.count(Follow.id)).filter_by(
        follower_id=world.cleo.id, followed_id=world.ana.id
    )
    assert db.session.scalar(pair) == 1
    said = select(func.count(OutboxFact.id)).where(OutboxFact.name == "friends.Followed")
    before = db.session.scalar(said)
    follow(cleo, world.ana)
    assert db.session.scalar(said) == before


def test_without_script_one_is_sent_to_the_profile(world, sign_in):
    answer = sign_in("cleo").post(f"/people/{encode(world.ana.id)}/follow")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/@ana")


def test_the_answer_to_htmx_is_the_button_as_it_stands_now(world, sign_in):
    cleo = sign_in("cleo")
    following = follow(cleo, world.ana).text
    assert following.lstrip().startswith("<div") and "<html" not in following
    assert 'aria-pressed="true"' in following and "Following" in following
    assert "/unfollow" in following
    stopped = follow(cleo, world.ana, "unfollow").text
    assert "/follow" in stopped and "aria-pressed" not in stopped


def test_the_button_says_what_following_back_opens(world, sign_in):
    text = sign_in("ana").get("/@fay").text
    assert "Follow back" in text
    assert "Makes you friends: Fay will see what you show to friends." in text
    assert "Makes you friends" not in sign_in("cleo").get("/@fay").text


def test_following_back_makes_friends_and_stopping_ends_it(world, sign_in):
    ana = sign_in("ana")
    assert "Friends" in follow(ana, world.fay).text
    assert relation(Viewer(world.ana), world.fay).is_friend
    assert "Follow back" in follow(ana, world.fay, "unfollow").text
    assert not relation(Viewer(world.ana), world.fay).is_friend


def test_one_cannot_follow_oneself(world, sign_in):
    answer = follow(sign_in("ana"), world.ana)
    assert answer.status_code == 200 and "Edit profile" in answer.text
    own = select(Follow).filter_by(follower_id=world.ana.id, followed_id=world.ana.id)
    assert db.session.scalar(own) is None


def test_nobody_follows_across_a_block(world, sign_in):
    for handle in ("dina", "erik"):
        assert follow(sign_in(handle), world.ana).status_code == 404
        assert follow(sign_in("ana"), getattr(world, handle)).status_code == 404
    assert relation(Viewer(world.dina), world.ana).follows is False


def test_following_somebody_who_is_not_there_is_404(world, sign_in):
    assert sign_in("ana").post("/people/zzzzzzzz/follow").status_code == 404


def test_who_follows_too_many_must_wait(world, sign_in):
    most = limits.LIMITS["follow"].amount
    cleo = sign_in("cleo")
    for _try in range(most):
        limits.is_allowed("follow", world.cleo.id)
    assert follow(cleo, world.ana).status_code == 429
    assert not relation(Viewer(world.cleo), world.ana).follows
