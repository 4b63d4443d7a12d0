"""Gadgets and kitchen machines. Three colours: body, second, detail."""

from community.demo.art.canvas import Canvas
from community.demo.art.colours import light, mix, shade
from community.demo.art.shapes import arc, box, even, oval, turned


def e_reader(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(206, 434, 130)
    c.solid(turned(box(104, 70, 214, 352, 18), 5, 210, 250), b, 9)
    c.solid(box(90, 74, 206, 350, 18), a, 9)
    c.box(108, 96, 170, 270, 5, "chalk")
    c.line("M128 124 H216", d, 9)
    for row, y in enumerate(range(152, 350, 19)):
        c.line(f"M128 {y} H{(258, 250, 260, 200)[row % 4]}", "steel", 4)
    c.dot(193, 394, 11, shade(a, 0.25))


def game_pad(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 384, 175)
    c.solid(
        even("M200 160 Q150 150 108 162 Q58 174 38 330 Q36 376 74 374 Q104 366 130 310 H200"), a, 14
    )
    c.solid(box(150, 146, 100, 66, 18), b, 6)
    c.dot(200, 236, 9, light(a, 0.5))
    c.line("M88 226 H136 M112 202 V250", shade(a, 0.35), 17)
    for x, y, colour in ((288, 196, d), (312, 222, "mint"), (264, 222, "sky"), (288, 248, "lemon")):
        c.solid(oval(x, y, 12), colour, 3)
    for x in (156, 244):
        c.dot(x, 276, 30, shade(a, 0.3))
        c.solid(oval(x - 2, 273, 21), b, 6)


def smartwatch(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 450, 90, 14)
    c.solid(
        "M150 54 Q200 44 250 54 L262 160 H138 Z M138 320 H262 L250 440 Q200 450 150 440 Z", a, 9
    )
    c.solid(box(112, 136, 176, 204, 52), "graphite", 9)
    c.box(284, 210, 16, 48, 7, d)
    c.box(124, 148, 150, 178, 42, "ink")
    for r, colour, end in ((54, d, 200), (38, b, 90), (22, "lemon", 150)):
        c.line(arc(199, 237, r, r, 0, 360), mix("ink", colour, 0.25), 11)
        c.line(arc(199, 237, r, r, -90, end), colour, 11)


def power_bank(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(206, 430, 120)
    c.line("M200 90 C200 20 320 30 318 130 C316 220 330 260 300 300", b, 8)
    c.solid(box(284, 292, 34, 54, 8), b, 5)
    c.box(292, 344, 18, 20, 3, "silver")
    c.solid(box(104, 84, 176, 340, 36), a, 14)
    c.fill("M208 196 L160 284 H190 L178 350 L230 256 H198 Z", d)
    for step in range(4):
        c.dot(162 + step * 20, 128, 6, d if step < 3 else shade(a, 0.3))


def radio(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 394, 170)
    c.line("M290 180 L350 56", "silver", 6)
    c.dot(350, 56, 8, "silver")
    c.line("M110 178 C110 110 250 110 250 178", b, 13)
    c.solid(box(46, 172, 308, 214, 28), a, 14)
    c.box(66, 196, 158, 168, 14, shade(a, 0.25))
    for y in range(210, 360, 17):
        c.line(f"M78 {y} H212", b, 6)
    c.box(240, 200, 98, 62, 8, "cream")
    c.line("M250 216 H328 M250 246 H300", "steel", 3)
    c.line("M296 206 V256", "ember", 4)
    for x in (264, 314):
        c.solid(oval(x, 316, 23), d, 6)
        c.line(f"M{x} 316 L{x + 8} 302", shade(d, 0.4), 5)


def record_player(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 410, 180)
    c.solid("M48 250 L74 100 H326 L352 250 Z", mix("sky", c.ground, 0.62), 8, 0.08)
    c.gleam("M104 224 L120 134", 7, "sky", 0.7)
    c.solid("M40 262 L62 236 H338 L360 262 V300 H40 Z", light(a, 0.25), 6)
    c.oval(176, 262, 104, 22, "ink")
    c.oval(176, 262, 76, 15, "charcoal")
    c.oval(176, 262, 34, 8, d)
    c.line("M306 240 V254 L262 268", "silver", 7)
    c.block(36, 292, 328, 92, 12, a, 10)
    c.box(36, 292, 328, 12, 4, shade(a, 0.2))
    for x in (288, 328):
        c.solid(oval(x, 342, 13), b, 4)
    c.line("M62 342 H150", b, 6)
    c.fill(box(66, 382, 40, 18, 5) + box(294, 382, 40, 18, 5), shade(b, 0.3))


def drone(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 426, 130, 14, 0.15)
    for x, y in ((96, 150), (304, 150), (84, 306), (316, 306)):
        c.line(f"M200 236 L{x} {y + 18}", shade(a, 0.2), 17)
        c.solid(box(x - 15, y - 4, 30, 42, 10), b, 5)
        c.oval(x, y - 6, 66, 10, mix(d, c.ground, 0.35))
        c.dot(x, y - 8, 9, d)
    c.solid(box(128, 184, 144, 98, 44), a, 12)
    c.line("M160 208 H240", light(a, 0.35), 7)
    c.solid(box(164, 270, 72, 62, 24), b, 7)
    c.dot(200, 304, 21, "ink")
    c.dot(200, 304, 12, "petrol")
    c.dot(194, 298, 4, "snow")


def robot_vacuum(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(206, 290, 185, 150, 0.18)
    c.solid(oval(200, 262, 152), a, 12)
    c.ring(200, 262, 134, shade(a, 0.14), 4)
    c.line(arc(200, 262, 143, 143, 200, 340), b, 15)
    c.solid(oval(200, 202, 50), b, 8)
    c.dot(200, 202, 30, shade(b, 0.3))
    c.solid(box(170, 286, 60, 34, 17), light(a, 0.4), 5)
    c.dot(200, 303, 8, d)
    c.line("M170 356 Q200 372 230 356", shade(a, 0.25), 6)


def toaster(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 396, 170)
    for x in (104, 204):
        c.solid(
            f"M{x} 236 V172 Q{x - 14} 130 {x + 44} 128 Q{x + 104} 130 {x + 90} 172 V236 Z",
            "camel",
            7,
        )
        c.box(x + 10, 142, 66, 80, 14, "butter")
    c.solid(box(58, 196, 284, 186, 54), a, 16)
    c.line("M104 212 H296", shade(a, 0.35), 8)
    c.box(316, 238, 9, 84, 4, shade(a, 0.35))
    c.solid(box(306, 246, 44, 22, 9), d, 5)
    c.solid(oval(122, 330, 21), b, 5)
    c.line("M122 330 L130 318", shade(b, 0.4), 5)
    c.fill(box(88, 380, 44, 14, 6) + box(268, 380, 44, 14, 6), shade(a, 0.4))
    c.gleam("M86 284 Q86 238 116 232", 8, a)


def espresso(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 420, 160)
    c.block(72, 90, 256, 100, 22, a, 12)
    c.block(232, 150, 96, 230, 6, shade(a, 0.08), 10)
    c.block(64, 374, 272, 38, 12, a, 8)
    c.box(76, 366, 160, 14, 5, "silver")
    c.block(120, 188, 76, 30, 8, "silver", 6)
    c.line("M112 214 H60", d, 15)
    c.block(112, 206, 92, 20, 8, "graphite", 5)
    c.line("M148 228 V290 M168 228 V290", "walnut", 4)
    c.solid("M116 286 H200 L192 360 H124 Z", b, 9)
    c.line("M198 304 Q224 308 194 338", b, 8)
    c.solid(oval(118, 140, 25), "cream", 4)
    c.line("M118 140 L130 126", "ember", 4)
    c.fill(oval(182, 140, 9) + oval(212, 140, 9), d)
    c.fill(box(92, 62, 70, 30, 6) + box(176, 62, 70, 30, 6), b)
    c.gleam("M92 122 V160", 6, a)


def stand_mixer(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 420, 160)
    c.solid("M262 150 H340 V388 H262 Z", shade(a, 0.06), 8)
    c.block(70, 380, 274, 34, 16, a, 8)
    c.block(72, 92, 276, 98, 48, a, 14)
    c.box(72, 146, 190, 9, 4, d)
    c.line(
        "M136 188 V232 M136 232 C84 262 110 308 136 310 C162 308 188 262 136 232 V310", "silver", 6
    )
    c.solid("M68 262 H218 C218 340 190 372 178 380 H108 C96 372 68 340 68 262 Z", b, 12)
    c.line("M68 266 H218", light(b, 0.4), 7)
    c.solid(oval(306, 140, 17), d, 5)
    c.gleam("M100 130 Q108 112 134 110", 8, a)


GADGETS = (
    e_reader,
    game_pad,
    smartwatch,
    power_bank,
    radio,
    record_player,
    drone,
    robot_vacuum,
    toaster,
    espresso,
    stand_mixer,
)
