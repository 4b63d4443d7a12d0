"""The demo palette: warm, slightly dusty colours, and the pale grounds they stand on."""

from functools import lru_cache

Rgb = tuple[int, int, int]

COLOURS = {
    "amber": "#d98b3a",
    "aubergine": "#4a2f4f",
    "blush": "#eebbb4",
    "brick": "#a84a38",
    "butter": "#f0d283",
    "camel": "#c49a6c",
    "chalk": "#fbf8f2",
    "charcoal": "#46424c",
    "cherry": "#b52f45",
    "cobalt": "#2f5fb0",
    "cocoa": "#7a4f3a",
    "copper": "#c0724c",
    "coral": "#ee7d5c",
    "cream": "#f6ecdb",
    "denim": "#4b6c98",
    "ember": "#d4643c",
    "fern": "#3f7d54",
    "fog": "#d3d6dc",
    "forest": "#2c5545",
    "gold": "#c99a3f",
    "graphite": "#5d6069",
    "honey": "#b5803c",
    "ink": "#2f2a33",
    "lemon": "#f4cf4d",
    "lilac": "#b6a0d0",
    "magenta": "#b03a78",
    "mint": "#a3cfb8",
    "moss": "#52796f",
    "mustard": "#dba83a",
    "navy": "#2f4468",
    "oak": "#b98d5e",
    "olive": "#7c7f45",
    "peach": "#f3b48b",
    "petrol": "#31566e",
    "pine": "#1f4a44",
    "plum": "#6d5192",
    "rhubarb": "#c8505f",
    "rose": "#d98a94",
    "rust": "#b3562d",
    "sage": "#98ae8a",
    "sandstone": "#d8c3a0",
    "silver": "#b9bcc4",
    "sky": "#8fb7d3",
    "snow": "#ffffff",
    "steel": "#8d939e",
    "teal": "#2b8a86",
    "terracotta": "#c96f4a",
    "turquoise": "#4fb3ae",
    "walnut": "#5b4636",
}
GROUNDS = {
    "apricot": "#f7e3d4",
    "cloud": "#e8e8ec",
    "dew": "#e2ebe6",
    "haze": "#efe6f0",
    "ice": "#dcebef",
    "leaf": "#e2eee3",
    "lime": "#edf0d8",
    "mist": "#e1e7f1",
    "oat": "#e9e4df",
    "petal": "#f6dfe0",
    "sand": "#f3e7d8",
    "shell": "#fbeee6",
    "straw": "#f4ead2",
}


@lru_cache(maxsize=512)
def rgb(colour: str) -> Rgb:
    """A palette word or #rrggbb as three bytes; KeyError for an unknown word."""
    code = COLOURS.get(colour) or GROUNDS.get(colour) or colour
    if not code.startswith("#"):
        raise KeyError(colour)
    return int(code[1:3], 16), int(code[3:5], 16), int(code[5:7], 16)


@lru_cache(maxsize=2048)
def mix(colour: str, other: str, share: float) -> str:
    pairs = zip(rgb(colour), rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def shade(colour: str, share: float = 0.2) -> str:
    # Warm shadows: towards a dark plum rather than black.
    return mix(colour, "#2b1426", share)


def light(colour: str, share: float = 0.25) -> str:
    return mix(colour, "#fff8ec", share)
