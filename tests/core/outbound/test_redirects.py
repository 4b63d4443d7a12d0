"""SECURITY 43, 44: each hop is looked up once, vetted anew and pinned."""

import pytest

from community.core.outbound import Outbound, Reason
from tests.core.outbound.raw import RawShop, reason_of
from tests.core.outbound.spy import connects
from tests.shop import LOOPBACK, LoopbackShop

SHOP = "http://www.shop.example/cup"
CUP = ("text/html", b"<h1>Cup</h1>")


def door(shop: LoopbackShop) -> Outbound:
    return Outbound(resolve=shop.resolve, allow=shop.allow, ca=shop.ca)


def test_a_relative_and_an_absolute_redirect_lead_to_the_page():
    moved = {"http://shop.example/": "/old", "http://shop.example/old": SHOP + "#photo"}
    with LoopbackShop({SHOP: CUP}, moved) as shop:
        answer = door(shop).get_page("http://shop.example/")
    assert (answer.url, answer.status, answer.text()) == (SHOP, 200, "<h1>Cup</h1>")


@pytest.mark.parametrize(("hops", "arrives"), [(5, True), (6, False)])
def test_five_redirects_are_followed_and_no_sixth(hops, arrives):
    chain = {f"http://shop.example/{n}": f"/{n + 1}" for n in range(hops)}
    with LoopbackShop({f"http://shop.example/{hops}": CUP}, chain) as shop:
        if arrives:
            assert door(shop).get_page("http://shop.example/0").body == CUP[1]
        else:
            reason = reason_of(door(shop).get_page, "http://shop.example/0")
            assert reason == Reason.TOO_MANY_REDIRECTS
        assert len(shop.visits) == 6


def test_a_redirect_to_itself_ends():
    with LoopbackShop(redirects={SHOP: SHOP}) as shop:
        assert reason_of(door(shop).get_page, SHOP) == Reason.TOO_MANY_REDIRECTS
        assert len(shop.visits) == 6


@pytest.mark.parametrize(
    "location", ["ftp://www.shop.example/", "file:///etc/passwd", "data:text/html,x", "gopher://a/"]
)
def test_a_redirect_out_of_https_to_another_scheme_is_refused(location):
    url = "https://www.shop.example/cup"
    with LoopbackShop(redirects={url: location}) as shop, connects() as heard:
        assert reason_of(door(shop).get_page, url) == Reason.REFUSED
        assert len(heard) == 1


def test_a_redirect_from_https_to_http_is_asked_by_https():
    secure = "https://www.shop.example/cup"
    with LoopbackShop(
        {secure: CUP}, {"https://shop.example/": "http://www.shop.example:80/cup"}
    ) as shop:
        assert door(shop).get_page("https://shop.example/").url == secure
        assert [visit.url for visit in shop.visits] == ["https://shop.example/", secure]


def test_a_name_that_rebinds_is_looked_up_once_and_pinned():
    with (
        LoopbackShop({SHOP: CUP}) as shop,
        LoopbackShop({SHOP: CUP}) as victim,
        connects() as heard,
    ):
        answers = [shop.resolve("www.shop.example", 80), victim.resolve("www.shop.example", 80)]
        outbound = Outbound(resolve=lambda *_: answers.pop(0), allow=shop.allow)
        assert outbound.get_page(SHOP).body == CUP[1]
        assert (heard, len(answers)) == ([*shop.endpoints], 1)
        assert reason_of(outbound.get_page, SHOP) == Reason.UNREACHABLE
        assert (heard, victim.visits) == ([*shop.endpoints], [])


def test_a_name_that_rebinds_between_two_hops_is_vetted_again():
    with LoopbackShop(redirects={SHOP: "/next"}) as shop, RawShop(RawShop.read_request) as victim:
        answers = [shop.resolve("www.shop.example", 80), [(LOOPBACK, victim.port)]]
        outbound = Outbound(resolve=lambda *_: answers.pop(0), allow=shop.allow)
        with connects() as heard:
            assert reason_of(outbound.get_page, SHOP) == Reason.UNREACHABLE
        assert (heard, answers, victim.visitors) == ([*shop.endpoints], [], 0)


def test_one_closed_address_among_open_ones_closes_them_all():
    with LoopbackShop({SHOP: CUP}) as shop, connects() as heard:
        mixed = [*shop.endpoints, (LOOPBACK, 9)]
        outbound = Outbound(resolve=lambda *_: mixed, allow=shop.allow)
        assert reason_of(outbound.get_page, SHOP) == Reason.UNREACHABLE
        assert heard == []


def test_the_leave_to_dial_loopback_holds_for_the_named_host_only():
    with LoopbackShop({SHOP: CUP}) as shop, connects() as heard:
        outbound = Outbound(resolve=lambda *_: [*shop.endpoints], allow=shop.allow)
        assert reason_of(outbound.get_page, "http://other.example/") == Reason.UNREACHABLE
        assert heard == []


def test_the_next_address_is_tried_when_the_first_does_not_answer():
    with LoopbackShop({SHOP: CUP}) as shop, RawShop(RawShop.read_request) as gone:
        pass_by = (LOOPBACK, gone.port)
        gone.__exit__()
        outbound = Outbound(resolve=lambda *_: [pass_by, *shop.endpoints], allow=lambda *_: True)
        assert outbound.get_page(SHOP).body == CUP[1]
