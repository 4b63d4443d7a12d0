"""Sockets of a real site: who is let in, what reaches them, and when they hear nothing more."""

from __future__ import annotations

import time

import pytest
import websocket

from community.core.ids import encode
from community.extensions import db
from tests.core.live.member import Member, cookie_for
from tests.world import befriend, person, poll_by

pytestmark = pytest.mark.drill
PATH = "/socket.io/?EIO=4&transport=websocket"
AT_ONCE = 5.0  # seconds; what ends a right to listen must end the listening


@pytest.fixture(scope="module")
def people(live_site):
    """Gives members by name, with ids of theirs; each test has people of its own."""
    app = live_site.app()
    made = []

    def cast(*handles: str):
        with app.app_context():
            profiles = [person(handle) for handle in handles]
            for friend in profiles[1:]:
                befriend(profiles[0], friend)
            members = [Member(live_site.url, cookie_for(app, profile)) for profile in profiles]
            for member, profile in zip(members, profiles, strict=True):
                member.id = profile.id
            poll = poll_by(profiles[0])
            members[0].poll = poll.id
            members[0].option = encode(poll.options[0].id)
            db.session.remove()
        made.extend(members)
        return members

    yield cast
    for member in made:
        member.leave()


def vote(member: Member, asker: Member) -> None:
    answer = member.post(f"/polls/{encode(asker.poll)}/vote", option=asker.option)
    assert answer.status_code == 303, answer.text


def open_raw(site, **options):
    return websocket.create_connection(site.url.replace("http", "ws") + PATH, timeout=10, **options)


def test_a_vote_reaches_a_friend_and_not_a_stranger(people, live_site):
    ann, bob = people("ann", "bob")
    (stranger,) = people("sid")
    listening, refused = bob.open_socket(), stranger.open_socket()
    assert listening.watch("poll", ann.poll)["ok"] is True
    assert refused.watch("poll", ann.poll) == {"ok": False}
    vote(bob, ann)
    assert listening.hears("state")
    assert refused.heard == []


@pytest.mark.parametrize("way", ["unfollow", "block"])
def test_who_is_no_friend_any_more_hears_nothing_after_five_seconds(people, way):
    ann, bob, eve = people(f"ann-{way}", f"bob-{way}", f"eve-{way}")
    owner, former = ann.open_socket(), bob.open_socket()
    for socket in (owner, former):
        assert socket.watch("poll", ann.poll)["ok"] is True
    assert ann.post(f"/people/{encode(bob.id)}/{way}").status_code == 303
    time.sleep(AT_ONCE)
    former.heard.clear()
    vote(eve, ann)
    assert owner.hears("state")
    time.sleep(0.5)
    assert [name for name, _ in former.heard if name == "state"] == []
    assert former.watch("poll", ann.poll) == {"ok": False}


def test_signing_out_elsewhere_cuts_the_socket(people):
    (ann,) = people("ann-out")
    socket = ann.open_socket()
    assert ann.post("/sign-out").status_code == 303
    assert socket.cut.wait(AT_ONCE)


def test_what_the_worker_announces_reaches_an_open_page(people, live_site):
    ann, _friend = people("ann-bell", "fri-bell")
    (fay,) = people("fay-bell")
    socket = ann.open_socket()
    assert fay.post(f"/people/{encode(ann.id)}/follow").status_code == 303
    assert socket.hears("bell", within=20), live_site.words()


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1.evil.example"]
)
def test_a_handshake_from_another_place_is_refused(live_site, origin):
    with pytest.raises(websocket.WebSocketBadStatusException) as refusal:
        open_raw(live_site, origin=origin)
    assert refusal.value.status_code == 400


def test_a_handshake_that_names_no_place_is_refused(live_site):
    with pytest.raises(websocket.WebSocketBadStatusException) as refusal:
        open_raw(live_site, suppress_origin=True)
    assert refusal.value.status_code == 400


def test_frames_are_never_compressed(live_site):
    offer = {"Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits"}
    raw = open_raw(live_site, origin=live_site.url, header=offer)
    assert raw.getstatus() == 101
    assert "sec-websocket-extensions" not in raw.getheaders()
    raw.close()


@pytest.mark.parametrize(
    "words",
    [
        (), (None,), ([],), ({"room": []},), ({"room": {"a": 1}, "id": "1"},), (1, 2, 3, 4),
        ({"room": "poll", "id": "x" * 9000},), ({"room": "poll", "id": {"a": []}},), (b"\x00\xff",),
        ({"room": "nothing", "id": "1"},), ("poll",), ({"room": "poll", "id": -1},),
    ],
)  # fmt: skip
def test_nonsense_is_refused_and_the_socket_lives_on(people, live_site, words, request):
    ann = _one_person(request, people)
    written = len(live_site.words())
    socket = ann.open_socket()
    assert socket.say(*words) == {"ok": False}
    socket.client.emit("unwatch", words)
    socket.client.emit("nobody-listens", words)
    assert socket.watch("poll", ann.poll)["ok"] is True
    assert "Traceback" not in live_site.words()[written:]
    socket.client.disconnect()


def _one_person(request, people):
    """One asker for all kinds of nonsense."""
    module = request.module
    if not hasattr(module, "_asker"):
        (module._asker,) = people("ann-nonsense")
    return module._asker


def test_a_full_house_says_so_and_pages_are_served_on(start_site):
    """Sockets that never say a word count as well: each holds a thread."""
    site = start_site(THREADS="30")
    opened = [open_raw(site, origin=site.url) for _ in range(20)]
    with pytest.raises(websocket.WebSocketBadStatusException) as refusal:
        open_raw(site, origin=site.url)
    assert refusal.value.status_code == 503
    assert Member(site.url, "posy=x").http.get(f"{site.url}/readyz", timeout=5).status_code == 200
    opened.pop().close()
    deadline = time.monotonic() + 5
    while time.monotonic() < deadline:
        try:
            opened.append(open_raw(site, origin=site.url))
            break
        except websocket.WebSocketBadStatusException:
            time.sleep(0.1)
    assert len(opened) == 20
    for raw in opened:
        raw.close()
