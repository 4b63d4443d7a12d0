"""Shoes, bags, knits and jewellery: what goes with clothes."""

from community.demo.art.canvas import Canvas
from community.demo.art.colours import light, shade
from community.demo.art.shapes import arc, box, even, mirrored, moved, oval, path, turned


def sneaker(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 384, 175)
    shape = path(
        "M50 330 Q44 240 82 216 Q120 258 176 214 Q196 210 208 222 Q260 286 330 300"
        " Q360 306 360 340 H50 Z"
    )
    c.solid(shape, a, 14)
    with c.inside(shape):
        c.fill("M250 230 Q300 300 262 350 H380 V230 Z", light(a, 0.3))
        c.fill("M30 190 H92 Q92 290 74 350 H30 Z", b)
        c.line("M110 340 Q170 330 220 276", b, 16)
    c.line("M184 232 L222 214 M204 254 L242 234 M226 276 L262 254", d, 9)
    c.solid("M44 332 H362 Q372 376 334 378 H68 Q40 378 44 332 Z", "chalk", 8)
    c.line("M58 356 H350", b, 5)


def high_top(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 404, 170)
    c.solid(
        "M72 350 Q80 250 68 130 Q120 108 186 122 Q190 230 224 268 Q290 290 338 306"
        " Q352 318 352 352 H72 Z",
        a,
        14,
    )
    c.solid("M276 286 Q362 298 354 352 H262 Q254 310 276 286 Z", "chalk", 7)
    c.line("M150 150 L196 146 M152 184 L200 178 M160 218 L208 208 M178 250 L224 236", d, 8)
    c.dot(112, 206, 30, b)
    c.fill("M112 186 l6 13 h14 l-11 9 l5 14 l-14 -9 l-14 9 l5 -14 l-11 -9 h14 Z", d)
    c.solid("M62 348 H358 Q366 392 332 394 H82 Q58 394 62 348 Z", "chalk", 8)
    c.line("M72 370 H350", b, 5)


def boot(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 420, 165)
    c.solid(
        "M96 96 H226 Q220 230 240 258 Q320 272 344 310 Q356 336 350 376 H84 Q104 220 96 96 Z", a, 16
    )
    c.fill("M146 128 Q184 120 214 132 L216 228 Q176 214 144 232 Z", b)
    c.line("M150 150 H210 M150 176 H210 M150 202 H210", shade(b, 0.3), 4)
    c.solid("M76 372 H356 V396 Q356 410 342 410 H180 L168 398 L150 418 H76 Z", d, 6)
    c.line("M96 96 q-10 -36 12 -40 q20 2 16 40", shade(a, 0.2), 8)
    c.gleam("M300 296 Q322 308 328 330", 7, a)


def sandal(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(206, 416, 150, 20, 0.16)
    for dx, lean in ((0, -8), (128, 8)):
        sole = turned(
            path(
                f"M{136 + dx} 66 C{186 + dx} 66 {194 + dx} 140 {182 + dx} 230"
                f" C{190 + dx} 330 {180 + dx} 412 {136 + dx} 412 C{92 + dx} 412 {84 + dx} 330"
                f" {92 + dx} 230 C{76 + dx} 140 {86 + dx} 66 {136 + dx} 66 Z"
            ),
            lean,
            136 + dx,
            240,
        )
        c.solid(sole, b, 9)
        with c.inside(sole):
            c.line(
                turned(path(f"M{66 + dx} 180 Q{136 + dx} 100 {206 + dx} 180"), lean, 136 + dx, 240),
                a,
                32,
            )
            c.line(
                turned(path(f"M{70 + dx} 292 Q{136 + dx} 250 {202 + dx} 292"), lean, 136 + dx, 240),
                a,
                28,
            )
        c.fill(turned(box(124 + dx, 132, 26, 20, 4), lean, 136 + dx, 240), d)


def scarf(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(214, 436, 120)
    c.solid("M216 190 L292 180 L306 400 H222 Z", shade(a, 0.1), 8)
    c.solid("M170 186 L236 200 L210 370 L130 358 Z", a, 8)
    for y in range(0, 60, 20):
        c.line(f"M{222} {330 + y} L{300} {326 + y}", b, 8)
        c.line(f"M{142 - y * 0.1} {296 + y} L{218 - y * 0.14} {308 + y}", b, 8)
    for x in range(226, 308, 11):
        c.line(f"M{x} 400 V424", d, 4)
    for x in range(134, 212, 11):
        c.line(f"M{x} {358 + (x - 130) * 0.15} l-4 24", d, 4)
    c.solid("M92 118 Q200 196 310 118 Q336 176 300 212 Q200 276 106 212 Q66 176 92 118 Z", a, 12)
    c.line("M116 164 Q200 224 288 162 M122 200 Q200 252 282 198", shade(a, 0.16), 4)


def beanie(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 396, 150)
    shape = even("M200 122 C110 122 84 210 84 310 H200")
    c.solid(shape, a, 16)
    with c.inside(shape):
        for x in range(70, 340, 26):
            c.line(f"M{x} 330 Q{(x + 200) / 2 - (200 - x) * 0.35} 200 200 110", shade(a, 0.14), 4)
    c.block(72, 292, 256, 84, 22, b, 10)
    for x in range(92, 320, 20):
        c.line(f"M{x} 306 V362", shade(b, 0.16), 4)
    c.solid(oval(200, 108, 42), d, 10)
    c.line("M176 96 L188 108 M200 82 V98 M222 96 L212 110 M186 128 L194 118", light(d, 0.4), 4)


def cap(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(206, 364, 165)
    c.solid("M60 316 C60 170 130 132 190 132 C262 132 306 190 306 300 Q180 272 60 316 Z", a, 16)
    c.line("M190 134 Q120 190 110 300 M190 134 Q250 180 256 288", shade(a, 0.18), 4)
    c.solid("M176 290 Q296 264 378 322 Q384 346 356 348 Q270 318 172 332 Q150 306 176 290 Z", b, 8)
    c.dot(190, 132, 12, b)
    c.solid(oval(204, 222, 32), d, 6)
    c.line("M190 224 l10 12 l20 -26", a, 7)


def straw_hat(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 366, 180)
    c.solid(oval(200, 310, 178, 52), shade(a, 0.06), 10)
    c.line(arc(200, 310, 150, 40, 0, 180), shade(a, 0.2), 3)
    c.solid(even("M200 146 C130 146 108 200 104 304 Q150 330 200 330"), a, 16)
    c.fill(even("M200 292 Q150 290 107 262 L104 304 Q150 330 200 330"), b)
    c.solid("M286 272 q40 0 44 40 q-30 4 -48 -10 Z", b, 4)
    for y in (176, 206, 236):
        c.line(f"M{118 + (236 - y) * 0.3} {y} Q200 {y + 26} {282 - (236 - y) * 0.3} {y}", d, 3)


def socks(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(210, 420, 150)
    for dx, tone in ((92, shade(a, 0.1)), (0, a)):
        sock = moved(
            path(
                "M88 84 H176 V262 Q184 286 236 318 Q262 346 240 384 Q222 406 190 392"
                " L112 338 Q84 312 88 262 Z"
            ),
            dx,
            0,
        )
        c.solid(sock, tone, 9)
        with c.inside(sock):
            for y in range(140, 260, 34):
                c.box(60 + dx, y, 160, 14, 0, b)
            c.dot(98 + dx, 322, 40, d)
            c.dot(248 + dx, 376, 44, d)
        c.solid(box(82 + dx, 74, 100, 40, 9), d, 6)


def gloves(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 418, 140)
    for side in (1, -1):
        hand = path(
            "M86 330 L78 190 Q80 100 126 100 Q176 100 176 190 L182 218 Q196 180 216 186"
            " Q228 200 206 250 Q194 290 166 300 V330 Z"
        )
        hand = moved(hand, -30, 0) if side == 1 else mirrored(moved(hand, -30, 0))
        c.solid(hand, a, 9)
        x = 97 if side == 1 else 303
        c.block(x - 50, 322, 100, 74, 14, b, 6)
        for y in (344, 366):
            c.line(f"M{x - 40} {y} H{x + 40}", d, 6)
        for angle in range(0, 180, 60):
            c.line(turned(path(f"M{x} 170 V222"), angle, x, 196), d, 5)


def belt(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(206, 410, 150)
    c.line(arc(200, 250, 118, 128, -8, 292), shade(a, 0.2), 40)
    c.line(arc(197, 247, 118, 128, -8, 292), a, 36)
    c.line(arc(197, 247, 118, 128, 0, 280), light(a, 0.3), 2.5)
    c.line(turned(path("M236 124 L326 168"), 0, 200, 250), a, 36)
    for x, y in ((262, 137), (284, 148), (306, 159)):
        c.dot(x, y, 4, shade(a, 0.5))
    c.line(turned(box(196, 92, 56, 62, 12), 22, 224, 122), b, 10, closed=True)
    c.line("M210 112 L246 130", d, 7)


WORN = (sneaker, high_top, boot, sandal, scarf, beanie, cap, straw_hat, socks, gloves, belt)
