"""Which passwords are refused: the first that anybody would try.

No package we use ships a list of common passwords, so this is our own: common words, with what
people put round them (digits, signs, letters swapped for digits) taken away, and keyboard walks.
"""

from __future__ import annotations

import re

SHORTEST, LONGEST = 8, 128

_WORDS = """
abc access adam adidas admin administrator adobe airplane alex alexander alexis alice amanda amber
america andrea andrew angel angela angels animal anthony apple april arsenal arthur ashley asshole
august austin autumn baby babygirl bailey banana barcelona baseball basketball batman beach bear
beautiful bella benjamin berlin beyonce bigdog bitch blink blue bonnie booboo bradley brandon
brandy brasil brooklyn buster butterfly camaro canada captain carlos carolina casino cassie
champion changeme charles charlie charlotte cheese chelsea cherry chester chicago chicken chocolate
christian christine christmas claudia coffee computer cookie cooper corvette cowboy cowboys crystal
daisy dakota dallas daniel daniela danielle david debbie december default demo dennis destiny
diablo diamond dolphin dragon eagle edward einstein elephant elizabeth eminem england falcon family
fender ferrari fishing florida flower flowers football forever france freddy freedom friday friend
friends fuckme fuckyou gandalf garfield gateway george ginger golden google gordon guest guitar
hallo hammer hannah happy harley hannover heather hello hellokitty hockey home horses hottie hunter
iloveu iloveyou internet isabella jackson jacob jaguar james january jasmine jason jasper jennifer
jeremy jesus jessica johnny jonathan jordan joseph joshua july june junior justin karina katie
kennedy killer kitten knight lakers lauren legend letmein liberty lifehack linda lizard london love
loveme lovely loveyou lucky maggie magic manchester marina mario marlboro martin master matrix
matthew maverick melanie melissa mercedes merlin metallica michael michelle mickey midnight miller
minecraft mitchell monday money monkey monster morgan mother mountain music mustang naruto natalie
natasha nicole ninja nirvana november nothing number october oliver orange pa panther parker pass
passport password passwort patrick peaches peanut pepper phoenix pokemon police pookie porsche
portugal prince princess pumpkin purple qwer qwerty qwertz rachel rainbow rangers raiders rebecca
red richard robert rocket rockyou root samantha samsung sample samuel sarah saturday scooter
scorpion scott secret security september shadow silver skywalker slipknot smokey snoopy soccer
softball sophie spiderman spongebob spring stanley starwars startrek steelers stella steven summer
sunday sunflower sunshine superman superstar sweety swimming taylor temp temporary tennis teresa
test
thomas thunder tiffany tiger tigger tinkerbell trustno twitter united user valentina vanessa
victoria viking wachtwoord warrior welcome whatever william willow wilson windows winner winter
wizard wordpass yamaha yankees yellow zaq zxcvbn
"""
COMMON = frozenset(_WORDS.split())

_WALKS = (
    "01234567890123456789",
    "09876543210987654321",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "azertyuiopqsdfghjklmwxcvbn",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "zaq12wsxcde34rfvbgt56yhn",
)
_SWAPPED = str.maketrans("013457@$!", "oleastasi")
_LETTERS = re.compile(r"[^a-z]+")


def is_common(password: str, known: tuple[str, ...] = ()) -> bool:
    """Whether it is among the first to be tried; `known` are public words about a person."""
    folded = password.casefold()
    return _is_walk(folded) or _is_repeated(folded) or _is_word(folded, known)


def _is_walk(folded: str) -> bool:
    return any(folded in walk or folded in walk[::-1] for walk in _WALKS)


def _is_repeated(folded: str) -> bool:
    """`aaaaaaaa`, `abcabcabc`: a short piece over and over."""
    return (folded + folded).find(folded, 1) <= min(4, len(folded) - 1)


def _is_word(folded: str, known: tuple[str, ...]) -> bool:
    """A common word or one about the person, with at most six digits or signs round it."""
    if any(folded == word.casefold() for word in known if word):
        return True
    words = COMMON | {_LETTERS.sub("", word.casefold()) for word in known}
    trimmed = folded.strip("0123456789!@#$%&*?._-+ ")
    if len(folded) - len(trimmed) > 6:
        return False
    if len(trimmed) > 4 and _is_walk(trimmed):
        return True
    plain = {trimmed, trimmed.translate(_SWAPPED), folded.rstrip("!?.*").translate(_SWAPPED)}
    return any(_is_doubled_or_in(_LETTERS.sub("", word), words) for word in plain)


def _is_doubled_or_in(word: str, words: frozenset[str] | set[str]) -> bool:
    half = word[: len(word) // 2]
    return bool(word) and (word in words or (half * 2 == word and half in words))
