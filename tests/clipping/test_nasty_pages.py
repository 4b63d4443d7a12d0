import time

import pytest

from community.clipping.reader import read

URL = "https://shop.example/thing"
LD = b'<script type="application/ld+json">'
XSS = "<script>alert(1)</script><img src=x onerror=alert(2)>"
NASTY = {
    "nothing": b"",
    "only NULs": b"\x00" * 10_000,
    "NULs between": b"<title>Cup\x00</title><h1>C\x00up of Tea</h1>",
    "random bytes": bytes(range(256)) * 400,
    "UTF-16": "<title>Cup</title>".encode("utf-16"),
    "a charset that does not exist": b"<meta charset=klingon-9><title>Caf\xe9 Cup</title>",
    "deep nesting": b"<div>" * 60_000,
    "deep JSON": b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script><h1>x</h1>",
    "broken JSON": LD + b'{"@type":"Product","name":</script><h1>Cup</h1>',
    "JSON of odd kinds": LD + b'[1,null,{"@type":["Product",3],"name":{"a":1},'
    b'"offers":[[{"price":{"x":1}}],"a",{"price":true,"priceSpecification":"b"}],"image":[{"url":5}],'
    b'"brand":[],"hasVariant":["x",{"@id":"#q"}]}]</script>',
    "a graph that points at itself": LD + b'{"@id":"#a","@type":"Product",'
    b'"name":"Cup","offers":{"@id":"#a"}}</script>',
    "one line of five megabytes": b"<title>Cup</title><p>" + b"a 1 $ " * 850_000,
    "many scripts never closed": b"<script " * 300_000,
    "many prices": b"<h1>Cup</h1>" + b'<span class="price">$ 1.00</span>' * 40_000,
    "many properties": b"<div itemscope itemtype=//schema.org/Product>"
    + b"<i itemprop=price>1</i>" * 40_000,
    "a number of ten thousand digits": b'<meta property="product:price:amount" content="'
    + b"9" * 10_000
    + b'">',
    "broken addresses": b'<link rel=canonical href="http://[::1">'
    b'<meta property="og:image" content="//[x/a.jpg">',
    "attributes without end": b'<h1 class="' + b"price " * 300_000 + b'">$1</h1>',
}


@pytest.mark.parametrize("name", NASTY)
def test_no_page_can_break_or_stall_the_reader(name):
    started = time.process_time()
    read(NASTY[name], URL)
    assert time.process_time() - started < 4


@pytest.mark.parametrize(
    "url", ["", "nonsense", "http://[::1", "https://shop.example:99999/", "//", "data:text/html,x"]
)
def test_no_address_can_break_the_reader(url):
    facts = read(
        "<title>Enamel Cup</title><h1>Enamel Cup</h1><img src=/a.jpg alt='Enamel Cup'>", url
    )
    assert facts.title is not None


def test_markup_in_data_stays_text_and_addresses_stay_http():
    html = """<script type="application/ld+json">{"@type":"Product","name":"Cup %s",
    "image":["javascript:alert(1)"],"brand":"%s","offers":{"price":"<b>5</b>","priceCurrency":"<i>"}}</script>
    <link rel=canonical href="javascript:alert(1)"><h1>Cup</h1>"""
    facts = read(html.replace("%s", XSS.replace("</script>", "<\\/script>")), URL)
    assert facts.title is not None
    assert isinstance(facts.title.value, str)
    assert facts.image is None
    assert facts.currency is None
    assert facts.canonical_url is not None
    assert facts.canonical_url.value == URL


def test_every_text_has_an_end():
    html = f"<title>{'Cup ' * 9000}</title><meta name=description content='{'x' * 90_000}'>"
    facts = read(html, URL)
    assert facts.title is not None
    assert len(facts.title.value) <= 300
    assert facts.description is not None
    assert len(facts.description.value) <= 2000


def test_old_windows_letters_are_read():
    facts = read("<title>Café Über-Cup</title><h1>Café Über-Cup</h1>".encode("cp1252"), URL)
    assert facts.title is not None
    assert facts.title.value == "Café Über-Cup"


def test_half_characters_controls_and_turned_directions_are_left_out():
    """JSON may hold what no answer can be encoded with."""
    page = LD + rb'{"@type":"Product","name":"Arc \ud800lamp\u0000 \u202eoff\u202c",'
    page += rb'"brand":"A\udfffcme"}</script><h1>Arc lamp</h1>'
    facts = read(page, URL).to_json()
    assert (facts["title"], facts["brand"]) == ("Arc lamp off", "Acme")
