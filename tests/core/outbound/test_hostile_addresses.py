"""SECURITY 42, 45: nothing but a public address is ever dialled."""

import socket

import pytest

from community.core.outbound import Outbound, OutboundError, Reason
from community.core.outbound.addresses import is_public_address
from community.core.outbound.budget import Deadline
from community.core.outbound.resolver import Lookups
from community.core.outbound.vetting import Guard
from community.core.outbound.web_address import WebAddress
from tests.core.outbound.hostile_urls import NAMES, SPELLINGS, V4, V6, hostile_urls
from tests.core.outbound.raw import reason_of
from tests.core.outbound.spy import connects
from tests.shop import LoopbackShop

URLS = hostile_urls()
SHOP = "http://www.shop.example/"
PUBLIC = """1.1.1.1 8.8.8.8 93.184.216.34 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.1
169.253.255.255 172.15.255.255 172.32.0.0 192.167.255.255 198.17.255.255 198.20.0.0 223.255.255.255
2606:4700::1111 2a00:1450:4001:80b::200e 2001:4860:4860::8888 2003::1 ::ffff:8.8.8.8
64:ff9b::808:808"""


def gullible_resolve(host: str, port: int) -> list[tuple[str, int]]:
    """Says yes to every name in the table and reads numbers as loosely as the system does."""
    if host in NAMES:
        return [(ip, port) for ip in NAMES[host]]
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    return [(str(spot[0]), int(spot[1])) for *_, spot in found]


def test_the_table_holds_at_least_ninety_addresses():
    assert len(set(URLS)) >= 90


def test_the_spy_hears_a_connect_that_is_allowed():
    with LoopbackShop({SHOP: ("text/html", b"Cup")}) as shop, connects() as heard:
        Outbound(resolve=shop.resolve, allow=shop.allow).get_page(SHOP)
        assert heard == [*shop.endpoints]


@pytest.mark.parametrize("url", URLS, ids=ascii)
def test_a_hostile_address_is_refused_before_any_connect(url):
    outbound = Outbound(resolve=gullible_resolve)
    with connects() as heard:
        for look in (outbound.get_page, outbound.get_image, outbound.vet):
            assert reason_of(look, url) in (Reason.REFUSED, Reason.UNREACHABLE)
    assert heard == []


@pytest.mark.parametrize("url", [u for u in URLS if u.isprintable()], ids=ascii)
def test_a_redirect_to_a_hostile_address_goes_nowhere(url):
    location = url.encode().decode("latin-1")
    with LoopbackShop(redirects={SHOP: location}) as shop, connects() as heard:

        def resolve(host: str, port: int) -> list[tuple[str, int]]:
            return (shop.resolve if host in shop.hosts else gullible_resolve)(host, port)

        outbound = Outbound(resolve=resolve, allow=shop.allow)
        reason_of(outbound.get_page, SHOP)
        assert set(heard) == shop.endpoints


@pytest.mark.parametrize("host", [*V4, *V6, *SPELLINGS], ids=ascii)
def test_the_guard_judges_what_was_resolved_not_what_was_written(host):
    guard = Guard(Lookups(gullible_resolve, 1), frozenset((80,)), lambda *_: False)
    with pytest.raises(OutboundError):
        guard.vet(WebAddress("http", host, 80, "/"), Deadline(5))


@pytest.mark.parametrize("port", [1, 22, 25, 79, 81, 442, 444, 6379, 8080, 65535])
def test_a_resolver_cannot_lead_to_another_port(port):
    outbound = Outbound(resolve=lambda host, _: [("93.184.216.34", port)])
    with connects() as heard:
        assert reason_of(outbound.get_page, SHOP) == Reason.UNREACHABLE
    assert heard == []


@pytest.mark.parametrize("ip", PUBLIC.split())
def test_a_public_address_passes(ip):
    assert is_public_address(ip)


def test_a_vetted_url_names_the_endpoints_that_may_be_dialled():
    vetted = Outbound(resolve=lambda host, port: [("93.184.216.34", port)]).vet(
        "HTTPS://WWW.Bücher.Example:443/täss e?q=ü&b=%2F#top"
    )
    assert vetted.url == "https://www.xn--bcher-kva.example/t%C3%A4ss%20e?q=%C3%BC&b=%2F"
    assert vetted.endpoints == (("93.184.216.34", 443),)


def test_a_widened_set_of_ports_is_a_setting():
    outbound = Outbound(resolve=lambda host, port: [("93.184.216.34", port)], ports={8080})
    assert outbound.vet("http://shop.example:8080/").url == "http://shop.example:8080/"
    assert reason_of(outbound.vet, "http://shop.example/") == Reason.REFUSED
