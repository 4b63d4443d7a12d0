import contextlib
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.core.text import TextProblem, TextTooLong, plain_line, plain_text


def test_a_line_is_one_line_with_single_spaces():
    assert plain_line("  Red\tdress\r\n\u2028 size\u00a0 S \u2800", 40) == "Red dress size S"


def test_a_line_is_stored_composed():
    assert plain_line("Zoe\u0308", 4) == "Zoë"
    assert plain_line("e\u0302\u0301", 1) == "ế"


HIDDEN = [0x202E, 0x2066, 0x200B, 0x200C, 0x200D, 0xFEFF, 0xAD, 0, 0x1B, 0x7F, 0xE000, 0xD800]
HIDDEN += [0xFFFE, 0x34F, 0x3164, 0x115F, 0xFE01, 0xE0041]


@pytest.mark.parametrize("hidden", [*map(chr, HIDDEN)], ids=[*map(hex, HIDDEN)])
def test_what_does_not_show_is_dropped(hidden):
    assert plain_line(f"ad{hidden}min", 10) == "admin"


def test_joiners_stay_inside_emoji_only():
    for emoji in ("👩‍💻", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🤷🏽‍♀️", "❤️", "1️⃣", "🇩🇪"):
        assert plain_line(emoji, 20) == emoji
    assert plain_line("👩\u200d", 5) == "👩"
    assert plain_line("a\u200d👩", 5) == "a👩"


@pytest.mark.parametrize("between", ["", "\u200b", "\u034f", "\u200d"])
def test_letters_are_not_buried_under_marks(between):
    buried = plain_line("Z" + ("\u0335" + between) * 60 + "a", 100)
    assert sum(unicodedata.combining(char) > 0 for char in buried) <= 2
    assert buried[0] == "Z"
    assert buried[-1] == "a"


@pytest.mark.parametrize("word", ["שָׁלוֹם", "ที่นี่", "नमस्ते", "Việt Nam", "ᾧ", "བརྒྱད"])
def test_scripts_that_need_their_marks_keep_them(word):
    assert plain_line(word, 40) == unicodedata.normalize("NFC", word)


def test_a_line_too_long_is_refused_in_words():
    assert plain_line("a" * 10, 10) == "a" * 10
    with pytest.raises(TextTooLong) as refusal:
        plain_line("a" * 11, 10)
    assert str(refusal.value) == "Please keep this to 10 characters."
    assert isinstance(refusal.value, ValueError)


def test_length_is_counted_after_cleaning():
    assert plain_line(" a \u200b b ", 3) == "a b"


def test_a_text_keeps_its_lines_and_loses_the_rest():
    text = "\n\nHello \r\nyou\rthere\n\n\n\nend\u202e\x00\n"
    assert plain_text(text, 100) == "Hello\nyou\nthere\n\nend"


def test_a_text_keeps_persian_joiners():
    assert plain_text("می\u200cخواهم a\u200cb", 20) == "می\u200cخواهم ab"


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200))
def test_cleaning_a_line_again_changes_nothing(text):
    try:
        line = plain_line(text, 200)
    except TextProblem:
        return
    assert plain_line(line, 200) == line
    assert "\n" not in line
    line.encode()
    for char in line:
        assert unicodedata.category(char) not in ("Cc", "Cs", "Co", "Zl", "Zp")
        assert unicodedata.category(char) != "Cf" or char == "\u200d"


@settings(max_examples=300, deadline=None)
@given(
    st.text(
        st.sampled_from("aé\n\r\t \u0300\u0335\u200d\u200c\ufe0f👩🏽♀\u202eमी्ا\u0327"), max_size=60
    )
)
def test_cleaning_a_text_again_changes_nothing(text):
    try:
        cleaned, line = plain_text(text, 200), plain_line(text, 200)
    except TextProblem:
        return
    assert plain_text(cleaned, 200) == cleaned
    assert plain_line(line, 200) == line


@pytest.mark.parametrize("worst", ["\u0300\u0323", "\u200b", " \n", "a\u0301", "ﷺ", "👩\u200d"])
def test_fifty_kilobytes_cost_little(worst):
    text = worst * (50_000 // len(worst.encode()))
    for clean in (plain_line, plain_text):
        began = time.process_time()
        with contextlib.suppress(TextProblem):
            clean(text, 60_000)
        assert time.process_time() - began <= 0.150
