"""Screens, sound and cameras. Three colours: body, second (often the screen), detail."""

from community.demo.art.canvas import Canvas
from community.demo.art.colours import light, mix, shade
from community.demo.art.shapes import arc, box, even, oval, path, turned


def _wallpaper(
    c: Canvas, screen: tuple[tuple[tuple[float, float], ...], ...], b: str, d: str
) -> None:
    """Hills and a sun, for anything with a display."""
    xs, ys = [p[0] for p in screen[0]], [p[1] for p in screen[0]]
    left, right, top, foot = min(xs), max(xs), min(ys), max(ys)
    w, h = right - left, foot - top
    c.fill(screen, b)
    with c.inside(screen):
        c.dot(left + w * 0.68, top + h * 0.36, min(w, h) * 0.17, d)
        for lift, colour in ((0.55, light(b, 0.25)), (0.72, mix(b, d, 0.35))):
            y = top + h * lift
            c.fill(
                f"M{left} {y} Q{left + w * 0.3} {y - h * 0.2} {left + w * 0.55} {y + h * 0.06}"
                f" Q{left + w * 0.8} {y - h * 0.12} {right} {y} V{foot} H{left} Z",
                colour,
            )


def headphones(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 428, 150)
    c.line(arc(200, 232, 122, 138, 178, 362), b, 26)
    c.line(arc(200, 232, 122, 138, 200, 340), light(b, 0.2), 6)
    c.line("M78 232 V290 M322 232 V290", d, 12)
    for x, inner in ((52, 88), (284, 268)):
        c.solid(box(inner, 266, 44, 136, 20), shade(b, 0.3), 5)
        c.solid(box(x, 256, 64, 156, 32), a, 10)
        c.dot(x + 32, 336, 9, d)


def earbuds(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 428, 130)
    c.solid(even("M200 96 H124 Q92 96 92 140 L96 250 H200"), shade(a, 0.12), 10)
    c.solid(box(86, 232, 228, 186, 66), a, 14)
    c.fill(even("M200 232 H96 Q100 268 140 270 H200"), b)
    for x in (146, 254):
        c.solid(oval(x, 214, 33), light(a, 0.4), 7)
        c.solid(box(x - 12, 222, 24, 46, 10), light(a, 0.4), 5)
        c.dot(x - 4, 210, 11, b)
    c.dot(200, 340, 7, d)


def phone(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(212, 434, 120)
    c.solid(turned(box(160, 66, 168, 350, 32), 8, 230, 240), shade(a, 0.08), 9)
    for y in (106, 154):
        c.fill(turned(oval(290, y, 21), 8, 230, 240), shade(a, 0.5))
        c.fill(turned(oval(290, y, 10), 8, 230, 240), "steel")
    c.solid(box(88, 76, 176, 352, 34), shade(a, 0.4), 8)
    screen = box(98, 86, 154, 330, 26)
    _wallpaper(c, screen, b, d)
    c.box(148, 98, 54, 14, 7, "ink")
    c.line("M130 146 H176 M130 168 H156", "chalk", 7)


def tablet(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 434, 150)
    c.solid(box(66, 78, 252, 346, 26), a, 9)
    _wallpaper(c, box(84, 98, 214, 306, 10), b, d)
    c.solid(turned(box(326, 120, 18, 250, 8), 5, 335, 240), "chalk", 4)
    c.fill(turned(path("M326 366 H344 L335 396 Z"), 5, 335, 240), "ink")


def laptop(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 374, 195)
    c.solid(box(58, 116, 284, 206, 18), shade(a, 0.35), 6)
    _wallpaper(c, box(72, 130, 256, 180, 6), b, d)
    c.solid("M36 322 H364 L392 356 Q394 368 378 368 H22 Q6 368 8 356 Z", a, 7)
    c.fill("M64 330 H336 L346 344 H54 Z", shade(a, 0.3))
    c.box(158, 350, 84, 9, 4, shade(a, 0.16))


def monitor(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 410, 140)
    c.solid("M174 320 H226 L234 396 H166 Z", shade(a, 0.15), 6)
    c.solid(box(118, 388, 164, 20, 10), a, 5)
    c.solid(box(24, 112, 352, 222, 16), shade(a, 0.3), 6)
    _wallpaper(c, box(36, 124, 328, 190, 6), b, d)
    c.box(52, 140, 100, 80, 6, light(b, 0.6))
    c.line("M66 162 H136 M66 180 H120 M66 198 H130", b, 5)


def keyboard(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 372, 195)
    c.solid(box(16, 180, 368, 180, 22), a, 8)
    c.box(28, 192, 344, 156, 12, shade(a, 0.18))
    for row in range(4):
        for col in range(9 if row < 3 else 0):
            key = d if (row, col) in ((0, 0), (2, 8)) else (b if col in (0, 8) else "chalk")
            c.solid(box(33 + col * 37.4, 198 + row * 37, 33, 33, 7), key, 4, 0.2)
    for x, width, key in ((33, 64, b), (102, 196, d), (303, 64, b)):
        c.solid(box(x, 309, width, 33, 7), key, 4, 0.2)


def mouse(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(208, 410, 120, 22)
    c.line("M200 118 C200 60 150 70 150 0", shade(b, 0.1), 7)
    c.solid(box(108, 112, 184, 290, 92), a, 16)
    c.fill("M110 232 Q110 112 196 112 V236 Q150 244 110 232 Z", light(a, 0.2))
    c.line("M200 114 V236 M110 236 Q200 256 290 236", shade(a, 0.25), 4)
    c.block(188, 148, 24, 60, 12, d, 5)
    c.dot(200, 350, 8, b)


def speaker(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 432, 130)
    c.block(96, 74, 208, 352, 26, a, 14)
    for y, r in ((158, 46), (312, 76)):
        c.dot(200, y, r, b)
        c.ring(200, y, r, d, 5)
        c.dot(200, y, r * 0.66, shade(b, 0.25))
        c.solid(oval(200, y, r * 0.3), light(b, 0.2), 4)
    c.dot(128, 104, 6, d)


def cloth_speaker(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 412, 140)
    body = box(92, 140, 216, 262, 70)
    c.solid(body, a, 16)
    with c.inside(body):
        for y in range(212, 380, 13):
            for x in range(96 + y % 2 * 6, 320, 13):
                c.dot(x, y, 2.4, shade(a, 0.22))
        c.fill("M80 120 H320 V190 Q200 214 80 190 Z", b)
    c.oval(200, 164, 70, 13, shade(b, 0.2))
    c.line("M168 164 H184 M216 164 H232 M224 156 V172", d, 5)
    c.line("M292 190 C370 190 350 300 304 300", d, 11)


def camera(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 372, 170)
    c.solid("M136 156 L156 112 H244 L264 156 Z", b, 7)
    c.solid(box(44, 148, 312, 214, 28), a, 12)
    c.fill("M44 196 H356 V316 H44 Z", b)
    c.solid(box(72, 132, 48, 24, 8), d, 4)
    c.solid(box(292, 136, 38, 20, 8), "silver", 4)
    c.box(284, 164, 46, 22, 6, light(b, 0.4))
    c.solid(oval(200, 260, 86), "graphite", 9)
    for r, colour in ((66, "ink"), (48, mix(b, "petrol", 0.6)), (26, "ink")):
        c.dot(200, 260, r, colour)
    c.gleam(arc(200, 260, 40, 40, 195, 255), 8, "petrol")
    c.dot(78, 172, 8, "ember")


def lens(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 436, 110)
    c.block(124, 150, 152, 276, 14, a, 16)
    c.block(108, 88, 184, 96, 16, shade(a, 0.12), 12)
    for y in (228, 338):
        c.box(116, y, 168, 52, 8, b)
        for x in range(126, 284, 13):
            c.line(f"M{x} {y + 7} V{y + 45}", shade(b, 0.3), 4)
    c.box(108, 194, 184, 10, 3, d)
    c.oval(200, 90, 92, 22, shade(a, 0.4))
    c.oval(200, 92, 76, 16, "petrol")
    c.gleam(arc(200, 93, 58, 10, 180, 260), 5, "petrol")


SCREENS = (
    headphones,
    earbuds,
    phone,
    tablet,
    laptop,
    monitor,
    keyboard,
    mouse,
    speaker,
    cloth_speaker,
    camera,
    lens,
)
