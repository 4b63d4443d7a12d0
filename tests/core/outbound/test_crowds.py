"""SECURITY 45, 50: our server is nobody's tool, neither to flood a shop nor to probe ports."""

import inspect
import socket
import time
from concurrent.futures import ThreadPoolExecutor

from community.core.outbound import Outbound, Reason
from community.core.outbound.budget import Deadline
from tests.core.outbound.raw import RawShop, reason_of
from tests.shop import LOOPBACK, LoopbackShop

CUP = ("text/html", b"<h1>Cup</h1>")
URL = "http://www.shop.example/cup"


def looks(outbound: Outbound, urls: list[str]) -> list[bytes]:
    with ThreadPoolExecutor(len(urls)) as members:
        return [answer.body for answer in members.map(outbound.get_page, urls)]


def test_the_limits_are_the_written_ones():
    settings = inspect.signature(Outbound).parameters
    written = {
        name: settings[name].default for name in ("deadline", "connect", "per_host", "total")
    }
    assert written == {"deadline": 10.0, "connect": 3.0, "per_host": 4, "total": 16}


def test_a_hundred_members_meet_one_shop_four_at_a_time():
    with LoopbackShop({URL: CUP}, slowness=0.02) as shop:
        outbound = Outbound(resolve=shop.resolve, allow=shop.allow)
        assert looks(outbound, [URL] * 100) == [CUP[1]] * 100
        assert (len(shop.visits), shop.most_at_once) == (100, 4)


def test_sixteen_looks_are_under_way_in_all():
    urls = [f"http://shop{n % 20}.example/" for n in range(60)]
    with LoopbackShop(dict.fromkeys(urls, CUP), slowness=0.05) as street:
        outbound = Outbound(resolve=street.resolve, allow=street.allow)
        assert looks(outbound, urls) == [CUP[1]] * 60
        assert 12 <= street.most_at_once <= 16


def test_those_who_wait_for_a_slow_shop_do_not_hold_up_another():
    slow, quick = "http://slow.example/", "http://quick.example/"
    with LoopbackShop({slow: CUP}, slowness=0.6) as far, LoopbackShop({quick: CUP}) as near:

        def resolve(host: str, port: int) -> list[tuple[str, int]]:
            return (far if host == "slow.example" else near).resolve(host, port)

        outbound = Outbound(resolve=resolve, allow=far.allow | near.allow, per_host=1, total=2)
        with ThreadPoolExecutor(4) as crowd:
            waiting = [crowd.submit(outbound.get_page, slow) for _ in range(3)]
            time.sleep(0.05)
            begun = time.monotonic()
            outbound.get_page(quick)
            assert time.monotonic() - begun < 0.5
            assert all(look.result().body == CUP[1] for look in waiting)


def test_a_shop_that_stays_full_is_called_busy_within_the_deadline():
    with LoopbackShop({URL: CUP}) as shop:
        outbound = Outbound(resolve=shop.resolve, allow=shop.allow, per_host=1, deadline=0.3)
        with outbound._hosts.held("www.shop.example", Deadline(5)):
            begun = time.monotonic()
            assert reason_of(outbound.get_page, URL) == Reason.BUSY
            assert 0.25 < time.monotonic() - begun < 1.5
        assert (outbound.get_page(URL).body, len(shop.visits)) == (CUP[1], 1)


def test_slots_come_back_after_failures():
    with RawShop(lambda shop, sock: None) as shop:
        outbound = shop.outbound(per_host=1, total=1)
        assert {reason_of(outbound.get_page, URL) for _ in range(5)} == {Reason.UNREACHABLE}
        assert not outbound._hosts._held
        assert not outbound._all._held


def test_a_closed_and_a_filtered_port_look_alike():
    closed = _closed_port()
    with socket.create_server((LOOPBACK, 0), backlog=0) as full:
        crowd = _fill(full)
        ports = (closed, full.getsockname()[1])
        spans = {port: min(_failing_time(port) for _ in range(3)) for port in ports}
        for sock in crowd:
            sock.close()
    assert max(spans.values()) - min(spans.values()) < 0.1
    assert min(spans.values()) >= 0.25


def _closed_port() -> int:
    with socket.create_server((LOOPBACK, 0)) as server:
        return server.getsockname()[1]


def _fill(server: socket.socket) -> list[socket.socket]:
    """A full backlog drops what comes next, as a firewall does."""
    crowd = [socket.socket() for _ in range(4)]
    for sock in crowd:
        sock.setblocking(False)
        sock.connect_ex(server.getsockname())
    time.sleep(0.05)
    return crowd


def _failing_time(port: int) -> float:
    outbound = Outbound(
        resolve=lambda *_: [(LOOPBACK, port)], allow=lambda *_: True, connect=0.25, deadline=2
    )
    begun = time.monotonic()
    assert reason_of(outbound.get_page, URL) == Reason.UNREACHABLE
    return time.monotonic() - begun
