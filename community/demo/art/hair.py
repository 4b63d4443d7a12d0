"""Hair and headwear for the portraits: what lies behind the head, and what lies over it."""

from community.demo.art.canvas import Canvas
from community.demo.art.colours import light, shade
from community.demo.art.shapes import arc, box, even, moved, oval, pair

# The head is an oval about (200, 184), 72 wide and 84 high to each side.
_CAP = "M200 84 C140 84 118 128 120 184 Q132 176 138 150 Q170 140 200 140"


def _bare(c: Canvas, h: str) -> None:
    """Nothing on this side of the head."""


def _long_back(c: Canvas, h: str) -> None:
    c.solid(
        even("M200 78 C122 78 100 130 104 200 Q106 270 84 340 Q140 360 200 356"), shade(h, 0.12), 8
    )


def _bob_back(c: Canvas, h: str) -> None:
    c.solid(
        even("M200 80 C124 80 104 130 106 196 Q106 250 114 274 Q150 288 200 284"), shade(h, 0.12), 8
    )


def _wave_back(c: Canvas, h: str) -> None:
    c.solid(
        even("M200 80 C126 78 98 120 108 170 Q84 196 102 228 Q76 254 98 286 Q84 316 112 330 H200"),
        shade(h, 0.12),
        8,
    )


def _bun_back(c: Canvas, h: str) -> None:
    c.solid(oval(200, 74, 44, 40), h, 8)
    c.line(arc(200, 76, 24, 20, 160, 320), light(h, 0.14), 4)


def _tail_back(c: Canvas, h: str) -> None:
    c.solid(
        "M254 96 C330 86 344 170 322 246 C316 276 330 292 306 306 C286 270 296 220 280 180 Z", h, 8
    )
    c.solid(box(250, 92, 24, 36, 10), "coral", 4)


def _afro_back(c: Canvas, h: str) -> None:
    for x, y, r in (
        (200, 96, 74),
        (136, 122, 56),
        (264, 122, 56),
        (108, 180, 48),
        (292, 180, 48),
        (122, 226, 38),
        (278, 226, 38),
    ):
        c.dot(x, y, r, h)
    for x, y in ((150, 88), (196, 62), (248, 92), (98, 164), (300, 164), (122, 124), (276, 124)):
        c.line(arc(x, y, 11, 9, 180, 330), light(h, 0.12), 4)


def _curl_back(c: Canvas, h: str) -> None:
    for side in (-1, 1):
        for x, y, r in ((68, 130, 34), (86, 172, 34), (88, 216, 34), (82, 258, 32), (96, 292, 26)):
            c.solid(oval(200 + side * x, y, r), shade(h, 0.1), 6)


def _braids_back(c: Canvas, h: str) -> None:
    for x in (112, 288):
        for step in range(8):
            c.solid(oval(x + (step % 2) * 5, 214 + step * 22, 19 - step * 0.6, 16), h, 6)
        c.solid(box(x - 9, 376, 24, 14, 5), "coral", 3)


def _locs_back(c: Canvas, h: str) -> None:
    for x, foot in ((108, 300), (126, 326), (146, 338), (254, 338), (274, 326), (292, 300)):
        c.line(f"M{(x + 200) / 2} 110 Q{x} 140 {x} {foot}", shade(h, 0.1 if x % 4 else 0), 18)
        c.line(f"M{x - 6} {foot - 40} H{x + 6}", "gold", 5)


def _short(c: Canvas, h: str) -> None:
    c.solid(
        "M122 184 C108 120 136 78 200 80 C268 78 294 122 278 184 Q266 172 262 146"
        " Q220 150 176 126 Q160 146 138 150 Q134 172 122 184 Z",
        h,
        7,
    )


def _quiff(c: Canvas, h: str) -> None:
    c.solid(
        "M122 184 Q116 146 132 120 C120 74 176 46 226 58 C276 54 296 100 272 126 Q284 150 278 184"
        " Q266 172 264 146 Q240 124 196 130 Q156 132 138 150 Q134 172 122 184 Z",
        h,
        9,
    )
    c.line("M150 104 Q180 72 226 78", light(h, 0.16), 5)


def _buzz(c: Canvas, h: str) -> None:
    c.fill(
        "M125 180 C114 122 140 92 200 92 C260 92 286 122 275 180 Q266 162 262 142"
        " Q230 128 200 128 Q170 128 138 142 Q134 162 125 180 Z",
        h,
    )


def _receding(c: Canvas, h: str) -> None:
    c.solid(pair("M122 196 Q106 160 128 124 Q146 108 150 116 Q136 140 138 190 Z"), h, 4)
    c.line("M176 104 Q200 98 224 104", light(h, 0.1), 3)


def _parted(c: Canvas, h: str) -> None:
    c.solid(
        "M122 200 C104 120 140 76 208 80 C270 80 296 126 278 200 Q272 160 240 140 Q204 126 178 104"
        " Q168 150 134 166 Q126 180 122 200 Z",
        h,
        7,
    )


def _middle(c: Canvas, h: str) -> None:
    c.solid(pair("M200 78 C130 74 104 120 110 236 Q126 226 130 190 Q166 160 200 98 Z"), h, 5)


def _fringe(c: Canvas, h: str) -> None:
    c.solid(even("M200 78 C130 76 106 120 110 230 Q126 222 130 168 Q160 160 200 162"), h, 7)
    c.line("M164 116 V148 M200 112 V150 M236 116 V148", shade(h, 0.16), 3)


def _swept(c: Canvas, h: str) -> None:
    c.solid(even(_CAP), h, 7)
    c.line("M150 128 Q176 100 200 96 M250 128 Q224 100 200 96", light(h, 0.14), 4)


def _curls(c: Canvas, h: str) -> None:
    for x, y, r in (
        (136, 132, 27),
        (160, 104, 30),
        (200, 92, 32),
        (240, 104, 30),
        (264, 132, 27),
        (180, 124, 22),
        (222, 124, 22),
        (126, 160, 17),
        (274, 160, 17),
    ):
        c.solid(oval(x, y, r), h, 6, 0.2)


def _coily(c: Canvas, h: str) -> None:
    c.fill(
        "M122 180 C112 112 150 90 200 92 C250 90 288 112 278 180 Q268 160 258 146"
        " Q230 128 200 130 Q170 128 142 146 Q132 160 122 180 Z",
        h,
    )


def _cornrows(c: Canvas, h: str) -> None:
    _coily(c, h)
    for x in (146, 172, 200, 228, 254):
        c.line(f"M{x} 138 Q{(x + 200) / 2} 112 {(x * 0.6 + 80)} 98", light(h, 0.2), 3)


def _pixie(c: Canvas, h: str) -> None:
    c.solid(
        "M120 216 C98 120 136 76 204 78 C274 76 300 126 280 214 Q272 196 268 166 Q214 168 168 128"
        " Q160 168 134 182 Q130 204 120 216 Z",
        h,
        7,
    )


def _hijab(c: Canvas, h: str) -> None:
    c.solid(even("M200 66 C120 66 96 130 104 210 C106 268 100 300 72 356 Q140 392 200 392"), h, 10)
    c.line("M124 306 Q200 350 292 284 M112 336 Q200 380 300 316", shade(h, 0.16), 5)


def _hijab_edge(c: Canvas, h: str) -> None:
    c.line(oval(200, 188, 71, 83), h, 20, closed=True)
    c.line(arc(200, 186, 66, 76, 190, 350), light(h, 0.2), 6)


def _turban(c: Canvas, h: str) -> None:
    c.solid(
        "M116 156 C96 66 160 34 204 36 C262 34 306 76 284 156 Q250 118 200 112 Q150 118 116 156 Z",
        h,
        10,
    )
    c.line(
        "M124 132 Q170 60 252 62 M128 106 Q160 50 220 46 M276 132 Q250 84 196 76", shade(h, 0.18), 5
    )


def _beret(c: Canvas, h: str) -> None:
    c.solid(
        "M112 132 C70 70 170 40 232 56 C312 62 326 118 282 138 Q200 108 112 132 Z", "cherry", 10
    )
    c.line("M206 52 V38", "cherry", 8)


def _beanie(c: Canvas, h: str) -> None:
    c.solid(even("M200 56 C140 56 120 90 118 130 H200"), "mustard", 9)
    c.solid(box(110, 118, 180, 38, 16), shade("mustard", 0.14), 6)
    for x in range(128, 280, 18):
        c.line(f"M{x} 128 V146", shade("mustard", 0.3), 3)


def _headwrap(c: Canvas, h: str) -> None:
    c.solid(moved(oval(0, 0, 46, 36), 200, 58), "coral", 8)
    c.solid(
        "M118 158 C104 84 150 62 200 62 C250 62 296 84 282 158 Q240 116 200 114 Q160 116 118 158 Z",
        "coral",
        10,
    )
    c.line("M128 128 Q190 70 262 88 M140 100 Q200 120 270 112", "mustard", 6)


STYLES = {
    "short": (_bare, _short),
    "quiff": (_bare, _quiff),
    "buzz": (_bare, _buzz),
    "bald": (_bare, _bare),
    "receding": (_bare, _receding),
    "parted": (_bare, _parted),
    "long": (_long_back, _middle),
    "straight": (_long_back, _fringe),
    "bob": (_bob_back, _fringe),
    "lob": (_bob_back, _parted),
    "waves": (_wave_back, _parted),
    "bun": (_bun_back, _swept),
    "ponytail": (_tail_back, _swept),
    "afro": (_afro_back, _coily),
    "curls": (_bare, _curls),
    "bigcurls": (_curl_back, _curls),
    "braids": (_braids_back, _swept),
    "locs": (_locs_back, _swept),
    "cornrows": (_bare, _cornrows),
    "coily": (_bare, _coily),
    "pixie": (_bare, _pixie),
    "hijab": (_hijab, _hijab_edge),
    "turban": (_bare, _turban),
    "beret": (_bob_back, _beret),
    "beanie": (_bob_back, _beanie),
    "headwrap": (_bare, _headwrap),
}
