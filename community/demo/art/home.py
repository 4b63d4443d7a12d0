"""Furniture, lamps and textiles. Each takes a canvas and three colours: body, second, detail."""

from community.demo.art.canvas import Canvas
from community.demo.art.colours import light, mix, shade
from community.demo.art.shapes import box, even, oval, path, turned


def table_lamp(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 424, 130)
    c.line("M200 220 V408", b, 13)
    c.solid(oval(200, 410, 74, 17), b)
    c.line("M246 216 V272", d, 2.5)
    c.dot(246, 276, 6, d)
    c.oval(200, 226, 104, 15, shade(a, 0.45))
    c.solid("M150 82 H250 L306 228 Q200 252 94 228 Z", a, 26, 0.12)
    c.gleam("M160 108 L128 200", 8, a)


def floor_lamp(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(232, 432, 110)
    c.line("M250 424 V160 C250 60 118 40 112 130", b, 8)
    c.solid(oval(250, 424, 62, 13), b)
    c.solid("M112 116 C58 118 40 160 38 196 H186 C184 160 166 118 112 116 Z", a, 14)
    c.oval(112, 197, 74, 12, shade(a, 0.4))
    c.oval(112, 203, 26, 9, d)
    c.gleam("M62 176 Q68 148 88 138", 6, a)


def pendant_lamp(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 430, 110, 14, 0.14)
    c.line("M200 0 V150", b, 4)
    c.block(182, 136, 36, 44, 8, b)
    c.solid(even("M200 172 C96 172 62 262 60 318 Q130 342 200 342"), a, 22)
    c.oval(200, 318, 140, 22, shade(a, 0.45))
    c.dot(200, 318, 26, d)
    c.line("M76 268 Q200 292 324 268", light(a, 0.35), 4)
    c.gleam("M92 282 Q104 220 146 198", 8, a)


def mushroom_lamp(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 426, 140)
    c.solid("M172 240 H228 C228 330 236 370 262 408 H138 C164 370 172 330 172 240 Z", b)
    c.solid(oval(200, 408, 70, 15), b)
    c.oval(200, 248, 118, 22, d)
    c.solid(even("M200 96 C110 96 64 170 64 246 Q130 270 200 270"), a, 22)
    c.gleam("M96 218 Q104 156 150 130", 10, a)


def dining_chair(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 428, 130)
    c.line("M164 300 L158 412 M236 300 L242 412", shade(b, 0.25), 12)
    c.line("M132 296 L106 426 M268 296 L294 426", b, 13)
    c.solid(even("M200 84 C140 84 122 100 124 140 L132 270 H200"), a, 12)
    c.solid(box(104, 262, 192, 36, 17), shade(a, 0.14))
    c.gleam("M146 118 Q166 104 196 104", 7, a)
    c.line("M200 120 V240", shade(a, 0.12), 3)


def armchair(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 428, 165)
    c.line("M104 380 L92 424 M296 380 L308 424", b, 14)
    c.solid(even("M200 120 C110 120 88 150 92 210 L100 350 H200"), a, 14)
    c.solid(box(112, 268, 176, 66, 26), light(a, 0.18), 10)
    c.solid(box(88, 316, 224, 68, 20), a, 8)
    c.solid(box(54, 220, 66, 166, 32), a, 10)
    c.solid(box(280, 220, 66, 166, 32), a, 10)
    c.solid(turned(box(160, 206, 84, 74, 16), -8, 200, 240), d, 8)
    c.gleam("M124 164 Q150 142 190 142", 7, a)


def sofa(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 408, 195)
    c.line("M62 370 L54 402 M338 370 L346 402 M150 372 V400 M250 372 V400", b, 11)
    c.solid(box(46, 190, 308, 150, 34), a, 12)
    c.line("M200 200 V290", shade(a, 0.14), 4)
    c.solid(box(66, 278, 136, 50, 18), light(a, 0.14), 8)
    c.solid(box(198, 278, 136, 50, 18), light(a, 0.14), 8)
    c.solid(box(40, 318, 320, 58, 20), a, 8)
    c.solid(box(16, 234, 62, 144, 30), a, 10)
    c.solid(box(322, 234, 62, 144, 30), a, 10)
    c.solid(turned(box(88, 216, 74, 70, 15), -10, 120, 250), d, 8)
    c.solid(turned(box(244, 218, 70, 66, 15), 12, 280, 250), mix(d, a, 0.5), 8)


def stool(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 430, 130)
    c.line("M170 210 L150 424 M230 210 L250 424", shade(b, 0.22), 13)
    c.line("M128 350 H272", shade(b, 0.1), 9)
    c.line("M140 210 L102 426 M260 210 L298 426", b, 14)
    c.solid(box(92, 174, 216, 44, 22), a, 10)
    c.oval(200, 180, 100, 16, light(a, 0.22))


def side_table(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 430, 140)
    c.line("M150 224 L128 422 M250 224 L272 422", b, 13)
    c.line("M200 230 V410", shade(b, 0.25), 13)
    c.solid(oval(200, 222, 138, 30), shade(a, 0.16))
    c.solid(oval(200, 212, 138, 28), a, 12)
    c.solid("M204 202 Q150 150 176 96 Q224 130 204 202 Z", "fern", 7)
    c.solid("M204 202 Q206 140 258 118 Q264 174 204 202 Z", "sage", 7)
    c.solid(even("M202 158 Q178 158 186 176 Q160 204 180 214 H202", 202), d, 8)


def bookshelf(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 440, 140)
    c.block(88, 60, 224, 376, 6, a, 8)
    for row, y in enumerate((78, 166, 254, 342)):
        c.box(102, y, 196, 76, 3, shade(a, 0.42))
        x = 108 + row * 14
        for at, (width, tall) in enumerate(((17, 60), (13, 52), (20, 64), (15, 56), (18, 60))):
            colour = (b, d, light(b, 0.4), shade(d, 0.2), "cream")[(at + row) % 5]
            c.block(x, y + 76 - tall, width, tall, 2, colour, 3)
            x += width + 2
    c.solid(oval(262, 142, 22, 13), "terracotta")
    c.solid(
        "M262 134 Q236 108 246 84 Q268 104 262 134 Q272 106 288 92 Q288 122 262 134 Z", "fern", 4
    )
    c.solid(even("M264 262 Q246 290 250 320 Q254 330 264 330", 264), d, 6)


def rug(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(208, 414, 180, 20, 0.14)
    for x in range(76, 330, 10):
        c.line(f"M{x} 70 V54 M{x} 426 V440", d, 3)
    c.solid(box(70, 66, 260, 364, 4), a, 6)
    c.line(box(88, 84, 224, 328, 2), d, 4, closed=True)
    for y, colour in ((140, b), (248, d), (356, b)):
        c.fill(f"M200 {y - 48} L272 {y} L200 {y + 48} L128 {y} Z", colour)
        c.fill(f"M200 {y - 24} L236 {y} L200 {y + 24} L164 {y} Z", a)
    for y in (194, 302):
        c.fill(f"M104 {y - 14} L128 {y} L104 {y + 14} Z M296 {y - 14} L272 {y} L296 {y + 14} Z", d)


def cushion(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 404, 150)
    shape = path("M74 108 Q200 146 326 108 Q296 250 330 388 Q200 356 70 388 Q104 250 74 108 Z")
    c.solid(shape, a, 16)
    with c.inside(shape):
        for x in range(100, 330, 44):
            c.line(f"M{x} 100 Q{x - 8} 250 {x} 400", b, 12)
            c.line(f"M{x + 20} 100 Q{x + 14} 250 {x + 20} 400", d, 3)
    for x, y in ((74, 108), (326, 108), (330, 388), (70, 388)):
        c.dot(x, y, 10, d)


def blanket(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 420, 160)
    for layer, colour in enumerate((shade(a, 0.15), b, a)):
        y = 350 - layer * 62
        c.solid(box(70, y, 260, 66, 30), colour, 8)
        c.line(f"M300 {y + 33} H150", shade(colour, 0.18), 3)
    c.solid("M150 216 H270 L262 380 H142 Z", light(a, 0.2), 8)
    for y in (250, 290, 330):
        c.line(f"M{152 - (y - 230) * 0.05} {y} H{262 - (y - 250) * 0.04}", d, 7)
    for x in range(148, 264, 12):
        c.line(f"M{x} 380 V398", light(a, 0.2), 4)


def mirror(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 436, 110)
    shape = even("M200 66 C110 66 84 130 84 210 V420 H200")
    c.solid(shape, a, 8)
    glass = even("M200 82 C122 82 100 140 100 212 V404 H200")
    c.fill(glass, b)
    with c.inside(glass):
        c.fill("M60 330 L260 60 H310 L60 400 Z M160 440 L340 190 V230 L190 440 Z", light(b, 0.45))


FURNISHINGS = (
    table_lamp,
    floor_lamp,
    pendant_lamp,
    mushroom_lamp,
    dining_chair,
    armchair,
    sofa,
    stool,
    side_table,
    bookshelf,
    rug,
    cushion,
    blanket,
    mirror,
)
