"""OKLCH tokens of the style sheets as sRGB, and how they contrast (WCAG 2)."""

from __future__ import annotations

import math
import re
from pathlib import Path

CSS = Path(__file__).parents[2] / "static" / "css"
THEMES = ("light", "dark")
Rgb = tuple[float, float, float]

_OKLCH = re.compile(r"oklch\((\d+(?:\.\d+)?)% (\.?\d+(?:\.\d+)?) (\d+(?:\.\d+)?)\)")
_TOKEN = re.compile(r"^\s*--([\w-]+): (.+);$", re.MULTILINE)


def tokens(theme: str) -> dict[str, Rgb]:
    """Linear sRGB, each 0 to 1 where the colour is within the gamut."""
    found = {}
    for name, value in _TOKEN.findall((CSS / "tokens.css").read_text()):
        colours = _OKLCH.findall(value)
        if colours and "/" not in value:
            found[name] = linear(*map(float, colours[THEMES.index(theme) % len(colours)]))
    return found


def linear(lightness: float, chroma: float, hue: float) -> Rgb:
    """Björn Ottosson's OKLab matrices; lightness in percent, hue in degrees."""
    angle = math.radians(hue)
    a, b = chroma * math.cos(angle), chroma * math.sin(angle)
    l_, m_, s_ = (
        (lightness / 100 + p * a + q * b) ** 3
        for p, q in (
            (0.3963377774, 0.2158037573),
            (-0.1055613458, -0.0638541728),
            (-0.0894841775, -1.2914855480),
        )
    )
    return (
        4.0767416621 * l_ - 3.3077115913 * m_ + 0.2309699292 * s_,
        -1.2684380046 * l_ + 2.6097574011 * m_ - 0.3413193965 * s_,
        -0.0041960863 * l_ - 0.7034186147 * m_ + 1.7076147010 * s_,
    )


def contrast(one: Rgb, other: Rgb) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Rgb) -> float:
    red, green, blue = (min(max(part, 0.0), 1.0) for part in colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
