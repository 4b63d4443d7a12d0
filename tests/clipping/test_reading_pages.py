import json
from pathlib import Path

import pytest

from community.clipping.facts import Facts
from community.clipping.reader import read

FIXTURES = Path(__file__).parent / "fixtures"
OPEN_GRAPH = """<html><head><title>Reed Basket – Marsh and Co</title>
<meta property="og:site_name" content="Marsh and Co"><meta property="og:type" content="product">
<meta property="og:title" content="Reed Basket"><meta property="og:image" content="{image}">
<meta property="product:price:amount" content="{price}">
<meta property="product:price:currency" content="{currency}">
<meta property="product:availability" content="oos"></head>
<body><h1>Reed Basket</h1></body></html>"""


def clip(name: str, url: str) -> Facts:
    return read((FIXTURES / name).read_bytes(), url)


def value(facts: Facts, field: str) -> str | None:
    fact = getattr(facts, field)
    return fact.value if fact else None


def basket(price: str = "30.00", currency: str = "EUR", image: str = "/reed.jpg") -> Facts:
    html = OPEN_GRAPH.format(price=price, currency=currency, image=image)
    return read(html, "https://marsh.example/basket")


def test_json_ld_with_a_trailing_comma_is_still_read():
    facts = clip("kettle_json_ld.html", "https://harbourhearth.example/things/dripping-kettle")
    assert value(facts, "title") == "Dripping Kettle, 0.9 l"
    assert (value(facts, "price"), value(facts, "currency")) == ("64.5", "GBP")
    assert value(facts, "availability") == "in_stock"
    assert value(facts, "gtin") == "4006381333931"


def test_entities_escaped_twice_become_the_sign_they_mean():
    facts = clip("kettle_json_ld.html", "https://harbourhearth.example/things/dripping-kettle")
    assert value(facts, "brand") == "Tide & Tin"
    assert value(facts, "description") == "Pours slowly ."


def test_a_price_that_data_and_page_both_state_is_certain():
    facts = clip("kettle_json_ld.html", "https://harbourhearth.example/things/dripping-kettle")
    assert facts.price is not None
    assert (facts.price.source, facts.price.confidence) == ("json-ld", "certain")


def test_addresses_come_out_complete_and_without_tracking():
    facts = clip("kettle_json_ld.html", "https://harbourhearth.example/things/dripping-kettle")
    assert value(facts, "image") == "https://cdn.harbourhearth.example/img/kettle-large.jpg"
    assert value(facts, "canonical_url") == "https://harbourhearth.example/things/dripping-kettle"


def test_microdata_of_an_inner_product_is_not_the_outer_one():
    facts = clip("lamp_microdata.html", "https://lampenhof.example/nordlicht")
    assert value(facts, "title") == "Leuchte Nordlicht"
    assert (value(facts, "price"), value(facts, "currency")) == ("1249.00", "EUR")
    assert value(facts, "brand") == "Nordlicht Werke"
    assert value(facts, "availability") == "backorder"
    assert value(facts, "image") == "https://lampenhof.example/bilder/nordlicht.jpg"


def test_of_several_variants_the_one_in_the_address_gives_the_price():
    facts = clip("socks_variants.html", "https://sheepfold.example/socks?colour=blue")
    assert value(facts, "price") == "18.00"


def test_any_variant_in_stock_makes_the_thing_available():
    facts = clip("socks_variants.html", "https://sheepfold.example/socks")
    assert value(facts, "availability") == "in_stock"


def test_a_price_the_page_has_struck_out_is_not_believed():
    facts = clip("socks_variants.html", "https://sheepfold.example/socks")
    assert (value(facts, "price"), value(facts, "currency")) == ("18.00", "USD")


def test_without_any_data_the_visible_price_is_a_guess():
    facts = clip("vase_plain.html", "https://atelier-maree.example/vase")
    assert facts.price is not None
    assert (facts.price.value, facts.price.source) == ("39.90", "visible")
    assert facts.price.confidence == "guess"
    assert value(facts, "currency") == "EUR"
    assert value(facts, "title") == "Vase en grès bleu"
    assert value(facts, "image") == "https://atelier-maree.example/photos/vase.jpg"
    assert value(facts, "availability") == "in_stock"


def test_open_graph_alone_is_enough_for_a_clip():
    facts = basket()
    assert (value(facts, "title"), value(facts, "price")) == ("Reed Basket", "30.00")
    assert value(facts, "availability") == "out_of_stock"


def test_a_single_source_is_only_likely():
    facts = basket()
    assert facts.price is not None
    assert facts.price.confidence == "likely"


@pytest.mark.parametrize(
    "image", ["/img/logo.png", "data:image/png;base64,AA", "javascript:x", "/no-image.gif"]
)
def test_logos_and_placeholders_are_no_picture(image):
    assert basket(image=image).image is None


def test_a_price_with_a_sign_in_a_label_is_read():
    facts = basket(price="$1,168.00", currency="")
    assert (value(facts, "price"), value(facts, "currency")) == ("1168.00", "USD")


def test_nought_is_no_price():
    facts = basket(price="0.00")
    assert facts.price is None


def test_words_in_plain_sight_overrule_a_forgotten_in_stock():
    html = (FIXTURES / "kettle_json_ld.html").read_text("utf-8")
    html = html.replace(
        '<p class="price">', '<p>This item is no longer available</p><p class="price">'
    )
    facts = read(html, "https://harbourhearth.example/things/dripping-kettle")
    assert facts.availability is not None
    assert (facts.availability.value, facts.availability.source) == ("out_of_stock", "visible")


def test_the_price_before_tax_gives_way_to_what_a_shopper_pays():
    data = '{"@type":"Product","name":"Tall Cup","offers":{"price":"10.00","priceCurrency":"EUR"}}'
    html = f"""<title>Tall Cup</title><script type="application/ld+json">{data}</script>
    <h1>Tall Cup</h1><div class="product-price">12,10 €</div>"""
    facts = read(html, "https://cups.example/tall")
    assert value(facts, "price") == "12.10"
    assert facts.price is not None
    assert facts.price.confidence != "certain"


@pytest.mark.parametrize(
    ("stated", "page", "price"),
    [
        ("4990", "$49.90", "49.90"),
        ("49.90", "<del>$60.00</del> $49.90", "49.90"),
        ("60.00", "<s class='old-price'>$60.00</s> <b>$49.90</b>", "49.90"),
    ],
)
def test_what_the_page_shows_settles_a_doubtful_number(stated, page, price):
    data = '{"@type":"Product","name":"Tall Cup","offers":{"price":"%s","priceCurrency":"USD"}}'
    html = f"""<title>Tall Cup</title><script type="application/ld+json">{data % stated}</script>
    <h1>Tall Cup</h1><div class="product-price">{page}</div>"""
    assert value(read(html, "https://cups.example/tall"), "price") == price


@pytest.mark.parametrize(
    "rows",
    [
        "<p class=price>100,00 € excl. VAT</p><p class=price>121,00 € incl. VAT</p>",
        "<p class=price>121,00 €</p><p class=price>12,10 €/kg</p>",
        "<p class=price>5,00 € pro Monat</p><p class=price>121,00 €</p>",
        "<p class=shipping>6,90 €</p><p class=price>121,00 €</p>",
        "<p class=price>121,00 €</p><div class=related-items><b class=price>9,00 €</b></div>",
        "<p>You save 12,00 €</p><p class=price>121,00 €</p>",
    ],
)
def test_of_the_numbers_in_sight_the_one_a_shopper_pays_is_taken(rows):
    html = f"<title>Garden Pump</title><h1>Garden Pump</h1><main>{rows}</main>"
    assert value(read(html, "https://pumps.example/p"), "price") == "121.00"


def test_of_several_products_the_one_the_heading_names_is_read():
    one = '{"@type":"Product","name":"%s","offers":{"price":"%s","priceCurrency":"EUR"}}'
    scripts = "".join(
        f'<script type="application/ld+json">{one % pair}</script>'
        for pair in (("Grey Rug", "99.00"), ("Green Rug", "79.00"), ("Lamp", "5.00"))
    )
    facts = read(
        f"<title>Green Rug</title>{scripts}<h1>Green Rug</h1>", "https://rugs.example/green"
    )
    assert (value(facts, "title"), value(facts, "price")) == ("Green Rug", "79.00")


def test_the_answer_says_where_each_fact_comes_from():
    told = clip("lamp_microdata.html", "https://lampenhof.example/nordlicht").to_json()
    assert told["price"] == "1249.00"
    assert told["sources"]["price"] == "microdata"
    assert told["gtin"] is None
    assert "gtin" not in told["sources"]


def test_a_group_tells_its_variants_codes_category_and_delivery():
    def sock(size: str, price: str) -> dict:
        offer = {"@type": "Offer", "price": price, "priceCurrency": "EUR", "url": f"/s?size={size}"}
        offer |= {"availability": "https://schema.org/InStock"}
        rate = {"@type": "MonetaryAmount", "value": 4.95, "currency": "EUR"}
        offer["shippingDetails"] = {"@type": "OfferShippingDetails", "shippingRate": rate}
        return {"@type": "Product", "size": size, "color": "moss", "offers": offer}

    group = {"@type": "ProductGroup", "name": "Moss socks", "mpn": "MS-1", "sku": "77"}
    group |= {"category": "Clothes > Socks", "hasVariant": [sock("M", "9.50"), sock("L", "10")]}
    html = f"<h1>Moss socks</h1><script type='application/ld+json'>{json.dumps(group)}</script>"
    told = read(html, "https://reed.example/s").to_json()

    assert (told["mpn"], told["sku"], told["category"]) == ("MS-1", "77", "Socks")
    assert told["delivery"] == "4.95 EUR"
    assert [(v["size"], v["color"], v["price"], v["url"]) for v in told["variants"]] == [
        ("M", "moss", "9.50", "https://reed.example/s?size=M"),
        ("L", "moss", "10", "https://reed.example/s?size=L"),
    ]


@pytest.mark.parametrize(
    ("said", "brand"),
    [
        ("Visit the Reed Store", "Reed"),
        ("Marque : Reed", "Reed"),
        ("Visita la tienda de Reed", "Reed"),
        ("by Reed", "Reed"),
        ("Corner Store", "Corner Store"),
        ("Ada Reed (Author)", None),
    ],
)
def test_a_byline_gives_the_brand_alone(said, brand):
    html = f"<h1>Basket</h1><p id='bylineInfo'>{said}</p><p class=price>€ 30.00</p>"
    told = read(html, "https://shop.example/b")
    assert (told.brand.value if told.brand else None) == brand
