"""SECURITY 49: any bytes become text, in bounded time."""

import time

import pytest

from community.core.outbound import Answer

NOT_FOR_PAGES = """zip hex rot13 base64 bz2 idna punycode undefined unicode_escape utf-7 mbcs
raw_unicode_escape x-nonsense ../../etc"""


def text(body: bytes, charset: str = "", kind: str = "text/html") -> str:
    return Answer("http://shop.example/", 200, kind, body, charset).text()


@pytest.mark.parametrize(
    ("body", "charset", "expected"),
    [
        ("Tässe €".encode(), "", "Tässe €"),
        ("Tässe €".encode(), "UTF-8", "Tässe €"),
        ("Tässe €".encode("cp1252"), "iso-8859-1", "Tässe €"),
        ("Tässe €".encode("cp1252"), "", "Tässe €"),
        ("Tässe €".encode("utf-8-sig"), "iso-8859-1", "Tässe €"),
        ("Tässe".encode("utf-16"), "", "Tässe"),
        ("Чашка".encode("cp1251"), "windows-1251", "Чашка"),
        ("湯呑".encode("cp932"), '"Shift_JIS"', "湯呑"),
        ("茶杯".encode("gb18030"), "gb2312", "茶杯"),
        ("찻잔".encode("cp949"), "euc-kr", "찻잔"),
        (b"<meta charset=windows-1251>" + "Чашка".encode("cp1251"), "", "Чашка"),
        (b'<meta charset="utf-16">' + "Чашка".encode(), "", "Чашка"),
        (
            b"<meta http-equiv='Content-Type' content='text/html; charset=koi8-r'>"
            + "Чашка".encode("koi8-r"),
            "",
            "Чашка",
        ),
    ],
)
def test_a_page_is_read_in_the_charset_it_is_written_in(body, charset, expected):
    assert text(body, charset).endswith(expected)


@pytest.mark.parametrize("charset", [*NOT_FOR_PAGES.split(), "", "a\0b", "a" * 9999, "ü"])
def test_a_charset_that_is_none_for_pages_is_passed_over(charset):
    assert text("Tässe +ADw- \\x41".encode(), charset) == "Tässe +ADw- \\x41"


def test_broken_bytes_and_nuls_do_no_harm():
    assert text(b"Cup\0 \xff\xfe", "utf-8") == "Cup \ufffd\ufffd"
    assert text(b'{"a": "\xff"}', kind="application/json") == '{"a": "\ufffd"}'


@pytest.mark.parametrize("piece", [b"<meta ", b"<meta charset=", b"<meta" + b"a" * 199, b"\xff"])
def test_two_megabytes_of_anything_are_read_quickly(piece):
    body = (piece * (2 * 1024 * 1024 // len(piece) + 1))[: 2 * 1024 * 1024]
    begun = time.perf_counter()
    text(body)
    assert time.perf_counter() - begun < 0.5
