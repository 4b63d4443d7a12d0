"""Tops for the portraits, shoulders and collars. Each takes a canvas, the cloth and the skin."""

from community.demo.art.canvas import Canvas
from community.demo.art.colours import light, mix, shade
from community.demo.art.shapes import arc, box, even, oval, pair

_SHOULDERS = even("M200 300 Q176 300 166 292 Q84 306 58 404 H200")
_NECK = even("M200 336 Q170 330 168 288 H200")


def _torso(c: Canvas, cloth: str, skin: str) -> None:
    c.solid(_SHOULDERS, cloth, 9)
    c.fill(_NECK, shade(skin, 0.16))


def crew(c: Canvas, cloth: str, skin: str) -> None:
    _torso(c, cloth, skin)
    c.line("M166 294 Q172 338 200 338 Q228 338 234 294", shade(cloth, 0.18), 9)


def stripes(c: Canvas, cloth: str, skin: str) -> None:
    c.solid(_SHOULDERS, "chalk", 9)
    with c.inside(_SHOULDERS):
        for y in (326, 350, 374, 398):
            c.line(f"M40 {y + 8} Q200 {y - 8} 360 {y + 8}", cloth, 10)
    c.fill(_NECK, shade(skin, 0.16))
    c.line("M166 294 Q172 338 200 338 Q228 338 234 294", cloth, 8)


def rollneck(c: Canvas, cloth: str, skin: str) -> None:
    c.solid(_SHOULDERS, cloth, 9)
    c.solid(box(158, 276, 84, 54, 20), light(cloth, 0.14), 7)
    c.line("M164 302 Q200 312 236 302", shade(cloth, 0.16), 4)


def collar(c: Canvas, cloth: str, skin: str) -> None:
    _torso(c, cloth, skin)
    c.line("M200 338 V400", shade(cloth, 0.2), 4)
    c.fill(oval(200, 362, 4.5) + oval(200, 388, 4.5), shade(cloth, 0.35))
    c.solid(pair("M200 338 L166 286 L146 300 L168 354 Z"), light(cloth, 0.4), 4)


def hoodie(c: Canvas, cloth: str, skin: str) -> None:
    c.solid(even("M200 270 H150 Q118 290 130 336 H200"), shade(cloth, 0.2), 6)
    _torso(c, cloth, skin)
    c.line("M158 290 Q168 348 200 352 Q232 348 242 290", light(cloth, 0.14), 13)
    c.line("M184 352 V390 M216 352 V380", "chalk", 5)


def blazer(c: Canvas, cloth: str, skin: str) -> None:
    c.solid(_SHOULDERS, cloth, 9)
    c.fill("M166 292 L200 404 L234 292 Z", "chalk")
    c.fill(_NECK, shade(skin, 0.16))
    c.solid(pair("M164 288 L140 304 L146 344 L196 404 H200 Z"), light(cloth, 0.12), 5)
    c.dot(274, 354, 8, "coral")


def dungarees(c: Canvas, cloth: str, skin: str) -> None:
    top = mix(cloth, "#fff4e2", 0.7)
    _torso(c, top, skin)
    c.line("M166 294 Q172 338 200 338 Q228 338 234 294", shade(top, 0.14), 7)
    c.line("M134 306 L148 370 M266 306 L252 370", cloth, 19)
    c.block(134, 362, 132, 60, 10, cloth, 6)
    c.fill(oval(149, 372, 7) + oval(251, 372, 7), "gold")


def vneck(c: Canvas, cloth: str, skin: str) -> None:
    c.solid(_SHOULDERS, cloth, 9)
    c.fill("M162 292 L200 368 L238 292 Z", shade(skin, 0.16))
    c.line("M162 292 L200 368 L238 292", shade(cloth, 0.2), 8)
    c.line(arc(200, 300, 28, 42, 20, 160), "gold", 3)
    c.dot(200, 342, 5, "gold")


TOPS = {
    "crew": crew,
    "stripes": stripes,
    "rollneck": rollneck,
    "collar": collar,
    "hoodie": hoodie,
    "blazer": blazer,
    "dungarees": dungarees,
    "vneck": vneck,
}
