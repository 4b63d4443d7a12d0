"""Bags, jewellery and other things to carry. Three colours: body, second, detail."""

from community.demo.art.canvas import Canvas
from community.demo.art.colours import light, shade
from community.demo.art.shapes import arc, box, even, oval, path, turned


def tote(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 420, 150)
    c.line("M142 224 V160 C142 66 258 66 258 160 V224", shade(b, 0.2), 14)
    c.solid("M94 196 H306 L332 412 H68 Z", a, 18)
    c.line("M142 204 V256 M258 204 V256", b, 14)
    c.line("M84 386 H316", shade(a, 0.16), 3)
    c.dot(200, 310, 26, d)
    c.dot(200, 310, 14, a)


def canvas_tote(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 428, 140)
    c.line("M146 190 V120 C146 40 254 40 254 120 V190", shade(a, 0.15), 15)
    c.solid("M92 180 H308 L314 420 H86 Z", a, 14, 0.1)
    c.line("M146 186 V222 M254 186 V222", shade(a, 0.1), 15)
    c.fill("M200 372 Q196 320 200 286 L204 286 Q206 320 204 372 Z", d)
    for lean in (-44, 0, 44):
        c.fill(
            turned(
                path(
                    "M200 300 Q176 268 182 238 L192 250 L200 230 L208 250 L218 238"
                    " Q224 268 200 300 Z"
                ),
                lean,
                200,
                324,
            ),
            b,
        )
    c.fill("M200 360 Q156 356 150 326 Q190 324 200 360 Q210 330 250 332 Q240 360 200 360 Z", d)


def handbag(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 408, 150)
    c.line("M112 234 C98 30 302 30 288 234", b, 11)
    c.solid(box(70, 208, 260, 192, 40), a, 16)
    c.solid(even("M200 200 H96 Q66 204 68 240 Q90 326 200 330"), light(a, 0.14), 9)
    c.solid(box(180, 300, 40, 52, 12), d, 6)
    c.dot(200, 326, 6, shade(d, 0.5))
    c.dot(112, 236, 11, d)
    c.dot(288, 236, 11, d)


def backpack(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 432, 140)
    c.line("M170 84 C170 40 230 40 230 84", b, 13)
    c.line("M104 160 Q64 230 88 370 M296 160 Q336 230 312 370", shade(b, 0.2), 19)
    c.solid(box(96, 74, 208, 350, 78), a, 16)
    c.line("M118 186 Q200 150 282 186", shade(a, 0.28), 6)
    c.solid(box(122, 262, 156, 134, 30), b, 10)
    c.line("M140 300 H260", shade(b, 0.3), 6)
    c.line("M238 300 V326", d, 7)
    c.solid(box(170, 200, 60, 40, 8), d, 5)
    c.gleam("M122 168 Q130 120 168 104", 8, a)


def rolltop(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 434, 130)
    c.solid("M104 130 H296 L304 410 Q304 426 286 426 H114 Q96 426 96 410 Z", a, 14)
    c.solid(box(92, 84, 216, 62, 28), shade(a, 0.08), 9)
    c.line("M112 116 H288", shade(a, 0.3), 4)
    c.line("M150 96 V330 M250 96 V330", b, 17)
    c.solid(box(136, 226, 28, 36, 6), d, 4)
    c.solid(box(236, 226, 28, 36, 6), d, 4)
    c.solid(box(116, 320, 168, 86, 12), light(a, 0.12), 6)


def suitcase(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 436, 140)
    c.line("M160 120 V46 H240 V120", b, 10)
    c.fill(oval(134, 424, 14) + oval(266, 424, 14), "ink")
    c.solid(box(96, 108, 208, 312, 34), a, 14)
    for x in (134, 167, 200, 233, 266):
        c.line(f"M{x} 132 V396", shade(a, 0.16), 7)
    c.line("M98 264 H302", shade(a, 0.32), 5)
    c.solid(box(178, 248, 44, 32, 8), d, 5)
    c.solid(turned(box(116, 320, 62, 40, 8), -12, 150, 340), "cream", 4)
    c.line(turned(path("M128 334 H166 M128 346 H154"), -12, 150, 340), "ember", 4)


def wallet(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(204, 388, 150)
    c.solid(turned(box(112, 130, 160, 90, 10), -10, 190, 180), d, 6)
    c.solid(turned(box(120, 156, 160, 90, 10), -5, 190, 200), "cream", 6)
    c.solid(box(66, 186, 268, 190, 22), a, 12)
    c.line(box(80, 200, 240, 162, 14), light(a, 0.2), 2.5, closed=True)
    c.solid("M254 250 H340 V312 H254 Q232 281 254 250 Z", b, 7)
    c.dot(266, 281, 10, d)


def sunglasses(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 344, 170)
    c.line("M58 216 Q40 180 78 132 M342 216 Q360 180 322 132", shade(a, 0.15), 10)
    for lens in (box(44, 196, 140, 112, 50), box(216, 196, 140, 112, 50)):
        c.solid(lens, b, 4)
        with c.inside(lens):
            x = 40 if lens[0][0][0] < 200 else 212
            c.fill(f"M{x} 300 L{x + 70} 180 H{x + 100} L{x + 30} 320 Z", light(b, 0.35))
        c.line(lens, a, 12, closed=True)
    c.line("M182 238 Q200 218 218 238", a, 12)
    c.line("M46 226 L40 216 M354 226 L360 216", d, 9)


def watch(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 448, 90, 14)
    c.solid(
        "M160 60 Q200 50 240 60 L248 172 H152 Z M152 300 H248 L240 432 Q200 442 160 432 Z", a, 9
    )
    c.line(
        "M174 80 L168 160 M226 80 L232 160 M168 316 L174 412 M232 316 L226 412", light(a, 0.25), 2.5
    )
    for y in (360, 382, 404):
        c.dot(200, y, 4, shade(a, 0.4))
    c.box(284, 224, 24, 24, 6, shade(d, 0.1))
    c.solid(oval(200, 236, 92), d, 10)
    c.dot(200, 236, 76, b)
    for hour in range(12):
        c.line(turned(path("M200 170 V180"), hour * 30, 200, 236), d, 5 if hour % 3 else 8)
    c.line("M200 236 V190 M200 236 L232 254", "ink", 6)
    c.line("M200 252 L196 178", "ember", 3)
    c.dot(200, 236, 7, "ember")


def ring(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 424, 110)
    c.line(arc(200, 302, 96, 102, 0, 360), shade(a, 0.25), 24)
    c.line(arc(197, 299, 96, 102, 0, 360), a, 20)
    c.gleam(arc(197, 299, 96, 102, 150, 215), 5, a, 0.6)
    c.solid("M148 128 L176 92 H224 L252 128 L200 206 Z", b, 8)
    c.fill("M148 128 H252 L200 206 Z", shade(b, 0.14))
    c.fill("M176 128 H224 L200 206 Z", light(b, 0.25))
    c.fill("M176 92 H224 L236 128 H164 Z", light(b, 0.45))
    for x, y in ((112, 100), (288, 84), (306, 140)):
        c.fill(
            f"M{x} {y - 16} L{x + 4} {y - 4} L{x + 16} {y} L{x + 4} {y + 4} L{x} {y + 16}"
            f" L{x - 4} {y + 4} L{x - 16} {y} L{x - 4} {y - 4} Z",
            d,
        )


def earrings(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 416, 140)
    for x in (124, 276):
        c.ring(x, 92, 16, d, 5)
        c.solid(oval(x, 142, 26), a, 6)
        c.line(f"M{x} 168 V196", d, 4)
        c.solid(even(f"M{x} 192 H{x - 58} Q{x - 58} 276 {x} 276", x), b, 8)
        c.line(f"M{x} 276 V300", d, 4)
        c.solid(f"M{x} 300 Q{x + 34} 352 {x} 380 Q{x - 34} 352 {x} 300 Z", a, 7)


def necklace(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 440, 120)
    c.solid(
        "M152 60 Q152 150 110 190 Q66 230 60 430 H340 Q334 230 290 190 Q248 150 248 60 Z",
        d,
        14,
        0.1,
    )
    c.line("M146 132 Q140 300 200 322 Q260 300 254 132", a, 4.5)
    for x, y in ((152, 226), (166, 276), (234, 276), (248, 226)):
        c.solid(oval(x, y, 9), a, 2)
    c.solid(oval(200, 340, 27), b, 6)
    c.ring(200, 340, 27, a, 5)
    c.gleam(arc(200, 340, 16, 16, 190, 260), 4, b)


def umbrella(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(206, 432, 100, 14)
    c.line("M200 70 V376 C200 436 254 430 254 384", d, 11)
    dome = path(
        "M36 238 C50 120 130 84 200 84 C270 84 350 120 364 238 Q336 210 308 238 Q282 210 254 238"
        " Q226 210 200 238 Q174 210 146 238 Q118 210 92 238 Q64 210 36 238 Z"
    )
    c.solid(dome, a, 12)
    with c.inside(dome):
        c.fill("M200 84 Q150 140 146 250 H254 Q250 140 200 84 Z", b)
        c.fill("M200 84 Q76 130 92 250 H30 V80 Z", shade(a, 0.1))
    c.line("M200 84 V60", d, 7)


def perfume(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 420, 130)
    c.block(162, 84, 76, 84, 12, d, 8)
    c.box(174, 164, 52, 26, 4, shade(d, 0.3))
    c.block(92, 186, 216, 226, 34, light(a, 0.5), 12)
    c.solid(box(110, 252, 180, 144, 22), a, 10)
    c.box(146, 282, 108, 76, 6, b)
    c.line("M168 308 H232 M182 330 H218", shade(a, 0.4), 5)
    c.gleam("M110 226 V320", 8)


CARRIED = (
    tote,
    canvas_tote,
    handbag,
    backpack,
    rolltop,
    suitcase,
    wallet,
    sunglasses,
    watch,
    ring,
    earrings,
    necklace,
    umbrella,
    perfume,
)
