"""The skeleton of a name: two names with one skeleton look alike, so only one may be taken.

A small table of our own in place of Unicode's confusables (UTS 39, thousands of rows): the letters
of Cyrillic, Greek, Armenian, Cherokee and Lisu that pass for Latin ones, the digits, small capitals
and the signs that no normal form unfolds. NFKD unfolds the rest (full width, circled …).
It errs on the strict side: `i`, `l` and `1` are one letter, and accents don't count.
"""

from __future__ import annotations

import unicodedata

from community.core.text.characters import composed, visible

# Lower case only, since names are folded first: `В` and `в` must come to the same letter.
_PAIRS = """
а=a в=b г=r е=e з=3 и=u к=k м=m н=h о=o п=n р=p с=c т=t у=y ү=y ұ=y х=x ҳ=x һ=h ч=4 ь=b ъ=b ѕ=s
і=l ј=j љ=lb њ=hb ћ=h ђ=h ѵ=v ԁ=d ԛ=q ԝ=w ӏ=l ғ=f қ=k ң=h ө=o ә=e б=6 ѡ=w ԍ=g є=e ҽ=e ѓ=r ԏ=t
α=a β=b γ=y δ=d ε=e ζ=z η=n ι=l κ=k μ=u ν=v ο=o π=n ρ=p σ=o τ=t υ=u χ=x ω=w ϳ=j θ=o
օ=o ս=u հ=h ո=n ց=g զ=q ա=w ք=p ւ=l յ=j ռ=n տ=s
ꭰ=d ꭱ=r ꭲ=t ꭺ=a ꭻ=j ꮃ=w ꮇ=m ꮋ=h ꮍ=y ꮐ=g ꮓ=z ꮞ=4 ꮟ=b ꮢ=r ꮤ=w ꮥ=s ꮩ=v ꮪ=s ꮮ=l ꮯ=c ꮲ=p ꮶ=k ꮷ=d
ꓮ=a ꓐ=b ꓚ=c ꓓ=d ꓰ=e ꓝ=f ꓖ=g ꓧ=h ꓲ=l ꓙ=j ꓗ=k ꓡ=l ꓟ=m ꓠ=n ꓳ=o ꓑ=p ꓣ=r ꓢ=s ꓔ=t ꓴ=u ꓦ=v ꓪ=w ꓫ=x ꓬ=y ꓜ=z
ı=l ɩ=l ł=l ɫ=l ɭ=l ƚ=l ø=o ɵ=o đ=d ð=d ɖ=d ɗ=d þ=p ƿ=p æ=ae œ=oe ɑ=a ə=e ǝ=e ɛ=e ɡ=g ɢ=g ɠ=g ħ=h
ɦ=h ɨ=l ɪ=l ʟ=l ɴ=n ŋ=n ƞ=n ʀ=r ɾ=r ʏ=y ƴ=y ʙ=b ɓ=b ƅ=b ʜ=h ƙ=k ĸ=k ʋ=v ʌ=v ʂ=s ƨ=2 ŧ=t ƭ=t ƶ=z ȥ=z
ᴀ=a ᴄ=c ᴅ=d ᴇ=e ᴊ=j ᴋ=k ᴍ=m ᴏ=o ᴘ=p ᴛ=t ᴜ=u ᴠ=v ᴡ=w ᴢ=z ꜰ=f ꜱ=s ꞵ=b ꭓ=x
0=o 1=l i=l |=l !=l ǀ=l ∣=l $=s @=a ·=. ‐=- ‑=- ‒=- –=- —=- −=- ‚=, ’=' ‘=' ʼ=' `=' ´='
"""
_LETTERS = {pair[0].casefold(): pair[2:] for pair in _PAIRS.split()}


def _signs(first: int) -> dict[str, str]:
    """26 signs of letters in a row (🅐, 🅰, 🇦)."""
    return {chr(first + at): chr(ord("a") + at) for at in range(26)}


_SIGNS = _signs(0x1F150) | _signs(0x1F170) | _signs(0x1F1E6)
_TABLE = str.maketrans(_LETTERS | {sign: _LETTERS.get(to, to) for sign, to in _SIGNS.items()})


def skeleton(text: str) -> str:
    """What is left of a name when case, accents, hidden characters and look-alikes don't count."""
    folded = unicodedata.normalize("NFKD", composed("".join(visible(text)))).casefold()
    plain = "".join(char for char in unicodedata.normalize("NFKD", folded) if _counts(char))
    alike = unicodedata.normalize("NFKD", plain.translate(_TABLE))
    return " ".join(alike.split()).replace("rn", "m").replace("vv", "w")


def _counts(char: str) -> bool:
    return unicodedata.category(char) not in ("Mn", "Me", "Cc", "Cf", "Co", "Cs", "Cn")
