"""Outlines as points. Units: the drawing's own, 400 wide and 500 high; a Shape is its subpaths."""

import re
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise
from math import cos, pi, radians, sin

Point = tuple[float, float]
Shape = tuple[tuple[Point, ...], ...]

_TOKEN = re.compile(r"[MLHVQCZmlhvqcz]|-?[0-9.]+")
_TAKES = {"M": 2, "L": 2, "H": 1, "V": 1, "Q": 4, "C": 6, "Z": 0}
_STEPS = 28


def _curve(points: list[Point]) -> list[Point]:
    """Flatten one quadratic (3 points) or cubic (4 points) Bézier, start point left out."""
    out = []
    for step in range(1, _STEPS + 1):
        t, level = step / _STEPS, points
        while len(level) > 1:
            level = [
                (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t) for a, b in pairwise(level)
            ]
        out.append(level[0])
    return out


def _absolute(command: str, numbers: list[float], here: Point) -> list[Point]:
    x, y = here if command.islower() else (0.0, 0.0)
    if command in "Hh":
        return [(numbers[0] + x, here[1])]
    if command in "Vv":
        return [(here[0], numbers[0] + y)]
    return [(a + x, b + y) for a, b in zip(numbers[::2], numbers[1::2], strict=True)]


def _commands(d: str) -> list[tuple[str, list[float]]]:
    out: list[tuple[str, list[float]]] = []
    tokens = _TOKEN.findall(d)
    command, at = "M", 0
    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at], at + 1
        count = _TAKES[command.upper()]
        out.append((command, [float(number) for number in tokens[at : at + count]]))
        at += count
    return out


@lru_cache(maxsize=1024)
def path(d: str) -> Shape:
    """The SVG path commands M L H V Q C Z, absolute or relative, flattened."""
    subpaths: list[list[Point]] = []
    here: Point = (0.0, 0.0)
    for command, numbers in _commands(d):
        points = _absolute(command, numbers, here)
        if command in "Mm":
            subpaths.append([points[0]])
        elif command in "Zz":
            points = [subpaths[-1][0]]
        else:
            subpaths[-1].extend(_curve([here, *points]) if command in "QqCc" else points)
        here = points[-1]
    return tuple(tuple(subpath) for subpath in subpaths)


@lru_cache(maxsize=1024)
def oval(x: float, y: float, rx: float, ry: float | None = None) -> Shape:
    ry = rx if ry is None else ry
    turns = [2 * pi * step / 96 for step in range(96)]
    return (tuple((x + rx * cos(turn), y + ry * sin(turn)) for turn in turns),)


@lru_cache(maxsize=1024)
def box(x: float, y: float, width: float, height: float, r: float = 0) -> Shape:
    corners = (
        (x + width - r, y + height - r),
        (x + r, y + height - r),
        (x + r, y + r),
        (x + width - r, y + r),
    )
    points = []
    for quarter, (cx, cy) in enumerate(corners):
        for step in range(9 if r else 1):
            turn = pi / 2 * (quarter + step / 8)
            points.append((cx + r * cos(turn), cy + r * sin(turn)))
    return (tuple(points),)


def arc(x: float, y: float, rx: float, ry: float, start: float, end: float) -> Shape:
    """An open arc; degrees, clockwise from three o'clock."""
    turns = [radians(start + (end - start) * step / 60) for step in range(61)]
    return (tuple((x + rx * cos(turn), y + ry * sin(turn)) for turn in turns),)


def each(shape: Shape, change: Callable[[Point], Point]) -> Shape:
    return tuple(tuple(change(point) for point in subpath) for subpath in shape)


def moved(shape: Shape, dx: float, dy: float) -> Shape:
    return each(shape, lambda p: (p[0] + dx, p[1] + dy))


def mirrored(shape: Shape, axis: float = 200) -> Shape:
    return each(shape, lambda p: (2 * axis - p[0], p[1]))


def turned(shape: Shape, degrees: float, x: float, y: float) -> Shape:
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return each(
        shape, lambda p: (x + (p[0] - x) * c - (p[1] - y) * s, y + (p[0] - x) * s + (p[1] - y) * c)
    )


def even(d: str, axis: float = 200) -> Shape:
    """The left half of a symmetric outline, drawn from top middle to bottom middle, made whole."""
    half = path(d)[0]
    return (half + mirrored((half,), axis)[0][::-1],)


def pair(d: str, axis: float = 200) -> Shape:
    """A shape and its mirror image."""
    return path(d) + mirrored(path(d), axis)
