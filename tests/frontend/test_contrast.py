"""axe cannot judge text that lies over a bar: the tokens themselves are measured."""

from __future__ import annotations

import re

import pytest

from tests.frontend.colours import CSS, THEMES, contrast, linear, tokens

OPTIONS = "abcdefghij"
DARK_LETTERS_BY_DAY = "bc"
READ = 4.5
READ_WELL = 7.0
SEEN = 3.0

PAIRS = [
    *((ink, ground, READ_WELL) for ink in ("ink", "ink-2") for ground in ("paper", "surface")),
    *(("ink", f"{option}-tint", READ_WELL) for option in OPTIONS),
    *(("ink-2", f"{option}-tint", READ) for option in OPTIONS),
    *(("ink-3", ground, READ) for ground in ("paper", "surface", "raised", "sunken")),
    *(("fig", ground, READ) for ground in ("paper", "surface", "raised", "fig-tint")),
    *(("on-fig", ground, READ) for ground in ("fig", "fig-strong")),
    *((ink, "surface", READ) for ink in ("ember-ink", "leaf", "rose", "tide")),
    *((ink, "paper", READ) for ink in ("ember-ink", "rose")),
    *((ink, f"{ink}-tint", READ) for ink in ("leaf", "rose", "tide")),
    *(("ink", f"{tint}-tint", READ_WELL) for tint in ("honey", "rose", "fig")),
    ("ink-2", "sunken", READ),
    ("ink-2", "fig-tint", READ),
    ("surface", "rose", READ),
    ("paper", "ink", READ_WELL),
    ("line-strong", "surface", SEEN),
    ("line-strong", "paper", SEEN),
    *((option, "surface", SEEN) for option in OPTIONS),
]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_every_pair_of_tokens_can_be_read(theme: str, ink: str, ground: str, least: float) -> None:
    colours = tokens(theme)
    assert contrast(colours[ink], colours[ground]) >= least, (
        f"--{ink} on --{ground} is hard to read in the {theme} theme: change one in tokens.css"
    )


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("option", OPTIONS)
def test_the_letter_of_every_option_can_be_read(theme: str, option: str) -> None:
    colours = tokens(theme)
    is_dark_letter = theme == "dark" or option in DARK_LETTERS_BY_DAY
    letter = colours["night" if is_dark_letter else "white"]
    assert contrast(letter, colours[option]) >= READ


@pytest.mark.parametrize("theme", THEMES)
def test_every_token_is_a_colour_that_plain_screens_can_show(theme: str) -> None:
    for name, colour in tokens(theme).items():
        assert all(-0.002 <= part <= 1.002 for part in colour), (
            f"--{name} lies outside sRGB in the {theme} theme: lower its chroma in tokens.css"
        )


def test_initials_can_be_read_on_every_avatar() -> None:
    style = (CSS / "avatar.css").read_text()
    ground = re.search(r"background: oklch\((\d+)% (\.\d+) var\(--hue\)\)", style)
    assert ground
    for hue in re.findall(r"--hue: (\d+);", style):
        colour = linear(float(ground[1]), float(ground[2]), float(hue))
        assert contrast((1, 1, 1), colour) >= READ, f"hue {hue} in avatar.css is too light"
