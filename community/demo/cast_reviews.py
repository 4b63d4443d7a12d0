"""What the cast says at length of things they have, what they ask each other, and what is answered."""

from dataclasses import dataclass
from typing import Any

from community.demo.cast_talk import REVIEWS


@dataclass(frozen=True)
class DemoReview:
    """`halves` are half stars; `photos` grounds of the palette on which the thing is drawn again."""

    author: str
    product: str
    halves: int
    days: float
    text: str
    title: str = ""
    pros: str = ""
    cons: str = ""
    fit: str = ""
    size: str = ""
    photos: tuple[str, ...] = ()
    marks: str = ""  # `proved`, `said`, `given`, an audience
    later: tuple[tuple[int, str, str], ...] = ()  # months, how happy, words
    reply: str = ""


@dataclass(frozen=True)
class DemoQuestion:
    """`answers`: who (`shop` for the shop), what; with a star before the one thanked for."""

    author: str
    product: str
    days: float
    text: str
    answers: tuple[tuple[str, str], ...] = ()


_MORE: dict[tuple[str, str], dict[str, Any]] = {
    ("tariq", "arc-lamp"): {
        "halves": 9, "days": 45, "title": "The last light on in the house",
        "pros": "Dims without a buzz\nWarm, even at full", "cons": "The shade gathers dust",
        "photos": ("mist", "haze"), "marks": "proved",
        "later": ((1, "yes", "Still the last thing I switch off. I have stopped noticing the dust."),),
    },
    ("yuki", "arc-lamp"): {"photos": ("ice",), "cons": "Cord is 1.4 m\nI needed two"},
    ("harjit", "quiet-phones"): {
        "title": "Wonderful, if your head is the shape they had in mind",
        "pros": "Sound\nSilence", "cons": "Headband presses on a turban", "marks": "proved",
    },
    ("jonas", "rhubarb-mug"): {"photos": ("sand",), "title": "Third one"},
    ("ximena", "rhubarb-mug"): {"halves": 9},
    ("ingrid", "lemon-mac"): {"fit": "true", "size": "S", "days": 34, "marks": "proved",
                              "later": ((1, "yes", "Now tested to 58 out of 58."),)},
    ("freya", "ember-scarf"): {"halves": 10, "photos": ("leaf",)},
    ("kwame", "gym-high"): {"fit": "small", "size": "45", "cons": "Half a size short"},
    ("felix", "cloud-puffer-pine"): {"halves": 3, "fit": "large", "size": "M",
                                     "title": "Warm and stubborn", "marks": "proved"},
    ("amara", "pleat-skirt"): {"fit": "true", "size": "38", "photos": ("petal",)},
    ("mei", "feather-laptop"): {"halves": 7, "marks": "said"},
    ("mara", "chanterelle"): {"halves": 9, "photos": ("haze",), "marks": "proved", "days": 38},
    ("omar", "bear-otto"): {"later": ((1, "yes", "Fourteen washes. One ear listens less."),),
                            "days": 50},
}  # fmt: skip

FRESH = [
    DemoReview("ada", "arc-lamp", 4, 12, "It wobbles. On my floor, which is from 1904 and wobbles too, "
               "but a lamp should know that.", "Not for old floors", "Pretty", "Wobbles\nNo feet to adjust",
               reply="Thank you for saying so, Ada. There are felt feet of three heights; write to us "
               "and we send you a set, whatever the floor is to blame for."),
    DemoReview("felix", "arc-lamp", 8, 3, "Put it behind the sofa and the sofa became *the* place."),
    DemoReview("noam", "arc-lamp", 10, 9, "Reads sheet music without glare. I have nothing to add, "
               "which is rare.", marks="proved"),
    DemoReview("anouk", "arc-lamp", 2, 6, "Arrived with a dent and the second one had the same dent. "
               "I begin to think it is a feature.", "Twice dented", cons="Packaging\nThe dent",
               marks="proved", photos=("apricot",),
               reply="That is our box, not you. A new one without a dent leaves today, and nobody needs "
               "to send anything back."),
    DemoReview("mei", "arc-lamp", 6, 28, "Nice, though every photograph of it is taken from the same side, "
               "and now I know why.", marks="followers"),
    DemoReview("priya", "arc-lamp", 9, 15, "I advised two friends against it and then bought it. "
               "Make of that what you will.", "I was wrong", marks="friends"),
    DemoReview("mara", "rhubarb-mug", 8, 5, "Holds exactly one honest conversation.", photos=("mist",)),
    DemoReview("mara", "moka-pot", 10, 41, "Louder than my alarm and kinder. Seal changed once.",
               "A small volcano for the kitchen", "Nothing to break", "No good on induction"),
    DemoReview("priya", "rhubarb-mug", 9, 8, "The handle fits two fingers, which is the right number."),
    DemoReview("rosa", "kitchen-radio", 7, 13, "Good company. The dial slips past one station, "
               "and of course it is mine."),
    DemoReview("jonas", "moka-pot", 9, 22, "Two cups, no screens, no beans lost.", marks="said"),
    DemoReview("luca", "cooks-knife", 5, 10, "Sharp for a month, then it wants to be asked nicely.",
               cons="Needs a stone every four weeks"),
    DemoReview("elif", "nap-armchair", 10, 19, "The dog agrees.", photos=("petal",)),
    DemoReview("tomas", "long-sofa", 7, 31, "Three seats if nobody breathes. Covers do come off."),
]  # fmt: skip

QUESTIONS = [
    DemoQuestion("mara", "arc-lamp", 11, "Does it stay put on a shelf that is not quite level?", (
        ("*tariq", "On mine, yes, with the heavy side to the wall."),
        ("shop", "The foot weighs 3.2 kg and stands up to four degrees. Felt feet are free, just ask."),
        ("ada", "On my floor it does not. But my floor is a hill."))),
    DemoQuestion("ximena", "arc-lamp", 6, "How warm is it at the lowest setting? I glaze at night.", (
        ("shop", "2200 K at the lowest, 2700 K at full."), ("noam", "Candle, not office."))),
    DemoQuestion("omar", "arc-lamp", 2, "Can the cord be changed for a longer one?"),
    DemoQuestion("priya", "moka-pot", 9, "Which size for two people who both say they take one cup?", (
        ("*luca", "The one for four. Trust me."), ("mara", "For four. Luca is right."))),
    DemoQuestion("jonas", "quiet-phones", 5, "Do they hold when you cycle against wind?", (
        ("priya", "They hold. You will not hear the bus, so please do not."),)),
    DemoQuestion("freya", "lemon-mac", 7, "Does the hood fit over a helmet?", (
        ("*ingrid", "Over a small one. Mine is the size of a colander and it does."),)),
    DemoQuestion("tariq", "rhubarb-mug", 4, "Dishwasher?", (
        ("jonas", "Every day since spring."), ("ximena", "It survives. It does not enjoy it."))),
    DemoQuestion("felix", "feather-laptop", 3, "Can one change the battery oneself?", (
        ("mei", "Six screws and some courage."),)),
    DemoQuestion("mara", "fiddle-plant", 8, "North window, honest answer?", (
        ("*noam", "It will forgive you for a year."),)),
    DemoQuestion("kwame", "town-bike", 10, "Is the rack strong enough for a crate of beer?", (
        ("anouk", "Two, if you promise to walk the last hill."),)),
    DemoQuestion("elif", "cooks-knife", 2, "Is the handle oiled or lacquered?", (
        ("luca", "Oiled. Keep it out of the dishwasher or I will know."),)),
    DemoQuestion("rosa", "chanterelle", 1, "How long does it run on one charge?", (
        ("mara", "Nine evenings at the second setting."),)),
]  # fmt: skip



def _long(author: str, product: str, stars: int, months: int, text: str) -> DemoReview:
    more: dict[str, Any] = _MORE.get((author, product), {})
    base: dict[str, Any] = {"halves": 2 * stars, "days": 3 + months, "text": text}
    return DemoReview(author, product, **{**base, **more})


# Rosa sells it by now.
_TOLD = [row for row in REVIEWS if (row.author, row.product) != ("rosa", "arc-lamp")]
SAID = [_long(row.author, row.product, row.rating, row.months, row.text) for row in _TOLD] + FRESH
