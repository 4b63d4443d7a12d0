"""Believable polls and how everybody voted."""

from dataclasses import dataclass

BUY_ANSWERS = ("yes", "no", "wait")


@dataclass(frozen=True)
class DemoPoll:
    """`kind` is which or buy. `options` are product keys or plain texts; a buy poll has one, its
    product. `votes` maps a handle to an option or, in a buy poll, to one of BUY_ANSWERS.
    `state` is open, closed or decided; `closes_in_hours` is negative once past."""

    key: str
    asker: str
    question: str
    kind: str
    options: tuple[str, ...]
    audience: str
    state: str
    closes_in_hours: int
    votes: dict[str, str]
    decision: str = ""
    chosen: str = ""


def _votes(**handles: str) -> dict[str, str]:
    """Answer → the handles that gave it; `_` stands for the dash of a product key."""
    return {handle: answer.replace("_", "-") for answer, names in handles.items()
            for handle in names.split()}


POLLS = [
    DemoPoll("ada-first-flat", "mara", "Which one for Ada’s first flat?", "which",
             ("arc-lamp", "fiddle-plant", "blue-teapot"), "friends", "open", 2,
             _votes(arc_lamp="jonas priya rohan kwame freya anouk layla",
                    fiddle_plant="tomas sen sofia tariq", blue_teapot="elif rosa")),
    DemoPoll("mara-coat", "mara", "The grown-up coat: buy it or not?", "buy", ("plum-coat",),
             "friends", "open", 26,
             _votes(yes="elif priya sofia freya layla", wait="jonas rosa", no="rohan")),
    DemoPoll("mara-phones", "mara", "Quiet headphones against the drill?", "which",
             ("quiet-phones", "quiet-phones-sand", "Bake the neighbour a cake"), "public",
             "decided", -72,
             _votes(quiet_phones="priya sen jonas rohan mei harjit", quiet_phones_sand="elif nina")
             | {"rosa": "Bake the neighbour a cake", "tomas": "Bake the neighbour a cake",
                "ada": "Bake the neighbour a cake"},
             "Plum it is. Rosa’s cake is on the way as well, to be safe.", "quiet-phones"),
    DemoPoll("jonas-machine", "jonas", "Morning espresso machine, or am I being silly?", "buy",
             ("morning-machine",), "friends", "decided", -200,
             _votes(no="luca abel rosa", wait="mara priya yuki tomas", yes="sen ingrid"),
             "You were right: it waits. The copper moka pot came home instead.", "wait"),
    DemoPoll("jonas-helmet", "jonas", "Which helmet makes me look least like a mushroom?", "which",
             ("city-helmet", "city-helmet-rose"), "friends", "open", 49,
             _votes(city_helmet="rosa luca priya", city_helmet_rose="mara ada elif sen anouk")),
    DemoPoll("sofia-guest", "sofia", "For the second evening of the wedding?", "which",
             ("moon-slip", "copper-slip", "poppy-dress"), "public", "open", 8,
             _votes(copper_slip="elif nina amara zanele priya", moon_slip="layla freya yuki",
                    poppy_dress="rosa omar")),
    DemoPoll("sen-keys", "sen", "Cream or lilac thock?", "which",
             ("thock-keyboard", "thock-keyboard-lilac"), "public", "closed", -5,
             _votes(thock_keyboard="rohan bo jonas", thock_keyboard_lilac="mara mei priya ada")),
    DemoPoll("tomas-knife", "tomas", "I own six knives. Do I need this one?", "buy",
             ("cooks-knife",), "friends", "decided", -400,
             _votes(no="mara elif omar", yes="jonas sen pavel felix ada"),
             "Bought it. The other six are jealous, and rightly so.", "yes"),
    DemoPoll("ingrid-mac", "ingrid", "Puddle coat: lemon or petrol?", "which",
             ("lemon-mac", "petrol-mac"), "public", "decided", -120,
             _votes(lemon_mac="jonas rosa leilani noam anouk diego", petrol_mac="mara elif"),
             "Lemon. Visible from the ferry, says the ferry.", "lemon-mac"),
    DemoPoll("omar-otto", "omar", "Second Otto, or Ida, for the twins?", "which",
             ("bear-otto", "bear-ida"), "friends", "open", 70,
             _votes(bear_otto="tomas pavel", bear_ida="felix")),
    DemoPoll("ada-rug", "ada", "Fig kilim in a room of eleven square metres?", "buy",
             ("kilim-fig",), "friends", "open", 20,
             _votes(yes="kwame amara elif", wait="jonas zanele", no="tomas")),
    DemoPoll("kwame-twelve", "kwame", "Number twelve should be…", "which",
             ("gym-high", "clay-runner", "cream-runner", "None. Eleven is plenty."), "public",
             "open", 33,
             _votes(gym_high="ada zanele sofia", clay_runner="amara mara anouk")
             | {"rohan": "None. Eleven is plenty.", "priya": "None. Eleven is plenty."}),
    DemoPoll("priya-reader", "priya", "An e-reader at last?", "buy", ("pocket-reader-sage",),
             "friends", "closed", -30,
             _votes(yes="mei rohan tariq jonas", no="mara", wait="harjit elif")),
    DemoPoll("mei-case", "mei", "One cabin case for three weeks: possible?", "buy",
             ("cabin-case",), "public", "open", 90,
             _votes(yes="anouk sen", wait="priya harjit", no="nina felix")),
    DemoPoll("elif-chair", "elif", "Supper chairs for the new table?", "which",
             ("moss-chair", "curry-chair", "stool-coral"), "public", "decided", -640,
             _votes(curry_chair="mara tomas ada sofia nina", moss_chair="jonas yuki priya",
                    stool_coral="sen"),
             "Four mustard chairs. The table has gone quiet with respect.", "curry-chair"),
    DemoPoll("layla-tablet", "layla", "Sketchbook tablet: will I still use paper?", "buy",
             ("sketch-tablet",), "friends", "open", 15,
             _votes(yes="freya tariq", wait="rosa")),
    DemoPoll("anouk-hall", "anouk", "Which light for a hall that faces north?", "which",
             ("heron-lamp", "bell-pendant", "chanterelle-lilac"), "public", "open", 44,
             _votes(heron_lamp="mara ingrid felix", bell_pendant="priya rosa tariq nina elif",
                    chanterelle_lilac="yuki freya")),
    DemoPoll("noam-guitar", "noam", "Which guitar for the campfire?", "which",
             ("parlour-guitar", "parlour-guitar-sky"), "public", "open", 60,
             _votes(parlour_guitar="diego ingrid layla", parlour_guitar_sky="leilani bo")),
    DemoPoll("bo-drone", "bo", "Hummingbird drone (don’t tell my mother)?", "buy",
             ("hummingbird",), "public", "closed", -12,
             _votes(wait="sen mei", no="rohan mara", yes="kwame")),
]
