"""Kitchen, table and the small things of a home."""

from community.demo.art.canvas import Canvas
from community.demo.art.colours import light, mix, shade
from community.demo.art.shapes import box, even, oval, path, turned


def mug(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(195, 398, 140)
    c.line("M270 214 C350 204 350 336 262 326", shade(a, 0.08), 24)
    c.solid("M92 172 H278 V340 Q278 392 226 392 H144 Q92 392 92 340 Z", a, 22)
    c.oval(185, 172, 93, 20, light(a, 0.2))
    c.oval(185, 174, 82, 15, b)
    c.fill(
        "M92 300 Q140 284 185 300 Q232 316 278 300 V340 Q278 392 226 392 H144 Q92 392 92 340 Z",
        shade(d, 0.04),
    )
    c.gleam("M112 212 V276", 9, a)
    c.line(
        "M160 140 q-14 -18 0 -36 q14 -18 0 -36 M208 140 q-14 -18 0 -36 q14 -18 0 -36",
        mix(c.ground, "#ffffff", 0.6),
        6,
    )


def cup(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 398, 150)
    c.solid(oval(200, 378, 138, 24), d, 8)
    c.oval(200, 372, 100, 14, shade(d, 0.1))
    c.line("M276 262 C346 250 338 344 254 332", shade(a, 0.1), 17)
    c.solid(even("M200 236 H104 C104 330 148 370 170 372 H200"), a, 20)
    c.oval(200, 236, 96, 19, light(a, 0.25))
    c.oval(200, 238, 84, 14, b)
    c.gleam("M122 272 Q130 310 148 334", 8, a)


def teapot(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 402, 150)
    c.line("M112 236 C30 220 34 350 116 330", d, 17)
    c.solid("M270 286 C322 286 312 214 350 206 L372 226 C350 240 352 334 262 344 Z", a, 8)
    c.solid(oval(196, 298, 112, 96), a, 22)
    c.box(140, 382, 112, 14, 7, shade(a, 0.25))
    c.solid(even("M196 194 C160 194 144 206 140 216 Q168 226 196 226", 196), b, 8)
    c.solid(oval(196, 184, 17), d, 5)
    c.gleam("M108 296 Q112 250 146 230", 10, a)


def plate(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(206, 300, 165, 150, 0.16)
    c.solid(oval(200, 262, 150), a, 8)
    c.ring(200, 262, 134, b, 5)
    c.oval(200, 262, 98, None, shade(a, 0.06))
    c.oval(198, 259, 94, None, light(a, 0.5))
    for turn in range(0, 360, 30):
        c.fill(turned(path("M200 122 q9 11 0 20 q-9 -9 0 -20 Z"), turn, 200, 262), d)


def bowl(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 402, 150)
    c.box(150, 374, 100, 22, 8, shade(a, 0.25))
    shape = even("M200 224 H64 C70 330 130 384 170 384 H200")
    c.solid(shape, a, 22)
    with c.inside(shape):
        c.line("M50 290 Q125 318 200 290 Q275 262 350 290", b, 10)
    c.oval(200, 226, 137, 28, light(a, 0.25))
    c.oval(200, 230, 124, 22, shade(a, 0.3))
    for x, y in ((140, 214), (196, 206), (252, 214)):
        c.solid(oval(x, y, 38), d, 9)
        c.line(f"M{x} {y - 36} q4 -10 14 -14", "walnut", 4)


def vase(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 428, 110)
    c.line("M200 230 Q196 160 160 96 M200 230 Q206 140 244 76 M200 230 V120", "fern", 5)
    c.solid(
        "M189 172 q-34 -4 -44 -30 q36 -2 44 30 Z M216 150 q30 -6 44 -30 q-38 -4 -44 30 Z", "fern", 4
    )
    for x, y in ((158, 92), (246, 72), (200, 112)):
        for turn in range(0, 360, 60):
            c.fill(turned(oval(x, y - 17, 10, 16), turn, x, y), light(d, 0.1 if turn % 120 else 0))
        c.dot(x, y, 9, b)
    c.solid(even("M200 218 H172 C176 258 112 286 112 346 C112 400 150 424 176 424 H200"), a, 20)
    c.oval(200, 219, 28, 6, shade(a, 0.4))
    c.gleam("M132 348 Q134 310 164 288", 8, a)


def carafe(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 430, 110)
    glass = even("M200 84 H166 L176 200 C120 240 108 320 116 400 Q118 424 142 424 H200")
    c.solid(glass, mix(a, c.ground, 0.35), 12)
    with c.inside(glass):
        c.fill("M90 290 Q150 278 200 290 Q252 302 310 290 V440 H90 Z", b)
    c.solid(box(168, 58, 64, 34, 12), d, 6)
    c.gleam("M136 400 Q128 300 168 240", 7)


def candle(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 418, 120)
    c.dot(200, 128, 58, mix("lemon", c.ground, 0.72))
    c.dot(200, 130, 38, mix("lemon", c.ground, 0.5))
    c.solid("M200 88 Q232 132 200 160 Q168 132 200 88 Z", "amber", 5)
    c.line("M200 156 V190", "ink", 5)
    c.block(112, 186, 176, 228, 18, a, 20)
    c.oval(200, 192, 86, 14, b)
    c.block(136, 270, 128, 84, 6, d, 5)
    c.line("M158 298 H242 M172 320 H228", shade(a, 0.2), 5)


def candlestick(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 430, 150)
    for x, top in ((118, 190), (200, 120), (282, 230)):
        c.solid(f"M{x} {top - 62} q16 24 0 36 q-16 -12 0 -36 Z", "amber", 4)
        c.block(x - 9, top - 24, 18, 100, 4, d, 5)
        c.solid(box(x - 22, top + 68, 44, 14, 7), a, 5)
        c.line(f"M{x} {top + 80} V414", a, 12)
        c.solid(oval(x, 416, 38, 12), a, 6)
        c.dot(x, top + 112, 13, b)


def clock(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(206, 400, 130)
    c.solid(oval(200, 236, 138), a, 12)
    c.dot(200, 236, 112, b)
    for hour in range(12):
        tick = path("M200 140 V152" if hour % 3 else "M200 138 V160")
        c.line(turned(tick, hour * 30, 200, 236), d, 5 if hour % 3 else 8)
    c.line("M200 236 L160 192", d, 10)
    c.line("M200 236 L244 156", d, 7)
    c.line("M196 262 L206 190", "ember", 3)
    c.dot(200, 236, 9, "ember")


def pan(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(186, 334, 165, 40, 0.2)
    c.line(path("M240 200 L352 76"), b, 24)
    c.line("M334 96 L352 76", shade(b, 0.35), 9)
    c.solid(oval(164, 276, 132), a, 10)
    c.oval(164, 274, 112, None, shade(a, 0.35))
    c.solid(
        "M120 246 C140 200 216 226 222 262 C246 300 200 340 160 322 C110 336 90 280 120 246 Z",
        "chalk",
        6,
        0.08,
    )
    c.solid(oval(166, 270, 30), d, 7)
    c.gleam("M152 258 Q158 250 168 250", 6)


def pot(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 404, 160)
    c.line("M92 268 H58 V300 H92 M308 268 H342 V300 H308", shade(a, 0.2), 17)
    c.block(84, 238, 232, 158, 36, a, 18)
    c.box(76, 226, 248, 26, 13, shade(a, 0.22))
    c.solid(even("M200 164 C124 164 90 196 84 228 H200"), a, 14)
    c.block(180, 134, 40, 34, 12, b, 6)
    c.gleam("M112 206 Q130 184 162 180 M106 288 V346", 8, a)


def knife(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 428, 140, 14, 0.14)
    c.solid(turned(box(66, 96, 268, 322, 22), -6, 200, 250), d, 9)
    c.line(turned(path("M100 130 V380"), -6, 200, 250), shade(d, 0.1), 4)
    blade = turned(path("M186 60 C244 120 246 220 240 288 H186 Z"), 12, 200, 250)
    c.solid(blade, a, 14, 0.1)
    c.line(turned(path("M200 110 V270"), 12, 200, 250), light(a, 0.5), 5)
    c.solid(turned(box(182, 286, 48, 142, 18), 12, 200, 250), b, 9)
    for y in (316, 352, 388):
        c.fill(turned(oval(206, y, 6), 12, 200, 250), "butter")


def kettle(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 416, 150)
    c.line("M112 190 C112 60 288 60 288 190", b, 17)
    c.solid("M286 300 L352 204 L374 214 L316 360 Z", a, 8)
    c.solid(even("M200 180 C128 180 98 260 82 388 Q84 408 106 408 H200"), a, 22)
    c.oval(200, 186, 52, 12, shade(a, 0.3))
    c.solid(oval(200, 172, 16), d, 5)
    c.gleam("M116 344 Q124 270 150 228", 10, a)


def moka(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 430, 115)
    c.line("M254 176 H316 L306 290", b, 20)
    c.solid("M140 262 L118 420 H282 L260 262 Z", a, 18)
    c.fill("M172 262 L164 420 H190 L192 262 Z", light(a, 0.35))
    c.solid("M120 136 L92 150 L130 196 L144 262 H258 L268 136 Z", a, 18)
    c.fill("M172 136 L176 262 H196 L198 136 Z", light(a, 0.35))
    c.box(132, 250, 136, 20, 8, shade(a, 0.35))
    c.solid("M124 138 Q196 92 268 138 Z", shade(a, 0.06), 8)
    c.solid(oval(196, 104, 13), d, 4)
    c.dot(240, 340, 8, d)


TABLEWARE = (
    mug,
    cup,
    teapot,
    plate,
    bowl,
    vase,
    carafe,
    candle,
    candlestick,
    clock,
    pan,
    pot,
    knife,
    kettle,
    moka,
)
