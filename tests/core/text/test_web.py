import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.core.text import host_for_people, safe_next

LOOK_ALIKES = ["pаypal.com", "аррӏе.com", "xn--80ak6aa92e.com", "ραypal.com", "goоgle.com"]
LOOK_ALIKES += ["shop.ехаmрle.com", "օոօ.com", "paypaӏ.com", "aաb.com", "ᴘaypal.com", "ꭰmazon.com"]


@pytest.mark.parametrize("host", LOOK_ALIKES)
def test_look_alikes_are_shown_in_punycode(host):
    shown = host_for_people(host)
    assert shown.isascii()
    assert "xn--" in shown or "\\u" in shown


@pytest.mark.parametrize(
    "host, shown",
    [
        ("Shop.Example.", "shop.example"),
        ("xn--bcher-kva.example", "bücher.example"),
        ("faß.example", "faß.example"),
        ("例え.jp", "例え.jp"),
        ("почта.рф", "почта.рф"),
        ("한국.kr", "한국.kr"),
        ("127.0.0.1", "127.0.0.1"),
        ("ｓｈｏｐ.example", "shop.example"),
        ("shop。example", "shop.example"),
    ],
)
def test_honest_hosts_are_shown_as_written(host, shown):
    assert host_for_people(host) == shown


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.text(max_size=300), st.from_regex(r"xn--[a-z0-9-]{0,20}\.com", fullmatch=True)))
def test_any_host_can_be_shown(host):
    host_for_people(host).encode()


HERE = ["/", "/polls/0abc-which-one", "/@ana", "/clip?url=https://shop.example/a//b"]
HERE += ["/lists?page=2#top", "/discover?q=caf%C3%A9", "/lists/0abc-schön"]


@pytest.mark.parametrize("path", HERE)
def test_paths_of_this_site_are_kept(path):
    assert safe_next(path) == path


ELSEWHERE = [
    *(
        "",
        None,
        "polls",
        "//evil.example",
        "///evil.example",
        "////evil.example",
        "/\\evil.example",
    ),
    *("\\\\evil.example", "\\/evil.example", "/\\/evil.example", "/a\\b", "http:///evil.example"),
    *("http://evil.example", "https:evil.example", "HTTP://evil.example", "javascript:alert(1)"),
    *(
        "data:text/html,x",
        "/\tevil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\t//evil.example",
    ),
    *(
        " //evil.example",
        " /polls",
        "/polls ",
        "/\r\nSet-Cookie: a=b",
        "/\x00",
        "/\x7f",
        "/a\u2028b",
    ),
    *("/%2fevil.example", "/%5cevil.example", "/%2F%2Fevil.example", "/a//evil.example"),
    *(
        "/..//evil.example",
        "/./evil",
        "/../evil",
        "/\u200b/evil.example",
        "/\u202eevil",
        "/a\ud800",
    ),
    *(
        "?next=//evil.example",
        "#//evil.example",
        "@evil.example",
        ".evil.example",
        "/" + "a" * 2000,
    ),
    *(
        "//evil.example@this.site",
        "//[::1",
        "/／evil.example".replace("／", "/"),
        "\u3000//evil.example",
    ),
]


@pytest.mark.parametrize("path", ELSEWHERE)
def test_whatever_leads_elsewhere_is_refused(path):
    assert safe_next(path) is None


@settings(max_examples=400)
@given(st.text(st.sampled_from("/\\\t\n .:@?#%25fcabhttp[]\u200b／"), max_size=25))
def test_no_kept_path_can_be_read_as_a_host(path):
    kept = safe_next(path)
    if kept is not None:
        assert kept == path
        # What a browser drops or turns before it reads the front of an address.
        read = path.replace("\\", "/").replace("\t", "").replace("\n", "").strip()
        assert read.startswith("/")
        assert not read.startswith("//")
