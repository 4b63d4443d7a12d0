"""Plants, toys, books and music. Three colours: body, second, detail."""

from community.demo.art.canvas import Canvas
from community.demo.art.colours import light, mix, shade
from community.demo.art.shapes import box, even, moved, oval, pair, path, turned

_LEAF = "M200 300 Q126 230 150 120 Q236 180 200 300 Z"


def _planter(c: Canvas, colour: str, band: str, top: float = 312) -> None:
    c.solid(f"M132 {top} H268 L250 426 H150 Z", colour, 14)
    c.block(124, top - 16, 152, 34, 8, light(colour, 0.08), 8)
    c.line(
        f"M144 {top + 62} Q172 {top + 50} 200 {top + 62} Q228 {top + 74} 256 {top + 62}", band, 6
    )


def fiddle_plant(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 430, 110)
    for lean, tone in ((-46, 0.14), (44, 0.14), (-18, 0.0), (22, 0.0)):
        leaf = turned(
            path("M200 310 C120 250 130 130 196 70 C262 140 270 250 200 310 Z"), lean, 200, 310
        )
        c.solid(leaf, shade(b, tone), 10)
        c.line(turned(path("M200 300 Q204 190 197 100"), lean, 200, 310), light(b, 0.3), 3.5)
    _planter(c, a, d)


def monstera(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 430, 110)
    for x, y, lean, size in ((110, 190, -50, 0.9), (296, 180, 48, 0.9), (196, 110, 0, 1.1)):
        c.line(f"M200 316 Q{(x + 200) / 2} 240 {x} {y + 30}", shade(b, 0.2), 6)
        leaf = path("M0 60 C-70 60 -76 -20 0 -70 C76 -20 70 60 0 60 Z")
        place = turned(
            moved(tuple(tuple((px * size, py * size) for px, py in s) for s in leaf), x, y),
            lean,
            x,
            y,
        )
        c.solid(place, b, 8)
        for side in (-1, 1):
            for up in (-30, 2, 34):
                cut = path(
                    f"M{x + side * 26} {y + up} L{x + side * 80} {y + up - 26}"
                    f" L{x + side * 80} {y + up - 8} Z"
                )
                with c.inside(place):
                    c.fill(turned(cut, lean, x, y), c.ground)
        c.line(turned(path(f"M{x} {y + 58} V{y - 50}"), lean, x, y), light(b, 0.3), 3)
    _planter(c, a, d)


def cactus(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 430, 110)
    c.line("M150 240 H118 Q100 240 100 216 V182 M250 204 H284 Q302 204 302 180 V148", b, 34)
    c.block(152, 94, 96, 226, 48, b, 14)
    for x in (176, 200, 224):
        c.line(f"M{x} 124 V300", shade(b, 0.2), 3)
    for y in range(134, 300, 32):
        c.line(f"M184 {y} l6 6 M216 {y + 14} l-6 6", light(b, 0.5), 3)
    for turn in range(0, 360, 72):
        c.fill(turned(oval(200, 76, 11, 18), turn, 200, 94), d)
    c.dot(200, 94, 9, "lemon")
    _planter(c, a, d)


def snake_plant(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 430, 110)
    for x, lean, top in (
        (168, -16, 120),
        (234, 18, 110),
        (150, -32, 190),
        (252, 36, 186),
        (200, 2, 62),
    ):
        leaf = turned(
            path(f"M{x - 24} 320 Q{x - 34} 220 {x} {top} Q{x + 34} 220 {x + 24} 320 Z"),
            lean,
            x,
            320,
        )
        c.fill(leaf, light("lemon", 0.2))
        inner = turned(
            path(f"M{x - 17} 320 Q{x - 24} 220 {x} {top + 22} Q{x + 24} 220 {x + 17} 320 Z"),
            lean,
            x,
            320,
        )
        c.solid(inner, b, 6)
        with c.inside(inner):
            for y in range(top + 50, 310, 30):
                c.line(
                    turned(path(f"M{x - 24} {y} L{x} {y + 9} L{x + 24} {y}"), lean, x, 320),
                    shade(b, 0.2),
                    4,
                )
    _planter(c, a, d)


def watering_can(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(210, 406, 150)
    c.line("M300 220 C390 220 380 370 290 350", shade(a, 0.1), 15)
    c.line("M166 204 C170 110 290 110 292 204", shade(a, 0.1), 13)
    c.solid("M158 300 L72 196 L92 180 L190 262 L176 360 Z", a, 8)
    c.solid(turned(box(44, 168, 62, 26, 9), 40, 76, 182), b, 5)
    c.solid("M146 210 H308 L322 396 H132 Z", a, 16)
    c.oval(227, 210, 81, 14, shade(a, 0.35))
    for x, y in ((44, 232), (30, 268), (62, 272), (46, 310)):
        c.fill(f"M{x} {y - 12} q12 16 0 24 q-12 -8 0 -24 Z", "sky")
    c.dot(228, 310, 20, d)


def book(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(212, 432, 140)
    c.fill(box(104, 84, 224, 344, 8), shade(a, 0.35))
    c.box(104, 78, 216, 340, 4, "cream")
    for x in (310, 315):
        c.line(f"M{x} 84 V414", "sandstone", 2)
    c.solid(box(80, 72, 226, 342, 8), a, 8)
    c.box(80, 72, 24, 342, 6, shade(a, 0.2))
    c.line("M138 130 H272 M154 158 H256", b, 13)
    c.dot(205, 268, 58, b)
    with c.inside(oval(205, 268, 58)):
        c.fill("M140 290 L180 240 L206 278 L230 250 L280 300 V340 H140 Z", d)
    c.line("M170 374 H240", b, 7)


def notebook(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(212, 432, 130)
    c.solid(box(92, 76, 216, 346, 18), a, 10)
    c.line("M272 78 V420", d, 12)
    c.solid(box(124, 130, 118, 74, 8), "cream", 4)
    c.line("M142 156 H222 M142 178 H196", "steel", 5)
    for y in range(104, 410, 26):
        c.line(f"M80 {y} H106", "silver", 7)
    c.solid(turned(box(312, 110, 20, 236, 4), 7, 320, 240), b, 5)
    c.fill(turned(path("M312 344 H332 L322 378 Z"), 7, 320, 240), "butter")
    c.fill(turned(path("M318 364 H326 L322 378 Z"), 7, 320, 240), "ink")


def board_game(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 394, 170)
    c.solid(box(56, 130, 288, 250, 14), a, 10)
    for row in range(6):
        for col in range(6):
            colour = (b, "cream", d, "cream")[(row + col * 3) % 4]
            c.box(82 + col * 40, 148 + row * 36, 36, 32, 6, colour)
    for x, y, colour in ((140, 196, "ink"), (226, 252, "chalk"), (286, 168, shade(d, 0.2))):
        c.solid(
            f"M{x - 22} {y + 48} Q{x - 6} {y + 20} {x - 6} {y} H{x + 6} Q{x + 6} {y + 20}"
            f" {x + 22} {y + 48} Z",
            colour,
            5,
            0.3,
        )
        c.solid(oval(x, y - 8, 15), colour, 4, 0.3)
    c.solid(turned(box(110, 290, 52, 52, 11), -14, 136, 316), "snow", 5)
    for x, y in ((122, 304), (136, 316), (150, 328)):
        c.dot(x, y, 5, "ink")


def train(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 404, 175)
    c.solid(box(206, 148, 128, 190, 14), a, 10)
    c.box(230, 178, 76, 68, 10, light("sky", 0.3))
    c.solid(box(190, 124, 160, 32, 14), d, 7)
    c.solid(box(56, 218, 170, 120, 34), b, 12)
    c.solid("M88 220 L80 158 H136 L128 220 Z", a, 7)
    for x, y, r in ((112, 124, 18), (86, 96, 24), (128, 74, 15)):
        c.dot(x, y, r, mix("snow", c.ground, 0.25))
    c.block(44, 326, 306, 28, 12, shade(a, 0.2), 5)
    for x, r in ((94, 36), (184, 36), (286, 46)):
        c.solid(oval(x, 398 - r, r), d, 8)
        c.dot(x, 398 - r, r * 0.4, "cream")


def teddy(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 430, 140)
    c.solid(oval(106, 306, 34, 52) + oval(294, 306, 34, 52), shade(a, 0.06), 8)
    c.solid(oval(200, 330, 92, 92), a, 12)
    c.oval(200, 340, 56, 60, b)
    for x in (128, 272):
        c.solid(oval(x, 396, 46, 36), a, 8)
        c.oval(x, 398, 25, 20, b)
        c.solid(oval(x + (8 if x < 200 else -8), 98, 38), a, 6)
        c.dot(x + (8 if x < 200 else -8), 100, 20, b)
    c.solid(oval(200, 168, 98, 88), a, 12)
    c.oval(200, 198, 46, 36, b)
    c.oval(200, 180, 16, 11, "ink")
    c.line("M200 190 V206 M182 210 Q200 224 218 210", "ink", 5)
    c.fill(oval(164, 156, 9) + oval(236, 156, 9), "ink")
    c.solid(pair("M200 258 L146 236 V288 Z"), d, 5)
    c.dot(200, 260, 12, shade(d, 0.2))


def guitar(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 452, 120, 14)
    c.solid(box(182, 28, 36, 60, 8), b, 5)
    c.fill(
        box(170, 36, 10, 10, 4)
        + box(170, 62, 10, 10, 4)
        + box(220, 36, 10, 10, 4)
        + box(220, 62, 10, 10, 4),
        "cream",
    )
    c.solid(
        even("M200 214 C150 208 128 232 134 264 C140 290 104 306 102 366 C102 424 150 444 200 442"),
        a,
        16,
    )
    c.solid(box(188, 84, 24, 178, 3), b, 4)
    for y in range(100, 240, 22):
        c.line(f"M190 {y} H210", "silver", 2.5)
    c.dot(200, 296, 38, d)
    c.dot(200, 296, 29, shade(a, 0.62))
    c.box(160, 374, 80, 17, 6, b)
    for x in (194, 200, 206):
        c.line(f"M{x} 60 V378", "cream", 1.6)


def puzzle(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(206, 396, 160)
    for x, y, colour in ((84, 140, a), (206, 140, b), (84, 262, d), (214, 272, light(a, 0.35))):
        c.solid(box(x, y, 116, 116, 10), colour, 7)
    c.solid(oval(206, 198, 21), a, 4)
    c.solid(oval(142, 262, 21), a, 4)
    c.solid(oval(264, 250, 21), b, 4)
    c.solid(oval(202, 322, 21), d, 4)


LEISURE = (
    fiddle_plant,
    monstera,
    cactus,
    snake_plant,
    watering_can,
    book,
    notebook,
    board_game,
    train,
    teddy,
    guitar,
    puzzle,
)
