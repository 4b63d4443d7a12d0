from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.core.money import (
    CURRENCIES,
    LARGEST,
    BadAmount,
    Money,
    UnknownCurrency,
    currency_choices,
    is_currency,
    total_by_currency,
)

amounts = st.integers(0, LARGEST)
currencies = st.sampled_from(["EUR", "JPY", "KWD", "USD", "CLF"])


@pytest.mark.parametrize(
    "text, currency, amount",
    [
        ("12", "EUR", 1200),
        ("12,5", "EUR", 1250),
        ("12.50", "EUR", 1250),
        ("1.299,00", "EUR", 129900),
        ("1,299.00", "EUR", 129900),
        ("1.299", "EUR", 129900),
        ("1,299", "USD", 129900),
        ("1.299", "KWD", 1299),
        ("1,299.125", "KWD", 1299125),
        ("1.299.000", "EUR", 129900000),
        ("12,34,567.00", "INR", 123456700),
        ("1'299.00", "CHF", 129900),
        ("1 299,00", "SEK", 129900),
        ("1\u202f299,00 €", "EUR", 129900),
        ("€12", "EUR", 1200),
        ("12.50 eur", "EUR", 1250),
        ("1,250", "JPY", 1250),
        ("1250.00", "JPY", 1250),
        (".5", "EUR", 50),
        ("5,", "EUR", 500),
        ("0", "EUR", 0),
        ("12.500000", "EUR", 1250),
        ("١٢٫٥", "EUR", 1250),
        ("１２", "JPY", 12),
        ("10000000000", "EUR", LARGEST),
    ],
)
def test_prices_are_read_as_people_write_them(text, currency, amount):
    assert Money.parse(text, currency) == Money(amount, currency)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "abc", "-1", "−1", "1-2", "NaN", "nan", "inf", "-Infinity", "1e5", "0x10"),
        *("1E+999999999", "1.2.3", "1,2,3", "1.299,00,5", "1,299.000.00", "12.5555", "0.125"),
        *("1_000", "€", "12 $ 5", "½", "10000000000.01", "9" * 41, "1" * 30, ".", ",", "1..5"),
        *("²", "1.5.", "12€€", "+5", "1;5", "\x00"),
    ],
)
def test_what_is_no_price_is_refused_in_words(text):
    with pytest.raises(BadAmount) as refusal:
        Money.parse(text, "EUR")
    assert len(str(refusal.value)) > 10


def test_coins_a_currency_has_not_are_refused():
    with pytest.raises(BadAmount, match="decimals"):
        Money.parse("12.5", "JPY")
    with pytest.raises(BadAmount, match="decimals"):
        Money.parse("0.1255", "KWD")


@pytest.mark.parametrize(
    "number", ["NaN", "sNaN", "Infinity", "-1", "1E+999999", "10000000000.01", "x", "1" * 50, "1,5"]
)
def test_numbers_of_shops_are_refused_when_no_price(number):
    with pytest.raises(BadAmount):
        Money.from_decimal(number, "EUR")


def test_numbers_of_shops_are_rounded_half_up():
    assert Money.from_decimal("29.1583", "GBP") == Money(2916, "GBP")
    assert Money.from_decimal(Decimal("0.125"), "EUR") == Money(13, "EUR")
    assert Money.from_decimal("1E-999999", "EUR") == Money(0, "EUR")


@given(st.text(max_size=50), currencies)
def test_any_text_is_a_price_or_refused(text, currency):
    try:
        money = Money.parse(text, currency)
    except BadAmount:
        return
    assert 0 <= money.amount <= LARGEST


@given(amounts, currencies, st.sampled_from(["de_DE", "en_US", "fr_FR", "de_CH", "sv_SE"]))
def test_a_formatted_price_is_read_back(amount, currency, locale):
    if currency == "KWD" and locale == "en_US":
        locale = "de_DE"
    money = Money(amount, currency)
    assert Money.parse(str(money.decimal()), currency) == money
    shown = money.format(locale)
    if shown.strip("0123456789.,\u00a0\u202f’'") in (currency, "€", "$"):
        assert Money.parse(shown.replace("$", ""), currency) == money


@given(amounts, currencies)
def test_decimal_and_back_loses_nothing(amount, currency):
    money = Money(amount, currency)
    assert Money.from_decimal(money.decimal(), currency) == money


@given(st.lists(st.tuples(amounts, currencies)))
def test_totals_conserve_every_coin(pairs):
    totals = total_by_currency(Money(*pair) for pair in pairs)
    assert sum(total.amount for total in totals) == sum(amount for amount, _ in pairs)
    for total in totals:
        parts = [amount for amount, currency in pairs if currency == total.currency]
        assert total.amount == sum(parts)
    assert [total.currency for total in totals] == sorted({currency for _, currency in pairs})


@given(amounts, amounts)
def test_taking_away_what_was_added_leaves_the_start(one, other):
    first, second = Money(one, "EUR"), Money(other, "EUR")
    assert first + second - second == first
    assert (first < second) == (one < other)
    assert max(first, second).amount == max(one, other)


def test_currencies_never_mix():
    euros, dollars = Money(1, "EUR"), Money(1, "USD")
    assert euros != dollars
    for mix in (lambda: euros + dollars, lambda: euros - dollars, lambda: euros < dollars):
        with pytest.raises(TypeError):
            mix()


@pytest.mark.parametrize("amount", [1.5, "1", Decimal(1), True, None])
def test_an_amount_is_a_whole_number(amount):
    with pytest.raises(TypeError):
        Money(amount, "EUR")


@pytest.mark.parametrize("code", ["", "eur", "EURO", "XXQ", None, "€"])
def test_only_known_currencies_count(code):
    assert not is_currency(code)
    with pytest.raises(UnknownCurrency):
        Money(1, code)


def test_an_old_currency_stays_readable_but_is_not_offered():
    assert Money(100, "DEM").decimal() == 1
    assert "DEM" not in CURRENCIES


def test_the_select_begins_with_the_common_ones():
    choices = currency_choices("en")
    assert choices[:2] == [("EUR", "Euro (EUR)"), ("USD", "US Dollar (USD)")]
    assert len(choices) == len(set(choices)) > 100
    assert all(is_currency(code) for code, _ in choices)


def test_prices_are_written_as_the_reader_writes():
    assert Money(129900, "EUR").format("de_DE") == "1.299,00\u00a0€"
    assert Money(129900, "USD").format("en_US") == "$1,299.00"
    assert Money(1250, "JPY").format("en_US") == "¥1,250"
    assert Money(1250, "KWD").text("en_US").endswith("1.250")
    assert Money(1250, "EUR").format() == "€12.50"
