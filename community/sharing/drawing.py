"""Draws a card of 1200 × 630: the site's mark, the thing's words, its pictures.

What its fonts cannot write is left out (see `lettering`): messengers show the title beside it.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from PIL import Image, ImageDraw, ImageOps

from community.core.assets import build_folder, manifest
from community.core.images.models import Shown
from community.core.images.store import PictureStore, current_store
from community.sharing.lettering import Lettering
from community.sharing.outward.entry import Look

VERSION = 1
PARTS = ("latin", "latin-ext")
WIDTH, HEIGHT = 1200, 630
PAPER, INK, SOFT, HONEY = "#fcfaf7", "#2e1a26", "#5e4b56", "#f0bd4f"
HUES = ("#8a2a5c", "#2f7d8c", "#a8752a", "#4a3f9a", "#3c7a52", "#b0452f")
MARGIN, SIDE, GAP = 72, 630, 12
SIZES, LEADING, TALL = (76, 64, 54, 46), 1.16, 330
QUALITY = 84


@dataclass(frozen=True)
class Brush:
    """Where fonts and pictures lie, and how the site is called."""

    fonts: Path
    names: tuple[tuple[str, tuple[str, ...]], ...]
    store: PictureStore
    site_name: str

    @classmethod
    def here(cls) -> Brush:
        known = manifest()
        names = tuple(
            (family, tuple(known[f"{family}-{part}-wght-normal.woff2"] for part in PARTS))
            for family in ("fraunces", "figtree")
        )
        site_name = current_app.extensions["settings"].site_name
        return cls(build_folder(), names, current_store(), site_name)

    def lettering(self, family: str, size: int, weight: int) -> Lettering:
        return Lettering([self.fonts / name for name in dict(self.names)[family]], size, weight)


def draw(look: Look, brush: Brush) -> bytes:
    """The JPEG."""
    card = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(card)
    pictures = [found for found in (_opened(shown, brush) for shown in look.pictures) if found]
    if look.face:
        _draw_face(card, look, pictures, brush)
    elif pictures:
        _draw_quilt(card, pictures, look.letters, brush)
    else:
        _draw_mark(pen, WIDTH - SIDE // 3, HEIGHT // 2, 13)
    beside = SIDE - MARGIN // 2 if pictures or look.face else SIDE // 2
    _draw_words(pen, look, WIDTH - 2 * MARGIN - beside, brush)
    file = io.BytesIO()
    card.save(file, "JPEG", quality=QUALITY, optimize=True)
    return file.getvalue()


def _opened(shown: Shown, brush: Brush) -> Image.Image | None:
    """One of our own renditions; the card is drawn without one that is gone."""
    path = brush.store.path_of(shown.digest, shown.widths[-1], private=shown.is_private)
    try:
        with Image.open(path, formats=("WEBP",)) as picture:
            return picture.convert("RGB")
    except OSError:
        return None


def _draw_quilt(card: Image.Image, pictures: list[Image.Image], letters: str, brush: Brush) -> None:
    for place, (picture, box) in enumerate(zip(pictures, _boxes(len(pictures)), strict=False)):
        left, top, right, bottom = box
        size = (right - left, bottom - top)
        card.paste(ImageOps.fit(picture, size, Image.Resampling.LANCZOS), (left, top))
        if place < len(letters):
            _draw_letter(card, letters[place], left, top, brush)


def _boxes(count: int) -> list[tuple[int, int, int, int]]:
    """One fills the side, two stand side by side, three are one and two, four a square."""
    left, middle, half = WIDTH - SIDE + GAP, WIDTH - SIDE // 2 + GAP, HEIGHT // 2
    upper, lower = half - GAP // 2, half + GAP // 2
    right, bottom = WIDTH, HEIGHT
    if count == 1:
        return [(left, 0, right, bottom)]
    if count == 2:
        return [(left, 0, middle - GAP, bottom), (middle, 0, right, bottom)]
    corners = [(middle, 0, right, upper), (middle, lower, right, bottom)]
    if count == 3:
        return [(left, 0, middle - GAP, bottom), *corners]
    return [
        (left, 0, middle - GAP, upper),
        corners[0],
        (left, lower, middle - GAP, bottom),
        corners[1],
    ]


def _draw_letter(card: Image.Image, letter: str, left: int, top: int, brush: Brush) -> None:
    pen, at = ImageDraw.Draw(card), (left + 48, top + 48)
    pen.circle(at, 30, fill=HUES[(ord(letter) - ord("A")) % len(HUES)])
    brush.lettering("figtree", 34, 700).write_centred(pen, at, letter, "white")


def _draw_face(card: Image.Image, look: Look, pictures: list[Image.Image], brush: Brush) -> None:
    size, centre = 400, (WIDTH - SIDE // 2, HEIGHT // 2)
    pen = ImageDraw.Draw(card)
    initials, hue = look.face or ("", 1)
    pen.circle(centre, size // 2, fill=HUES[hue - 1])
    if pictures:
        mask = Image.new("L", (size * 2, size * 2), 0)
        ImageDraw.Draw(mask).circle((size, size), size, fill=255)
        portrait = ImageOps.fit(pictures[0], (size, size), Image.Resampling.LANCZOS)
        at = (centre[0] - size // 2, centre[1] - size // 2)
        card.paste(portrait, at, mask.resize((size, size), Image.Resampling.LANCZOS))
        return
    writing = brush.lettering("figtree", 160, 600)
    writing.write_centred(pen, centre, writing.writable(initials), "white")


def _draw_words(pen: ImageDraw.ImageDraw, look: Look, wide: int, brush: Brush) -> None:
    _draw_foot(pen, look, brush)
    writing, lines = _fitting(look.title, wide, brush)
    down = MARGIN + writing.size
    for line in lines:
        writing.write(pen, (MARGIN, down), line, INK)
        down += int(writing.size * LEADING)
    small = brush.lettering("figtree", 32, 500)
    for line in small.lines(small.writable(look.line), wide)[:2]:
        small.write(pen, (MARGIN, down), line, SOFT)
        down += 42


def _fitting(title: str, wide: int, brush: Brush) -> tuple[Lettering, list[str]]:
    """The largest letters in which the whole title fits; of the smallest what fits."""
    for size in SIZES:
        writing = brush.lettering("fraunces", size, 600)
        lines = writing.lines(writing.writable(title), wide)
        if len(lines) * size * LEADING <= TALL:
            break
    most = int(TALL // (size * LEADING))
    return writing, [*lines[: most - 1], f"{lines[most - 1]} …"] if lines[most:] else lines


def _draw_foot(pen: ImageDraw.ImageDraw, look: Look, brush: Brush) -> None:
    _draw_mark(pen, MARGIN + 24, HEIGHT - MARGIN - 24, 2)
    if look.title != brush.site_name:
        writing = brush.lettering("figtree", 34, 600)
        at = (MARGIN + 64, HEIGHT - MARGIN - 12)
        writing.write(pen, at, writing.writable(brush.site_name), SOFT)


def _draw_mark(pen: ImageDraw.ImageDraw, x: int, y: int, scale: float) -> None:
    """The petals of static/images/petals.svg."""
    for dx, dy in ((0, -7), (6.7, -2.2), (4.1, 5.7), (-4.1, 5.7), (-6.7, -2.2)):
        pen.circle((x + scale * dx, y + scale * dy), 4.6 * scale, fill="#a8346f")
    pen.circle((x, y), 3.4 * scale, fill=HONEY)
