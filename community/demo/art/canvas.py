"""A small vector layer over Pillow: shapes painted large, then reduced, so that edges are smooth."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from itertools import pairwise
from math import hypot
from zlib import Z_RLE

from PIL import Image, ImageDraw

from community.demo.art.colours import light, rgb, shade
from community.demo.art.shapes import Point, Shape, arc, box, moved, oval, path

Outline = Shape | str
Box = tuple[int, int, int, int]


@lru_cache(maxsize=1)
def _soft_spot() -> Image.Image:
    """A 256 × 256 alpha mask, dense in the middle, nothing at the rim."""
    # Pillow's gradient reaches 181 of 255 where the circle touches the sides of its square.
    return Image.radial_gradient("L").point(
        [round(max(0, 1 - v / 180) ** 1.2 * 255) for v in range(256)]
    )


class Canvas:
    """Takes drawing units (400 across); keeps `over` times the pixels it will give back."""

    def __init__(self, ground: str, width: int = 960, height: int = 1200, over: int = 2) -> None:
        self.ground = ground
        self._over = over
        self._scale = width * over / 400
        self._offset = (0.0, 0.0)
        self._image = Image.new("RGB", (width * over, height * over), rgb(ground))
        self._draw = ImageDraw.Draw(self._image)

    def _pixels(self, points: tuple[Point, ...]) -> list[Point]:
        (dx, dy), k = self._offset, self._scale
        return [(x * k - dx, y * k - dy) for x, y in points]

    def fill(self, outline: Outline, colour: str) -> None:
        for subpath in path(outline) if isinstance(outline, str) else outline:
            self._draw.polygon(self._pixels(subpath), fill=rgb(colour))

    def solid(self, outline: Outline, colour: str, depth: float = 10, dark: float = 0.16) -> None:
        """Fill, with a crescent of shadow along the edges that face right and down."""
        shape = path(outline) if isinstance(outline, str) else outline
        self.fill(shape, shade(colour, dark))
        with self.inside(shape):
            self.fill(moved(shape, -depth, -depth * 0.5), colour)

    def line(self, outline: Outline, colour: str, width: float, closed: bool = False) -> None:
        """A stroke with round caps and joins."""
        r = width * self._scale / 2
        for subpath in path(outline) if isinstance(outline, str) else outline:
            points = self._pixels(subpath + subpath[:1] if closed else subpath)
            for (ax, ay), (bx, by) in pairwise(points):
                self._segment((ax, ay), (bx, by), r, colour)
            for x, y in points:
                self._draw.ellipse((x - r, y - r, x + r, y + r), fill=rgb(colour))

    def _segment(self, a: Point, b: Point, r: float, colour: str) -> None:
        length = hypot(b[0] - a[0], b[1] - a[1])
        if not length:
            return
        nx, ny = (a[1] - b[1]) / length * r, (b[0] - a[0]) / length * r
        corners = [
            (a[0] + nx, a[1] + ny),
            (b[0] + nx, b[1] + ny),
            (b[0] - nx, b[1] - ny),
            (a[0] - nx, a[1] - ny),
        ]
        self._draw.polygon(corners, fill=rgb(colour))

    def oval(self, x: float, y: float, rx: float, ry: float | None, colour: str) -> None:
        self.fill(oval(x, y, rx, ry), colour)

    def dot(self, x: float, y: float, r: float, colour: str) -> None:
        self.fill(oval(x, y, r), colour)

    def box(self, x: float, y: float, w: float, h: float, r: float, colour: str) -> None:
        self.fill(box(x, y, w, h, r), colour)

    def block(
        self, x: float, y: float, w: float, h: float, r: float, colour: str, depth: float = 10
    ) -> None:
        self.solid(box(x, y, w, h, r), colour, depth)

    def ring(self, x: float, y: float, r: float, colour: str, width: float) -> None:
        self.line(arc(x, y, r, r, 0, 360), colour, width)

    def gleam(
        self, outline: Outline, width: float = 7, on: str = "snow", share: float = 0.4
    ) -> None:
        """A highlight on something coloured `on`."""
        self.line(outline, light(on, share), width)

    def shadow(self, x: float, y: float, rx: float, ry: float = 17, strength: float = 0.2) -> None:
        k, (dx, dy) = self._scale, self._offset
        size = (round(rx * 2 * k), round(ry * 2 * k))
        mask = (
            _soft_spot()
            .resize(size)
            .point(
                [round(v * strength * 2) if v < 128 else round(255 * strength) for v in range(256)]
            )
        )
        corner = (round((x - rx) * k - dx), round((y - ry) * k - dy))
        self._image.paste(
            rgb("#3b2028"), (corner[0], corner[1], corner[0] + size[0], corner[1] + size[1]), mask
        )

    def _bounds(self, shape: Shape) -> Box:
        xs, ys = zip(*(point for subpath in shape for point in self._pixels(subpath)), strict=True)
        width, height = self._image.size
        return (
            max(0, int(min(xs))),
            max(0, int(min(ys))),
            min(width, int(max(xs)) + 2),
            min(height, int(max(ys)) + 2),
        )

    @contextmanager
    def inside(self, outline: Outline) -> Iterator[None]:
        """Whatever is painted in this block shows only within the outline."""
        shape = path(outline) if isinstance(outline, str) else outline
        whole, pen, offset, at = self._image, self._draw, self._offset, self._bounds(shape)
        self._image = whole.crop(at)
        self._offset = (offset[0] + at[0], offset[1] + at[1])
        self._draw = ImageDraw.Draw(self._image)
        mask = Image.new("1", self._image.size)
        cutter = ImageDraw.Draw(mask)
        for subpath in shape:
            cutter.polygon(self._pixels(subpath), fill=1)
        yield
        whole.paste(self._image, at, mask)
        self._image, self._draw, self._offset = whole, pen, offset

    def png(self) -> bytes:
        out = BytesIO()
        # Run lengths suit flat colour: smaller and quicker than searching for matches.
        self._image.reduce(self._over).save(out, "PNG", compress_level=1, compress_type=Z_RLE)
        return out.getvalue()
