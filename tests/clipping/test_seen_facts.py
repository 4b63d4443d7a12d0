"""What is only to be seen on a page, and what shop systems spell in their own way."""

import json

import pytest

from community.clipping.reader import read


def value(facts, name):
    fact = getattr(facts, name)
    return fact.value if fact else None


@pytest.mark.parametrize(
    ("rows", "price"),
    [
        ("<p class=price>$229<sup>99</sup></p>", "229.99"),
        ("<div class=js-has-new-shipping><p class=price>$ 45.00</p></div>", "45.00"),
        ("<p class=price>$ 45.00</p><p>$ 40.00 con transferencia</p>", "45.00"),
        ("<section><span class=x9>$ 45.00</span></section>", "45.00"),
    ],
)
def test_a_price_is_read_as_it_is_seen(rows, price):
    html = f"<title>Garden Pump</title><h1>Garden Pump</h1><main>{rows}</main>"
    assert value(read(html, "https://pumps.example/p"), "price") == price


def test_the_shop_may_stand_behind_a_word():
    html = "<title>Garden Pump on Pumpworld</title><p class=price>€ 9.00</p>"
    assert value(read(html, "https://pumpworld.example/p"), "title") == "Garden Pump"


def test_keys_with_capitals_are_keys():
    offer = {"@type": "Offer", "Price": "85", "PriceCurrency": "EUR", "Availability": "SoldOut"}
    said = json.dumps({"@type": "Product", "Name": "Fig candle", "Offers": offer})
    facts = read(f"<script type='application/ld+json'>{said}</script>", "https://c.example/f")
    assert (value(facts, "price"), value(facts, "availability")) == ("85", "out_of_stock")


@pytest.mark.parametrize(
    ("rows", "brand"),
    [
        ("<dl><dt>Marke</dt><dd>Reed</dd></dl>", "Reed"),
        ("<p>Producent: <a href=/r>Reed</a></p>", "Reed"),
        ("<p>par <a href=/r>Reed</a></p>", "Reed"),
        ("<nav><b>Brand</b><i>Reed</i></nav>", None),
        ("<p>Brand: 5018479061991</p>", None),
        ("<form><label>Brand</label><span>Choose one</span></form>", None),
        ("<script>var d={'name':'Basket of reed','brand':'Reed'}</script>", "Reed"),
    ],
)
def test_a_row_of_details_tells_the_brand(rows, brand):
    html = f"<title>Basket of reed</title><h1>Basket of reed</h1>{rows}<p class=price>€ 30</p>"
    told = read(html, "https://shop.example/b")
    assert (told.brand.value if told.brand else None) == brand


def test_offers_that_are_told_apart_by_name_are_kinds_of_the_thing():
    def offer(name: str, price: str) -> dict:
        stock = "https://schema.org/InStock"
        return {"@type": "Offer", "name": name, "price": price, "priceCurrency": "EUR"} | {
            "availability": stock
        }

    data = {"@type": "Product", "name": "Moss socks", "offers": [offer("M", "9"), offer("L", "10")]}
    html = f"<h1>Moss socks</h1><script type='application/ld+json'>{json.dumps(data)}</script>"
    told = read(html, "https://reed.example/s").to_json()
    assert [(v["name"], v["price"]) for v in told["variants"]] == [("M", "9"), ("L", "10")]
