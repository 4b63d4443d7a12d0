"""Delivery, pick-up and stock in shops: where they are stated, and never for the price."""

import json

import pytest

from community.clipping.reader import read

URL = "https://pumps.example.fr/p"


def told(body: str = "", **offer):
    said = {"@type": "Offer", "price": "40", "priceCurrency": "EUR", **offer}
    data = json.dumps({"@type": "Product", "name": "Garden pump", "offers": said})
    script = f"<script type='application/ld+json'>{data}</script>" if offer else ""
    price = "<p class=price>40,00 €</p>"
    facts = read(f"<title>Garden pump</title>{script}<h1>Garden pump</h1>{price}{body}", URL)
    assert facts.price.value in ("40", "40.00")
    return facts.to_json()


def rate(value: object, country: str) -> dict:
    money = {"@type": "MonetaryAmount", "value": value, "currency": "EUR"}
    where = {"@type": "DefinedRegion", "addressCountry": country}
    return {"@type": "OfferShippingDetails", "shippingRate": money, "shippingDestination": where}


def test_of_several_rates_the_one_for_the_country_of_the_page_is_taken():
    facts = told(shippingDetails=[rate(12, "DE"), rate("4.90", "FR")])
    assert facts["delivery"] == "4.90 EUR"
    assert facts["sources"]["delivery"] == "json-ld"
    assert facts["confidence"]["delivery"] == "likely"


def test_where_a_shop_does_not_send_nothing_is_said():
    assert told(shippingDetails={**rate(5, "FR"), "doesNotShip": True})["delivery"] is None


def test_pick_up_and_shops_are_told_by_the_offer():
    shops = [{"@type": "Store", "name": "Lyon"}, {"@type": "Store", "name": "Nantes"}, "FR"]
    way = "https://schema.org/OnSitePickup"
    facts = told(availableAtOrFrom=shops, availableDeliveryMethod=[way])
    assert (facts["pickup"], facts["in_shops"]) == ("possible", "Lyon, Nantes")


@pytest.mark.parametrize(
    ("body", "delivery"),
    [
        ("<p>Livraison 6,50 €</p>", "6.50 EUR"),
        ("<p>Wysyłka od 12,99 €</p>", "12.99 EUR"),
        ("<dl><dt>Shipping:</dt><dd>9,95 €</dd></dl>", "9.95 EUR"),
        ("<p>Versandkostenfrei? Lieferung kostenlos</p>", "0"),
        ("<p>Envío gratis</p>", "0"),
        ("<p>Free delivery over 50 €</p>", None),
        ("<p>Livraison offerte dès 45 €</p>", None),
        ("<p>inkl. MwSt. zzgl. Versandkosten</p><p>Grundpreis 89,00 €</p>", None),
        ("<footer><p>Livraison 6,50 €</p></footer>", None),
        ("<p>Delivery in 3 days</p>", None),
    ],
)
def test_what_delivery_costs_is_read_beside_the_price(body, delivery):
    assert told(body)["delivery"] == delivery


@pytest.mark.parametrize(
    ("body", "pickup"),
    [
        ("<p>Click & Collect</p>", "possible"),
        ("<p>Abholung im Markt möglich</p>", "possible"),
        ("<p>Retrait en magasin gratuit</p>", "possible"),
        ("<p>Store pickup is not available</p>", None),
        ("<nav><a>Click & Collect</a></nav>", None),
    ],
)
def test_pick_up_is_read_from_words(body, pickup):
    assert told(body)["pickup"] == pickup


@pytest.mark.parametrize(
    ("body", "shops"),
    [
        ("<p>Finns i lager i varuhuset Malmö</p>", "Finns i lager i varuhuset Malmö"),
        ("<p>Available at 12 stores</p>", "Available at 12 stores"),
        ("<p>Not available in our shops</p>", None),
    ],
)
def test_stock_in_shops_is_read_from_words(body, shops):
    assert told(body)["in_shops"] == shops
