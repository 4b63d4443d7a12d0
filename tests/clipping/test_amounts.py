from decimal import Decimal

import pytest

from community.clipping.amounts import amount_in, machine_amount, priced
from community.clipping.countries import country_of
from community.clipping.currencies import code_of

WRITTEN = {
    "1.234,50 €": "1234.50",
    "€1,234.50": "1234.50",
    "1 234,50 Kč": "1234.50",
    "CHF 1'049.95": "1049.95",
    "$ 1.144.000": "1144000",
    "12.500 ₫": "12500",
    "29,90": "29.90",
    "0.125": "0.125",
    "50,- Kč": "50",
    "2,900원~": "2900",
    "1\u00a0298,00": "1298.00",
    "12 99": "12",
    "٢٥٫٥٠": "25.50",
    "36. 24": "36.24",
    "120 000 000": "120000000",
    "$.75": "0.75",
    "10": "10",
    "Rs.250": "250",
    "sold out": None,
    "": None,
}


@pytest.mark.parametrize(("text", "amount"), WRITTEN.items())
def test_numbers_are_read_as_shops_print_them(text, amount):
    assert amount_in(text) == amount


@pytest.mark.parametrize(
    ("raw", "currency", "amount"),
    [
        (19.9, "EUR", "19.9"),
        ("1234.500", "KWD", "1234.500"),
        ("12.500", "VND", "12500"),
        (True, None, None),
        ("1e9", None, "1"),
        ("-5", None, "5"),
        ("9" * 40, None, None),
        (None, None, None),
        ("4990", "EUR", "4990"),
    ],
)
def test_structured_numbers_keep_their_point_and_are_never_multiplied(raw, currency, amount):
    assert machine_amount(raw, currency) == amount


def test_only_numbers_beside_a_sign_of_money_are_prices():
    assert [p.amount for p in priced("Pack of 3, 12 cm, £4.50")] == ["4.50"]
    assert priced("8 ft cable, 100 TOP sellers") == []


@pytest.mark.parametrize(
    ("sign", "url", "code"),
    [
        ("$", "https://shop.example.ca/x", "CAD"),
        ("$", "https://shop.example/en-au/x", "AUD"),
        ("$", "https://shop.example.com/x", "USD"),
        ("kr", "https://butikk.example.no/x", "NOK"),
        ("kr", "https://shop.example/x", None),
        ("Rs.", "https://dukan.example.pk/x", "PKR"),
        ("¥", "https://mise.example.jp/x", "JPY"),
        ("A$", "https://shop.example.ca/x", "AUD"),
        ("EUR", "https://shop.example.ca/x", "EUR"),
        ("元", "https://dian.example.tw/x", "TWD"),
        (":-", "https://butik.example.se/x", "SEK"),
    ],
)
def test_a_bare_sign_means_the_money_of_the_country(sign, url, code):
    assert code_of(sign, country_of(url)) == code


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("35€99", ["35.99"]),
        ("1 290€00", ["1290.00"]),
        ("35€ 99", ["35.99"]),
        ("12€99 15€99", ["12.99", "15.99"]),
        ("12€15€", ["12", "15"]),
        ("8€ 50%", ["8", "50"]),
        (".75 €", [".75"]),
        ("$.75", [".75"]),
    ],
)
def test_a_sign_may_stand_for_the_comma_and_a_nought_may_be_left_out(text, amounts):
    found = [price.amount for price in priced(text)]
    assert [Decimal(amount) for amount in found] == [Decimal(amount) for amount in amounts]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("$39.00 NZD", [("39.00", "NZD")]),
        ("$12 $15", [("12", "USD"), ("15", "USD")]),
        ("352,00 – 376,45 €", [("352.00", "EUR"), ("376.45", "EUR")]),
        ("2-4 years, 9 €", [("9", "EUR")]),
        ("1 049:-", [("1049", "SEK")]),
    ],
)
def test_a_code_behind_says_more_and_a_range_has_one_sign(text, said):
    assert [(p.amount, p.currency) for p in priced(text, "se")] == said


@pytest.mark.parametrize(
    ("language", "country"),
    [("zh-Hant-TW", "tw"), ("en_GB", "gb"), ("sv", "se"), ("en", ""), ("da-DK", "dk")],
)
def test_a_language_may_name_the_country(language, country):
    assert country_of("https://shop.example/x", language) == country
