"""What people meet when nginx stands before two web processes, with the site file of deploy/."""

from __future__ import annotations

import io
import time
from collections import Counter

import pytest
import requests
import socketio
from PIL import Image
from sqlalchemy import select

from community.core.ids import encode
from community.extensions import db
from tests.deploy.visitor import Visitor
from tests.drills.frame import wait_until
from tests.services.nginx import Nginx
from tests.services.valkey import free_port

pytestmark = pytest.mark.drill


def test_a_member_signs_in_and_nobody_keeps_a_copy_of_the_page(cast, nginx):
    (ana,) = cast("ana")
    answer = ana.sign_in("ana")
    cookie = answer.headers["Set-Cookie"]
    assert answer.status_code == 303
    assert cookie.startswith("__Host-posy=")
    assert "Secure" in cookie
    assert "HttpOnly" in cookie
    home = ana.get("/")
    assert "Ana" in home.text
    assert home.headers["Cache-Control"] == "private, no-store"
    assert home.headers["Strict-Transport-Security"].startswith("max-age=31536000")
    assert home.headers["Content-Encoding"] == "gzip"
    assert "Ana" not in Visitor(nginx).get("/").text


def test_http_is_sent_on_to_https(nginx):
    answer = requests.get(f"{nginx.plain_url}/people?page=2", timeout=5, allow_redirects=False)
    assert answer.status_code == 301
    assert answer.headers["Location"] == "https://127.0.0.1/people?page=2"


def test_what_was_built_is_packed_kept_for_ever_and_sent_by_nginx_alone(nginx):
    visitor = Visitor(nginx)
    page = visitor.get("/sign-in").text
    (style,) = [word for word in page.split('"') if word.endswith(".css")][:1]
    answer = visitor.get(style)
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.headers["Content-Type"].startswith("text/css")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert asked_for(nginx, style) == [f"GET {style} 200 by - (-)"]


@pytest.mark.parametrize(
    "path",
    [
        "/static/build/../../wsgi.py",
        "/static/build/..%2f..%2fwsgi.py",
        "/static/build../wsgi.py",
        "/pictures/private/" + "a" * 64 + "-64.webp",
        "/pictures/../posy.db",
        "/_pages/away.html",
        "/metrics",
    ],
)
def test_nothing_else_of_the_machine_is_shown(nginx, path):
    request = requests.Request("GET", nginx.url).prepare()
    request.url = nginx.url + path  # as it stands: requests would tidy it up
    assert Visitor(nginx).http.send(request).status_code in (400, 404)


def test_a_photo_that_is_too_large_is_refused_in_words(cast, nginx):
    (ivo,) = cast("ivo")
    ivo.sign_in("ivo")
    for size, words in ((12, "The file is larger than we can take"), (17, "This is too large")):
        files = {"picture": ("photo.jpg", io.BytesIO(bytes(size * 1024**2)))}
        answer = ivo.post("/settings/avatar", page="/settings/profile", files=files)
        assert answer.status_code == 413
        assert answer.headers["Content-Type"].startswith("text/html")
        assert words in answer.text
    assert ivo.get("/settings/profile").status_code == 200


def test_a_public_picture_comes_from_the_folder_and_a_missing_one_from_nobody(cast, fleet, nginx):
    (kim,) = cast("kim")
    kim.sign_in("kim")
    photo = io.BytesIO()
    Image.effect_noise((640, 640), 60).convert("RGB").save(photo, "JPEG")
    photo.seek(0)
    answer = kim.post(
        "/settings/avatar", page="/settings/profile", files={"picture": ("kim.jpg", photo)}
    )
    assert answer.status_code == 303
    page = kim.get("/settings/profile").text
    picture = next(word for word in page.split('"') if word.startswith("/pictures/"))
    answer = Visitor(nginx).get(picture)
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert asked_for(nginx, picture)[-1] == f"GET {picture} 200 by - (-)"
    assert Visitor(nginx).get(f"/pictures/{'b' * 64}-64.webp").status_code == 404


def test_a_vote_reaches_the_page_that_the_other_process_serves(cast, fleet, nginx):
    ana, ben, carla = cast("ana2", "ben2", "carla2")
    for visitor, handle in ((ana, "ana2"), (ben, "ben2"), (carla, "carla2")):
        visitor.sign_in(handle)
    poll, option = poll_of(fleet, "ana2")
    watching = [ana.open_socket(), carla.open_socket()]
    for socket in watching:
        assert socket.call("watch", {"room": "poll", "id": poll}, timeout=10)["ok"]
    voted = ben.post(f"/polls/{poll}/vote", page="/", data={"option": option})
    assert voted.status_code == 303
    for socket in watching:
        wait_until(lambda socket=socket: "state" in dict(socket.heard), within=10)
        socket.disconnect()
    wait_until(lambda: len(asked_for(nginx, "/socket.io/")) >= 2, within=10)
    served_by = Counter(line.split(" by ")[1] for line in asked_for(nginx, "/socket.io/"))
    assert len(served_by) == 2, served_by


def poll_of(fleet, handle: str) -> tuple[str, str]:
    from community.accounts.models import Profile
    from tests.world import poll_by

    with fleet.app().app_context():
        owner = db.session.scalars(select(Profile).filter_by(handle=handle)).one()
        poll = poll_by(owner)
        found = encode(poll.id), encode(poll.options[0].id)
        db.session.remove()
    return found


def test_who_lies_about_the_address_is_counted_by_the_true_one(cast, nginx):
    cast("lea")
    thief = Visitor(nginx, "127.0.0.7")
    answers = [
        thief.sign_in("lea", "a guess", headers={"X-Forwarded-For": f"10.1.1.{number}"})
        for number in range(12)
    ]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429] * 2
    assert Visitor(nginx, "127.0.0.8").sign_in("lea").status_code == 303


def test_only_pages_of_the_https_site_may_open_sockets(nginx):
    for origin in ("https://evil.example", nginx.url.replace("https", "http")):
        client = socketio.Client(reconnection=False, ssl_verify=False)
        with pytest.raises(socketio.exceptions.ConnectionError):
            client.connect(nginx.url, headers={"Origin": origin}, transports=["websocket"])
    socket = Visitor(nginx).open_socket()
    assert socket.connected
    socket.disconnect()


def test_another_host_is_not_served(nginx):
    answer = Visitor(nginx).get("/sign-in", headers={"Host": "evil.example"})
    assert (answer.status_code, "evil" in answer.text) == (400, False)


def test_without_any_process_people_are_told_to_wait(tmp_path):
    alone = Nginx(tmp_path / "nginx", [free_port(), free_port()], tmp_path)
    alone.start()
    try:
        answer = Visitor(alone).get("/people")
        style = Visitor(alone).get("/static/build/manifest.json")
    finally:
        alone.stop()
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Back in a moment" in answer.text
    assert style.status_code == 200


def asked_for(nginx: Nginx, path: str, within: float = 5.0) -> list[str]:
    """The lines of nginx's log about a path; it writes them when an answer is done."""
    deadline = time.monotonic() + within
    found: list[str] = []
    while not found and time.monotonic() < deadline:
        found = [line for line in nginx.asked() if f" {path} " in line]
        time.sleep(0.02)
    return found
