import pytest

from community.clipping.addresses import canonical_address, has_secret, shop_domain


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("HTTPS://Shop.Example:443/a?utm_source=x&gclid=1#top", "https://shop.example/a"),
        ("https://shop.example/a?variant=42&fbclid=z", "https://shop.example/a?variant=42"),
        ("http://shop.example:8080", "http://shop.example:8080/"),
        ("https://user:pw@shop.example/a", "https://shop.example/a"),
        ("https://bücher.example/a b", "https://xn--bcher-kva.example/a%20b"),
        ("https://shop.example/a?size=&colour=red", "https://shop.example/a?size=&colour=red"),
    ],
)
def test_one_thing_has_one_address(url, canonical):
    assert canonical_address(url) == canonical


@pytest.mark.parametrize(
    "url",
    ["", "not an address", "http://[::1", "https://shop.example:99999/", "javascript:alert(1)"],
)
def test_malformed_addresses_are_handed_back_and_break_nothing(url):
    assert canonical_address(url) == url.strip()
    assert shop_domain(url) == ""
    assert has_secret(url) is False


@pytest.mark.parametrize(
    "url",
    [
        "https://me:pw@shop.example/a",
        "https://shop.example/a?access_token=1",
        "https://shop.example/a;jsessionid=9",
        "https://shop.example/a?X-Amz-Signature=ab",
        "https://shop.example/a#id_token=x",
        "https://shop.example/?PHPSESSID=1",
        "https://shop.example/a?t=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx.sig",
    ],
)
def test_addresses_with_sign_ins_and_sessions_are_secret(url):
    assert has_secret(url)


def test_an_ordinary_variant_is_no_secret():
    assert not has_secret("https://shop.example/a?variant=42&colour=red")


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.shop.example.co.uk/a", "example.co.uk"),
        ("https://deep.sub.shop.de/", "shop.de"),
        ("http://192.0.2.7/a", "192.0.2.7"),
        ("https://shop.com.au", "shop.com.au"),
    ],
)
def test_a_shop_is_its_registrable_domain(url, domain):
    assert shop_domain(url) == domain
