"""Portraits drawn by code. A seed is a few words; those that name a trait decide it, and the
rest of the face follows from the seed as a whole, so that one seed is always one face."""

from dataclasses import dataclass
from hashlib import sha256

from community.demo.art.canvas import Canvas
from community.demo.art.clothed import TOPS
from community.demo.art.colours import COLOURS, GROUNDS, light, mix, shade
from community.demo.art.hair import STYLES
from community.demo.art.shapes import arc, box, even, oval

SKINS = {
    "porcelain": "#f7d9c6",
    "fair": "#f0c5a6",
    "golden": "#dcab82",
    "tan": "#c68c60",
    "brown": "#a36c45",
    "deep": "#7d4e33",
    "ebony": "#5a382a",
}
HAIRS = {
    "black": "#2c2228",
    "darkbrown": "#49302a",
    "chestnut": "#8a4b2c",
    "blonde": "#e0b964",
    "ginger": "#c8632f",
    "grey": "#b4aeb0",
    "white": "#ece6e0",
    "violet": "#7a4f8f",
}
GLASSES = ("bare-eyed", "round", "square", "bare-sighted")
BEARDS = ("shaven", "beard", "stubble", "moustache", "goatee")
MOUTHS = ("smile", "grin", "smirk")
EYES = ("open", "merry")
EXTRAS = ("plain", "hoops", "studs", "freckles", "flower")
CLOTHS = ("coral", "petrol", "mustard", "plum", "moss", "rhubarb", "navy", "cream", "teal", "rust")


@dataclass(frozen=True)
class Face:
    ground: str
    skin: str
    style: str
    hair: str
    top: str
    cloth: str
    glasses: str
    beard: str
    mouth: str
    eyes: str
    extra: str


def _pick(seed: str, trait: str, choices: tuple[str, ...]) -> str:
    for word in seed.split():
        if word in choices:
            return word
    digest = sha256(f"{trait}/{seed}".encode()).digest()
    return choices[int.from_bytes(digest[:4], "big") % len(choices)]


def read_face(seed: str) -> Face:
    named = any(word in STYLES for word in seed.split())
    cloths = tuple(COLOURS) if any(word in COLOURS for word in seed.split()) else CLOTHS
    return Face(
        ground=_pick(seed, "ground", tuple(GROUNDS)),
        skin=_pick(seed, "skin", tuple(SKINS)),
        style=_pick(seed, "style", tuple(STYLES)),
        hair=_pick(seed, "hair", tuple(HAIRS)),
        top=_pick(seed, "top", tuple(TOPS)),
        cloth=_pick(seed, "cloth", cloths),
        glasses=_pick(seed, "glasses", GLASSES),
        eyes=_pick(seed, "eyes", EYES),
        # A described face is clean-shaven unless the words say otherwise.
        beard=_pick(seed, "beard", BEARDS)
        if set(BEARDS) & set(seed.split()) or not named
        else "shaven",
        mouth=_pick(seed, "mouth", MOUTHS),
        extra=_pick(seed, "extra", EXTRAS),
    )


def _head(c: Canvas, face: Face, skin: str) -> None:
    if face.style != "hijab":
        c.fill(oval(128, 194, 15, 19) + oval(272, 194, 15, 19), shade(skin, 0.08))
    c.solid(oval(200, 184, 72, 84), skin, 9, 0.1)
    c.fill(oval(152, 218, 15, 10) + oval(248, 218, 15, 10), mix(skin, "#e0574f", 0.24))
    if face.extra == "freckles":
        for x, y in ((146, 208), (158, 214), (150, 222), (242, 214), (254, 208), (250, 222)):
            c.dot(x, y, 2.6, mix(skin, "#8a3a1c", 0.5))


def _eyes(c: Canvas, face: Face, hair: str, skin: str) -> None:
    brow = shade(
        hair if face.style not in {"bald", "hijab", "headwrap", "turban"} else "#3a2a28", 0.1
    )
    for x in (168, 232):
        c.line(arc(x, 168, 17, 10, 205, 335), brow, 5.5)
        if face.eyes == "merry":
            c.line(arc(x, 192, 11, 10, 195, 345), "#2b1c22", 5.5)
        else:
            c.oval(x, 188, 8, 9.5, "#2b1c22")
            c.dot(x + 3, 184.5, 2.8, "snow")
    c.line("M198 192 Q190 214 200 217 Q206 218 209 214", shade(skin, 0.24), 4.5)


def _beard(c: Canvas, face: Face, hair: str, skin: str) -> None:
    full = even("M200 230 Q160 222 150 236 Q140 226 130 196 Q128 290 200 292")
    if face.beard in {"beard", "stubble"}:
        c.fill(full, mix(skin, hair, 0.28) if face.beard == "stubble" else hair)
    elif face.beard == "goatee":
        c.fill(even("M200 226 Q168 224 168 244 Q170 286 200 288"), hair)
    if face.beard == "moustache":
        c.fill(even("M200 222 Q178 218 162 240 Q182 244 200 234"), hair)


def _mouth(c: Canvas, face: Face, skin: str) -> None:
    pale = face.skin in {"brown", "deep", "ebony"}
    lips = mix(skin, "#f08a80", 0.6) if pale else mix(shade(skin, 0.3), "#a8323c", 0.45)
    if face.beard in {"beard", "goatee"}:
        c.oval(200, 246, 26, 13, skin)
    if face.mouth == "grin":
        mouth = even("M200 238 H176 Q178 262 200 262")
        c.fill(mouth, "#6d2630")
        with c.inside(mouth):
            c.box(170, 234, 60, 11, 3, "snow")
    elif face.mouth == "smile":
        c.line(arc(200, 236, 23, 16, 20, 160), lips, 5.5)
    else:
        c.line("M182 246 Q204 256 220 240", lips, 5.5)


def _glasses(c: Canvas, face: Face) -> None:
    dark, warm = (
        ("#e8c477", "#f0e3cf") if face.skin in {"deep", "ebony"} else ("#3b2c34", "#7a3a3a")
    )
    if face.glasses == "round":
        c.ring(168, 190, 24, dark, 5)
        c.ring(232, 190, 24, dark, 5)
    elif face.glasses == "square":
        c.line(box(142, 172, 50, 38, 9), warm, 5.5, closed=True)
        c.line(box(208, 172, 50, 38, 9), warm, 5.5, closed=True)
    if face.glasses in {"round", "square"}:
        c.line("M192 186 Q200 181 208 186", dark if face.glasses == "round" else warm, 5)


def _extras(c: Canvas, face: Face) -> None:
    covered = face.style in {"hijab", "long", "straight", "bob", "lob"}
    if face.extra == "hoops" and not covered:
        c.ring(124, 224, 13, "gold", 4.5)
        c.ring(276, 224, 13, "gold", 4.5)
    elif face.extra == "studs" and not covered:
        c.fill(oval(126, 208, 5) + oval(274, 208, 5), "gold")
    elif face.extra == "flower" and face.beard == "shaven":
        for x, y in ((262, 116), (276, 128), (271, 145), (253, 145), (248, 128)):
            c.dot(x, y, 10, "rose")
        c.dot(262, 132, 8, "lemon")


def draw_face(seed: str) -> bytes:
    """A PNG of 480 × 480 pixels."""
    face = read_face(seed)
    skin, hair = SKINS[face.skin], HAIRS[face.hair]
    cloth = face.cloth if face.cloth != face.ground else "petrol"
    over = cloth if face.style in {"turban", "hijab"} else hair
    c = Canvas(face.ground, 480, 480, over=3)
    c.dot(200, 210, 172, light(face.ground, 0.5))
    back, front = STYLES[face.style]
    if face.style != "hijab":
        back(c, over)
        c.fill(box(170, 232, 60, 92, 26), shade(skin, 0.16))
    TOPS[face.top](c, shade(cloth, 0.3) if face.style == "hijab" else cloth, skin)
    if face.style == "hijab":
        back(c, over)
    _head(c, face, skin)
    _beard(c, face, hair, skin)
    _eyes(c, face, hair, skin)
    _mouth(c, face, skin)
    front(c, over)
    _glasses(c, face)
    _extras(c, face)
    return c.png()
