"""The same door under gevent, in a process of its own: patching cannot be undone."""

import subprocess
import sys

import pytest

pytest.importorskip("gevent")
PATCH = "from gevent import monkey; monkey.patch_all()\n"
URL = "http://www.shop.example/cup"

CROWD = """
from concurrent.futures import ThreadPoolExecutor
from community.core.outbound import Outbound
from tests.shop import LoopbackShop
urls = ["http://www.shop.example/cup", "https://www.shop.example/cup"] * 10
with LoopbackShop(dict.fromkeys(urls, ("text/html", b"Cup")), slowness=0.05) as shop:
    outbound = Outbound(resolve=shop.resolve, allow=shop.allow, ca=shop.ca)
    with ThreadPoolExecutor(20) as crowd:
        bodies = [answer.body for answer in crowd.map(outbound.get_page, urls)]
    print(bodies == [b"Cup"] * 20, shop.most_at_once)
"""

DRIP = """
import time
from community.core.outbound import OutboundError
from tests.core.outbound.raw import RawShop
url, first = {url!r}, {first!r}
with RawShop(lambda shop, sock: shop.drip(sock, first + b"a" * 200, 0.05)) as shop:
    begun = time.monotonic()
    try:
        shop.outbound(deadline=0.7).get_page(url)
    except OutboundError as error:
        print(error.reason.value, time.monotonic() - begun < 2.5)
"""

HOSTILE = """
from community.core.outbound import Outbound, OutboundError
from tests.core.outbound.spy import connects
with connects() as heard:
    for host in ("127.0.0.1", "[::ffff:7f00:1]", "localhost", "inside.example"):
        try:
            Outbound(resolve=lambda host, port: [("127.0.0.1", port)]).get_page(f"http://{host}/")
        except OutboundError as error:
            print(error.reason.value, len(heard))
"""


def run(script: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", PATCH + script], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")[:-1]


def test_a_crowd_of_greenlets_is_served_four_at_a_time():
    assert run(CROWD) == ["True 4"]


@pytest.mark.parametrize(
    ("url", "first"),
    [
        (URL, b"HTTP/1.1 200 OK\r\n"),
        (URL.replace("http", "https"), b"\x16\x03\x03\x3f\x00"),
    ],
)
def test_a_drip_is_cut_in_time_in_plain_and_in_tls(url, first):
    assert run(DRIP.format(url=url, first=first)) == ["too slow True"]


def test_hostile_addresses_are_not_dialled():
    refused = ["refused 0"] * 3
    assert run(HOSTILE) == [*refused, "unreachable 0"]
