"""The embedded shape holds three hundred sockets, politely refuses more, and serves pages on."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
import requests
import websocket
from playwright.sync_api import expect

from community.core.ids import encode
from tests.shapes.shape import listening, open_raw, vote, wait_until

pytestmark = pytest.mark.drill
MOST = 340  # of 400 threads


@pytest.fixture
def shape(request):
    from tests.shapes.shape import Shape

    site = request.getfixturevalue("embedded")
    return Shape(site, [site.url], site.app())


@contextmanager
def crowd(url: str, many: int) -> Iterator[None]:
    """So many sockets that say nothing; all have left afterwards."""
    with ThreadPoolExecutor(8) as crew:
        raws = list(crew.map(lambda _: open_raw(url, timeout=30), range(many)))
    try:
        assert all(raw.recv().startswith("0{") for raw in raws)
        yield
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


def test_three_hundred_sockets_and_one_too_many(people, shape):
    ann, bob, eve = people("ann", "bob", "eve")
    sockets, url = [listening(ann), listening(bob)], shape.urls[0]
    with crowd(url, MOST - len(sockets)):
        with pytest.raises(websocket.WebSocketBadStatusException) as refusal:
            open_raw(url)
        assert refusal.value.status_code == 503
        assert int(refusal.value.resp_headers["retry-after"]) > 0
        assert requests.get(f"{url}/", timeout=10).status_code == 200
        vote(eve)
        assert all(socket.hears("state") for socket in sockets)


@pytest.mark.browser
def test_a_page_that_is_refused_asks_now_and_then(people, shape, new_context):
    (ann, bob), url = people("ann", "bob"), shape.urls[0]
    context = new_context(base_url=url, allow=("503", "WebSocket connection to"))
    cookies = [{"name": one.name, "value": one.value, "url": url} for one in ann.http.cookies]
    context.add_cookies(cookies)
    with crowd(url, MOST):
        page = context.new_page()
        page.set_default_timeout(30_000)
        page.clock.install()
        page.goto(f"/polls/{encode(ann.poll)}")
        total = page.locator("[data-total]").first
        expect(page.locator("html.offline")).to_have_count(1)
        before = total.inner_text()
        vote(bob)
        page.clock.run_for(20_000)
        expect(total).not_to_have_text(before)


def test_ctrl_c_ends_a_site_with_open_pages_at_once(start_site):
    site = start_site()
    raw = open_raw(site.url)
    assert raw.recv().startswith("0{")
    site.stop()  # fails when it takes long
    with pytest.raises((websocket.WebSocketException, OSError)):
        raw.recv()
