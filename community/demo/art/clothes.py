"""Clothes. Each takes a canvas and three colours: cloth, second, detail."""

from community.demo.art.canvas import Canvas
from community.demo.art.colours import light, mix, shade
from community.demo.art.shapes import even, oval, pair

_SLEEVES = "M150 96 L96 122 Q70 138 62 190 L44 330 L88 340 L120 220 Z"
_BODY = "M200 108 Q168 108 150 94 Q112 108 108 150 L116 390 H200"


def _hem(c: Canvas, y: float, left: float, right: float, colour: str) -> None:
    for x in range(round(left), round(right), 9):
        c.line(f"M{x} {y} V{y + 18}", colour, 3)


def t_shirt(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 424, 130)
    c.solid(pair("M150 90 L92 114 Q70 124 58 158 L40 216 L98 236 L124 180 Z"), shade(a, 0.05), 8)
    body = even("M200 112 Q164 112 148 88 Q116 98 110 130 L116 400 Q160 410 200 408")
    c.solid(body, a, 12)
    with c.inside(body):
        for y in range(196, 330, 44):
            c.box(80, y, 240, 18, 0, b)
    c.line("M148 88 Q164 128 200 128 Q236 128 252 88", d, 10)
    c.line("M52 204 L100 222 M348 204 L300 222", shade(a, 0.2), 3)


def tee_print(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 424, 130)
    c.solid(pair("M150 90 L92 114 Q70 124 58 158 L40 216 L98 236 L124 180 Z"), shade(a, 0.05), 8)
    c.solid(even("M200 112 Q164 112 148 88 Q116 98 110 130 L116 400 Q160 410 200 408"), a, 12)
    c.line("M148 88 Q164 122 200 122 Q236 122 252 88", shade(a, 0.16), 9)
    c.dot(200, 222, 46, b)
    with c.inside(oval(200, 222, 46)):
        c.fill("M140 244 Q170 226 200 244 Q230 262 260 244 V290 H140 Z", d)
    c.line("M170 292 H230 M182 306 H218", d, 5)


def jumper(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 424, 140)
    c.solid(pair(_SLEEVES), shade(a, 0.06), 10)
    c.fill(pair("M48 304 L44 336 L88 346 L98 312 Z"), shade(a, 0.24))
    body = even(_BODY)
    c.solid(body, a, 12)
    with c.inside(body):
        c.box(80, 186, 240, 64, 0, b)
        for x in range(100, 320, 24):
            c.fill(f"M{x} 192 L{x + 12} 218 L{x} 244 L{x - 12} 218 Z", d)
    c.block(114, 380, 172, 30, 9, shade(a, 0.2), 6)
    for x in range(126, 280, 12):
        c.line(f"M{x} 386 V404", shade(a, 0.34), 2.5)
    c.line("M152 100 Q170 122 200 122 Q230 122 248 100", shade(a, 0.24), 15)


def cardigan(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 428, 140)
    c.solid(pair(_SLEEVES), shade(a, 0.06), 10)
    c.fill(pair("M48 304 L44 336 L88 346 L98 312 Z"), b)
    c.solid(even("M200 100 L150 94 Q112 108 108 150 L114 410 H200"), a, 12)
    c.fill(even("M200 92 H152 L200 236"), shade(a, 0.5))
    c.line("M152 96 L196 232 V404 M248 96 L204 232 V404", b, 13)
    for y in (258, 304, 350, 394):
        c.dot(200, y, 8, d)
    c.line("M130 320 H174 V368 H130 Z M226 320 H270 V368 H226 Z", shade(a, 0.16), 4)


def hoodie(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 424, 140)
    c.solid(pair(_SLEEVES), shade(a, 0.06), 10)
    c.fill(pair("M48 306 L44 334 L88 344 L97 314 Z"), shade(a, 0.22))
    c.solid(even(_BODY), a, 12)
    c.solid(even("M200 56 C150 56 132 92 140 118 Q168 150 200 152"), a, 9)
    c.fill(even("M200 78 C170 78 158 100 162 118 Q180 136 200 137"), b)
    c.line("M184 138 V204 M216 138 V190", d, 5)
    c.solid(even("M200 276 H158 L136 346 H200"), shade(a, 0.1), 6)
    c.block(114, 382, 172, 26, 9, shade(a, 0.2), 6)


def shirt(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 426, 140)
    c.solid(pair(_SLEEVES), shade(a, 0.06), 10)
    c.fill(pair("M47 312 L44 334 L88 344 L96 318 Z"), b)
    body = even("M200 104 L150 94 Q112 108 108 150 L114 384 Q130 414 166 404 L200 398")
    c.solid(body, a, 12)
    with c.inside(body):
        for x in range(92, 320, 22):
            c.line(f"M{x} 80 V420", mix(a, b, 0.45), 4)
    c.box(190, 110, 20, 292, 3, light(a, 0.3))
    for y in range(140, 400, 42):
        c.dot(200, y, 4.5, d)
    c.solid(pair("M200 110 L160 78 L138 104 L172 142 Z"), light(a, 0.4), 5)
    c.solid("M232 180 H272 V222 L252 232 L232 222 Z", light(a, 0.3), 4)


def coat(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 444, 140)
    c.solid(pair("M150 70 L104 92 Q80 106 72 160 L54 330 L98 338 L122 200 Z"), shade(a, 0.06), 10)
    c.solid(even("M200 80 L150 66 Q116 80 112 124 L96 430 H200"), a, 14)
    c.fill(even("M200 70 L160 74 L200 190"), b)
    c.line("M200 190 V428", shade(a, 0.25), 3)
    c.solid(pair("M200 186 L158 66 L128 92 L138 146 L158 144 Z"), light(a, 0.16), 6)
    c.solid(pair("M122 300 L166 296 V316 L120 322 Z"), shade(a, 0.14), 4)
    for y in (212, 262, 312):
        c.fill(oval(182, y, 7) + oval(218, y, 7), d)


def puffer(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 418, 140)
    c.solid(pair("M150 96 L98 116 Q66 140 60 200 L52 336 Q70 350 96 342 L124 230 Z"), a, 10)
    body = even("M200 96 L150 90 Q108 102 106 150 L112 392 Q150 406 200 402")
    c.solid(body, a, 14)
    for y in range(150, 300, 48):
        c.line(f"M{92 - y * 0.1} {y + 30} L{126 - y * 0.12} {y + 40}", shade(a, 0.2), 4)
        c.line(f"M{308 + y * 0.1} {y + 30} L{274 + y * 0.12} {y + 40}", shade(a, 0.2), 4)
    for y in range(150, 380, 48):
        c.line(f"M115 {y} Q156 {y + 14} 200 {y} Q244 {y + 14} 285 {y}", shade(a, 0.2), 4)
        c.gleam(f"M126 {y + 26} Q140 {y + 31} 156 {y + 32}", 5, a)
    c.block(148, 66, 104, 52, 22, b, 8)
    c.line("M200 72 V400", d, 5)
    c.box(195, 104, 10, 24, 4, shade(d, 0.3))


def raincoat(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 442, 140)
    c.solid(
        pair("M150 104 L104 124 Q80 140 74 190 L58 340 L102 346 L124 226 Z"), shade(a, 0.06), 10
    )
    c.solid(even("M200 108 L150 98 Q114 112 112 150 L92 424 Q146 436 200 432"), a, 14)
    c.solid(even("M200 48 C152 48 134 86 140 116 Q170 142 200 144"), a, 10)
    c.fill(even("M200 70 C170 70 158 92 162 112 Q182 128 200 128"), b)
    c.line("M200 144 V428", shade(a, 0.2), 4)
    c.solid(pair("M124 304 L172 300 V352 L120 356 Z"), shade(a, 0.08), 4)
    for y in (176, 236, 296, 356):
        c.line(f"M184 {y} H216", d, 8)


def dress(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 440, 140)
    shape = even(
        "M200 116 Q168 112 158 62 L136 66 Q142 120 122 146 Q144 200 142 222"
        " Q110 320 76 412 Q140 436 200 434"
    )
    c.solid(shape, a, 14)
    with c.inside(shape):
        for row, y in enumerate(range(90, 440, 34)):
            for x in range(72 + row % 2 * 20, 340, 40):
                c.dot(x, y, 6, b)
                c.dot(x, y, 2.4, d)
    c.line("M142 222 Q200 236 258 222", d, 11)
    c.line("M172 250 L150 400 M226 250 L246 400", shade(a, 0.14), 4)


def slip_dress(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 442, 130)
    c.line("M148 130 L172 52 M252 130 L228 52", b, 5)
    c.solid(
        even("M200 142 Q168 110 146 122 Q136 180 144 222 Q112 330 104 424 Q150 440 200 436"), a, 16
    )
    c.line("M144 222 Q200 240 256 222", shade(a, 0.16), 4)
    c.line("M176 262 Q156 340 152 416 M214 270 Q232 350 234 420", shade(a, 0.12), 4)
    c.line("M105 420 Q150 436 200 433 Q250 436 295 420", d, 7)
    c.gleam("M158 250 Q140 310 134 370", 7, a)


def skirt(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 420, 150)
    c.solid(even("M200 130 H134 L66 388 Q130 416 200 412"), a, 16)
    for top, foot in ((150, 104), (174, 160), (200, 206), (226, 250), (250, 300)):
        c.line(f"M{top} 150 L{foot} {404 - abs(200 - foot) * 0.08}", shade(a, 0.15), 4)
    c.block(130, 104, 140, 36, 8, b, 6)
    c.box(186, 108, 28, 28, 6, d)
    c.line("M70 374 Q130 402 200 398 Q270 402 330 374", b, 6)


def trousers(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 444, 130)
    c.solid(even("M200 80 H126 Q118 260 96 432 H182 L200 204"), a, 12)
    c.line("M152 116 L142 424 M248 116 L258 424", shade(a, 0.16), 3)
    c.line("M132 112 Q150 136 126 156 M268 112 Q250 136 274 156", shade(a, 0.22), 4)
    c.block(122, 62, 156, 32, 6, b, 6)
    c.line("M200 94 V176", shade(a, 0.22), 4)
    c.dot(200, 78, 6, d)


def jeans(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 444, 130)
    c.solid(even("M200 76 H122 Q108 240 112 408 H178 L200 196"), a, 12)
    c.solid(pair("M108 396 H182 V432 H108 Z"), light(a, 0.35), 5)
    c.line("M128 104 Q150 140 180 104 M272 104 Q250 140 220 104", d, 3)
    c.line("M122 140 Q114 260 118 390 M278 140 Q286 260 282 390", d, 2.5)
    c.block(118, 60, 164, 30, 5, shade(a, 0.16), 6)
    for x in (134, 176, 224, 266):
        c.box(x - 5, 54, 10, 42, 3, a)
    c.line("M200 90 V160 Q214 158 216 130 V92", d, 3)
    c.dot(200, 75, 7, b)
    c.fill(pair("M140 250 q20 10 40 0 l-2 14 q-18 8 -36 0 Z"), light(a, 0.2))


def shorts(c: Canvas, a: str, b: str, d: str) -> None:
    c.shadow(200, 410, 150)
    c.solid(even("M200 130 H110 L74 372 Q120 390 186 386 L200 254"), a, 14)
    c.line("M118 160 Q146 190 106 226 M282 160 Q254 190 294 226", shade(a, 0.18), 4)
    c.line("M80 350 Q126 368 186 364 M320 350 Q274 368 214 364", b, 8)
    c.block(104, 104, 192, 38, 14, shade(a, 0.12), 6)
    c.line("M190 130 Q176 176 182 206 M210 130 Q222 170 214 196", d, 6)


CLOTHES = (
    t_shirt,
    tee_print,
    jumper,
    cardigan,
    hoodie,
    shirt,
    coat,
    puffer,
    raincoat,
    dress,
    slip_dress,
    skirt,
    trousers,
    jeans,
    shorts,
)
