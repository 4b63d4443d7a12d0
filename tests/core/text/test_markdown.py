import contextlib
import re
import time
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.core.text import TextProblem, TextTooBusy, TextTooDeep, TextTooLong, clean_markdown
from community.core.text import markdown as room
from tests.core.text.attacks import ATTACKS

REL = "nofollow ugc noopener noreferrer"


class Reader(HTMLParser):
    """Every tag and attribute a browser would see."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes = [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_comment(self, data):
        self.tags.append("!--")

    handle_decl = unknown_decl = handle_pi = handle_comment


def assert_harmless(html):
    seen = Reader(html)
    assert set(seen.tags) <= room.TAGS
    for tag, name, value in seen.attributes:
        assert (tag, name) in {("a", "href"), ("a", "rel")}
        if name == "href":
            assert re.match(r"(https?|mailto):", value)
            assert not re.search(r"[\x00-\x20<>\"]", value)
        else:
            assert value == REL
    assert seen.tags.count("a") == sum(name == "rel" for _, name, _ in seen.attributes)


@pytest.mark.parametrize("attack", ATTACKS)
def test_an_attack_comes_out_as_text(attack):
    assert_harmless(clean_markdown(attack))


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_two_cleaners_hold_without_the_renderer(attack):
    assert_harmless(room.clean_html(attack))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*ATTACKS, "**", "`", "[", "](", ")", "\n", "> ", "- ", "<", "'"])))
def test_attacks_stirred_together_stay_harmless(parts):
    try:
        html = clean_markdown("".join(parts))
    except TextProblem:
        return
    assert_harmless(html)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text_at_all_is_cleaned_or_refused(text):
    try:
        html = clean_markdown(text)
    except TextProblem:
        return
    assert_harmless(html)
    html.encode()


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("ab<>/='\"& \n!-?[]()svgmathstyle:"), max_size=300))
def test_cleaning_twice_changes_nothing(text):
    once = room.clean_html(text)
    assert_harmless(once)
    assert room.clean_html(once) == once


def test_ordinary_writing_keeps_its_shape():
    html = clean_markdown("Nice **one**, *really*.\nSee ~~this~~ `that`:\n\n> quoted\n\n1. a\n2. b")
    assert html == (
        "<p>Nice <strong>one</strong>, <em>really</em>.<br>\nSee <s>this</s> <code>that</code>:"
        "</p>\n<blockquote>\n<p>quoted</p>\n</blockquote>\n<ol>\n<li>a</li>\n<li>b</li>\n</ol>"
    )


def test_links_go_out_with_every_rel_word():
    html = clean_markdown("[shop](https://shop.example/a?b=1&c=2) <mailto:ana@example.org>")
    assert f'<a href="https://shop.example/a?b=1&amp;c=2" rel="{REL}">shop</a>' in html
    assert f'<a href="mailto:ana@example.org" rel="{REL}">' in html


def test_what_is_no_markup_stays_readable():
    assert clean_markdown("1 < 2 & 3 > 2") == "<p>1 &lt; 2 &amp; 3 &gt; 2</p>"
    assert clean_markdown("# Title") == "<p># Title</p>"
    assert clean_markdown("") == clean_markdown(" \n ") == ""


def test_directions_and_hidden_characters_are_dropped_but_persian_keeps_its_joiners():
    assert clean_markdown("a\u202eb\u200bc\ud800") == "<p>abc</p>"
    assert clean_markdown("می\u200cخواهم") == "<p>می\u200cخواهم</p>"


def test_sixteen_kilobytes_is_the_end_counted_in_bytes():
    clean_markdown("a" * 16384)
    for text in ("a" * 16385, "é" * 8193, "😀" * 4097):
        with pytest.raises(TextTooLong, match="16384"):
            clean_markdown(text)


def test_what_grows_past_thirty_two_kilobytes_is_refused():
    with pytest.raises(TextTooLong):
        clean_markdown("'\"" * 2 + ('"' * 16000))


@pytest.mark.parametrize("text", [">" * 30 + " a", "".join("  " * n + "- a\n" for n in range(30))])
def test_nesting_past_twenty_is_refused_and_not_cut(text):
    with pytest.raises(TextTooDeep):
        clean_markdown(text)


def test_nesting_in_one_line_counts_too():
    with pytest.raises(TextTooDeep):
        clean_markdown("*a **b " * 15 + "b** a*" * 15)


WORST = {
    "paragraphs": "a\n\n" * 480,
    "brackets": ("[" * 400).ljust(16000, "a"),
    "emphasis": ("*a* " * 110 + "**b** " * 45).ljust(16000, "a"),
    "entities": "&quot;" * 400 + ">" + "a" * 13000,
    "quotes": "> a\n" * 999,
    "links": "[a](http://a.example/bbbbbb) " * 390,
    "html": "<b x=y " * 390 + "c" * 12000,
    "code": ("`a` " * 190).ljust(16000, "'"),
    "greater": ">" * 16384,
    "attributes": "<a " + "b=c " * 4000,
    "fences": "```\n<\n" * 99 + "~~~\n" * 500,
    "items": "-\n" * 999,
    "marks": "a" + "\u0300\u0323" * 4000,
    "numbers": "1. a\n" * 990,
    "stars": "***a" * 4000,
    "few stars": ("***a" * 133).ljust(16000, "a"),
    "open brackets": "[" * 16384,
}


@pytest.mark.parametrize("name", WORST)
def test_the_worst_inputs_cost_little(name):
    costs = []
    for _ in range(3):
        began = time.process_time()
        with contextlib.suppress(TextTooBusy, TextTooLong, TextTooDeep):
            clean_markdown(WORST[name])
        costs.append(time.process_time() - began)
    assert min(costs) <= 0.150, f"{min(costs) * 1000:.0f} ms of CPU"
