"""Out of doors and on the move. Three colours: body, second, detail."""

from community.demo.art.canvas import Canvas
from community.demo.art.colours import light, mix, shade
from community.demo.art.shapes import arc, box, even, oval, path, turned


def helmet(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 396, 160)
    c.line("M112 296 L176 376 L236 300 M176 376 L182 392", d, 8)
    c.solid(
        "M48 288 C48 156 140 108 218 112 C306 120 356 196 358 288 Q340 316 290 306 L112 310"
        " Q56 320 48 288 Z",
        a,
        16,
    )
    for x, y, lean in ((128, 196, 30), (194, 168, 8), (262, 184, -24)):
        c.fill(turned(box(x - 13, y - 34, 26, 84, 13), lean, x, y), shade(a, 0.5))
    c.line("M52 282 Q56 304 112 298 L290 294 Q340 304 354 282", b, 12)


def yoga_mat(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 416, 180)
    c.solid("M86 330 H340 L372 400 H60 Z", a, 8)
    c.line("M100 346 H334 L356 388 H84 Z", light(a, 0.25), 3)
    c.block(78, 208, 244, 140, 60, shade(a, 0.04), 12)
    c.solid(oval(310, 278, 44, 70), light(a, 0.12), 6)
    for r in (1, 0.66, 0.32):
        c.line(arc(310, 278, 34 * r, 58 * r, 0, 360), shade(a, 0.22), 4)
    for x in (122, 224):
        c.line(arc(x, 278, 14, 70, 90, 270), b, 12)
    c.line("M122 208 C130 130 216 130 224 208", d, 10)


def bottle(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 432, 90)
    c.line("M168 92 C150 30 250 30 232 92", d, 10)
    c.block(156, 84, 88, 52, 12, b, 8)
    c.solid(even("M200 138 H162 Q132 152 132 196 V400 Q134 426 160 426 H200"), a, 16)
    c.box(132, 372, 136, 12, 0, shade(a, 0.2))
    c.fill("M150 330 L186 268 L206 300 L222 280 L250 330 Z", light(a, 0.45))
    c.dot(232, 248, 13, d)
    c.gleam("M152 200 V300", 8, a)


def tent(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 406, 195)
    c.dot(326, 110, 28, mix("lemon", c.ground, 0.3))
    c.line("M40 400 L14 414 M360 400 L386 414", d, 5)
    c.solid("M200 140 L376 402 H24 Z", a, 14)
    c.fill("M200 140 L270 402 H130 Z", b)
    c.fill("M200 172 L230 402 H170 Z", shade(b, 0.55))
    c.solid("M200 166 Q178 300 136 402 H170 Q196 300 200 166 Z", light(b, 0.2), 5)
    c.solid("M200 166 Q222 300 264 402 H230 Q204 300 200 166 Z", light(b, 0.2), 5)
    c.line("M200 140 L192 118 M200 140 L208 118", d, 6)
    c.fill("M30 392 H370 L376 404 H24 Z", shade(a, 0.3))


def lantern(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 430, 110)
    c.line("M130 170 C120 20 280 20 270 170", b, 9)
    c.solid("M144 126 H256 L274 172 H126 Z", a, 9)
    c.solid(box(140, 172, 120, 176, 18), mix("lemon", "#ffffff", 0.45), 10)
    c.solid("M200 218 Q234 276 200 312 Q166 276 200 218 Z", "amber", 6)
    c.fill("M200 262 Q214 288 200 306 Q186 288 200 262 Z", "lemon")
    c.line("M156 174 V346 M244 174 V346", b, 7)
    c.block(112, 340, 176, 80, 18, a, 12)
    c.solid(oval(200, 380, 15), d, 4)


def bicycle(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 398, 185)
    for x in (98, 302):
        c.ring(x, 310, 76, "ink", 9)
        for angle in range(0, 180, 30):
            c.line(turned(path(f"M{x} 236 V384"), angle, x, 310), "silver", 1.6)
        c.dot(x, 310, 9, "graphite")
    c.line("M98 310 L150 196 L262 190 L192 312 Z M150 196 L192 312", a, 11)
    c.line("M254 146 L302 310", a, 11)
    c.line("M146 184 L140 162", "graphite", 9)
    c.solid(box(108, 146, 66, 20, 10), b, 5)
    c.line("M254 146 Q250 118 292 122", "graphite", 9)
    c.line("M276 121 H298", b, 13)
    c.dot(192, 312, 19, "graphite")
    c.line("M192 312 L216 346 M204 350 H230", "graphite", 8)
    c.block(250, 176, 66, 52, 8, d, 6)
    c.line("M256 190 H310 M256 206 H310", shade(d, 0.2), 3)


def skateboard(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(214, 420, 120)
    board = turned(box(138, 46, 124, 400, 62), 16, 200, 246)
    c.solid(board, a, 12)
    with c.inside(board):
        for at, colour in enumerate((b, d, b)):
            c.line(
                turned(
                    path(f"M80 {226 + at * 30} Q200 {166 + at * 30} 320 {226 + at * 30}"),
                    16,
                    200,
                    246,
                ),
                colour,
                15,
            )
    for y in (118, 374):
        c.fill(
            turned(box(110, y - 15, 30, 34, 9) + box(260, y - 15, 30, 34, 9), 16, 200, 246), "cream"
        )
        for x in (188, 212):
            c.fill(turned(oval(x, y - 7, 4) + oval(x, y + 9, 4), 16, 200, 246), shade(a, 0.5))


def football(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 412, 130)
    ball = oval(200, 264, 142)
    c.solid(ball, a, 18)
    with c.inside(ball):
        for angle in range(0, 360, 72):
            c.line(turned(path("M200 216 V160"), angle, 200, 264), d, 6)
            c.fill(
                turned(path("M200 160 L250 138 L240 90 H160 L150 138 Z"), angle + 0, 200, 264), b
            )
            c.line(turned(path("M250 138 L300 176"), angle, 200, 264), d, 6)
        c.fill("M200 216 L246 249 L228 303 H172 L154 249 Z", b)


def dumbbells(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 392, 170)
    for y, tone in ((214, shade(a, 0.1)), (326, a)):
        c.block(120, y - 12, 160, 24, 8, "silver", 6)
        for x in (62, 272):
            c.block(x, y - 54, 66, 108, 22, tone, 10)
            c.box(x + 20, y - 54, 9, 108, 0, b)
        c.box(160, y - 12, 80, 24, 6, d)


def hiking_boot(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 408, 170)
    c.solid(
        "M86 360 Q98 250 78 128 Q140 96 210 122 Q212 220 244 262 Q326 276 346 322 L352 360 Z", a, 14
    )
    c.solid(box(70, 112, 148, 40, 18), b, 7)
    c.fill("M266 268 Q340 290 352 360 H270 Q250 310 266 268 Z", shade(b, 0.12))
    for x, y in ((190, 178), (198, 212), (212, 246), (240, 272)):
        c.line(f"M{x - 40} {y + 10} L{x + 8} {y - 6}", d, 7)
        c.dot(x - 42, y + 11, 7, "gold")
    c.solid(
        "M72 352 H360 V382 L344 396 H330 L320 386 L306 396 H288 L278 386 L264 396 H90 Q72 396 72 378 Z",
        "charcoal",
        6,
    )


OUTDOORS = (
    helmet,
    yoga_mat,
    bottle,
    tent,
    lantern,
    bicycle,
    skateboard,
    football,
    dumbbells,
    hiking_boot,
)
