"""The embedded shape holds three hundred sockets, politely refuses more, and serves pages on."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
import websocket

from tests.shapes.shape import listening, open_raw, vote, wait_until

pytestmark = pytest.mark.drill
MOST = 340  # of 400 threads


@pytest.mark.parametrize("shape", ["embedded"], indirect=True)
def test_three_hundred_sockets_and_one_too_many(people, shape):
    ann, bob, eve = people("ann", "bob", "eve")
    sockets = [listening(ann), listening(bob)]
    url = shape.urls[0]
    with ThreadPoolExecutor(8) as crowd:
        raws = list(crowd.map(lambda _: open_raw(url, timeout=30), range(MOST - len(sockets))))
    try:
        assert all(raw.recv().startswith("0{") for raw in raws)
        with pytest.raises(websocket.WebSocketBadStatusException) as refusal:
            open_raw(url)
        assert refusal.value.status_code == 503
        assert int(refusal.value.resp_headers["retry-after"]) > 0
        # Whoever is refused asks for the page's pieces again and again instead (static/js/live.js).
        assert requests.get(f"{url}/", timeout=10).status_code == 200
        vote(eve)
        assert all(socket.hears("state") for socket in sockets)
    finally:
        for raw in raws:
            raw.close()
    assert wait_until(lambda: is_let_in(url), within=20)


def is_let_in(url: str) -> bool:
    try:
        open_raw(url).close()
    except websocket.WebSocketBadStatusException:
        return False
    return True


def test_ctrl_c_ends_a_site_with_open_pages_at_once(start_site):
    site = start_site()
    raws = [open_raw(site.url) for _ in range(5)]
    began = time.monotonic()
    site.stop()
    assert time.monotonic() - began < 10
    assert len(raws) == 5
