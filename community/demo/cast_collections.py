"""Collections as people make them: what belongs together, and why."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoPiece:
    """A product and why it is there; without a product, a note. `by` is who put it in, where that
    is not the owner."""

    product: str = ""
    why: str = ""
    by: str = ""


@dataclass(frozen=True)
class DemoCollection:
    """`audience` as for lists; `remix_of` the key of an earlier one."""

    key: str
    owner: str
    title: str
    text: str
    audience: str
    tags: tuple[str, ...]
    pieces: tuple[DemoPiece, ...]
    editors: tuple[str, ...] = ()
    followers: tuple[str, ...] = ()
    remix_of: str = ""


def _collection(key: str, owner: str, title: str, text: str, audience: str, tags: str,
                *pieces: tuple[str, ...], editors: str = "", followers: str = "",
                remix_of: str = "") -> DemoCollection:
    return DemoCollection(key, owner, title, text, audience, tuple(tags.split(", ")),
                          tuple(DemoPiece(*piece) for piece in pieces), tuple(editors.split()),
                          tuple(followers.split()), remix_of)


COLLECTIONS = [
    _collection("slow-mornings", "jonas", "Slow mornings",
                "Nothing before nine.\n\nEverything here is *quiet*, warm, or both.", "public",
                "coffee, ceramics, home",
                ("rhubarb-mug", "The third of its kind. The first two are on holiday."),
                ("moka-pot", "No screen. No app. It gurgles when it is ready."),
                ("moss-chair", "Faces the window, not the telly."),
                ("arc-lamp", "For November, when nine is still night."),
                ("", "House rule: nobody asks a question before the second cup."),
                ("fiddle-plant",), ("blue-teapot", "For guests who don’t drink coffee. Bless them."),
                ("ember-scarf",), ("kitchen-radio", "Pavel says it can be repaired for ever."),
                ("two-slice-butter",), followers="mara luca yuki abel anouk rosa"),
    _collection("lamps-i-love", "mara", "Pools of light",
                "Ceiling lights are for emergencies.", "public", "lamps, light, home",
                ("arc-lamp", "The one that began it."), ("dusk-lamp", "Dims down to candle."),
                ("heron-lamp", "Looks as if it is about to catch a fish."),
                ("chanterelle", "My most touched object after the kettle."),
                ("", "Three small lamps beat one big one. Always."),
                ("bell-pendant-pine",), ("storm-lantern", "For the balcony, and for power cuts."),
                ("fig-candle", "It counts."), followers="jonas tariq elif priya"),
    _collection("desk-that-works", "sen", "A desk that works", "Thock included.", "public",
                "electronics, desk, quiet",
                ("thock-keyboard", "Thock."), ("round-mouse",),
                ("wide-monitor", "One wide one. Two are a queue for your neck."),
                ("dusk-lamp",), ("field-notes", "Paper does not send notifications."),
                ("snake-plant", "Thrives on neglect, like my inbox."), ("quiet-phones",),
                followers="rohan mei bo"),
    _collection("rain-or-shine", "ingrid", "Rain or rain", "Bergen, any month.", "public",
                "outdoors, rain, wool",
                ("lemon-mac", "31 days out of 31."), ("storm-umbrella", "For visitors."),
                ("chelsea-boot-navy",), ("bobble-mustard", "So that they find you in the fog."),
                ("ridge-bottle",), ("rolltop-pack", "Floats. Ask me how I know."),
                followers="diego leilani jonas"),
    _collection("guest-of-honour", "elif", "Wedding guest, not the bride", "Sofía approved.",
                "friends", "dresses, wedding",
                ("copper-slip", "Under string lights? Yes."), ("half-moons-moss",),
                ("evening-bag", "Fits a phone and exactly one snack."),
                ("moon-watch", "So that we leave before the speeches, part two.", "nina"),
                ("petrichor", "", "nina"), ("pleat-skirt", "If it gets cold. It will not.", "amara"),
                ("", "Nobody wears white. Nobody wears almost-white either.", "amara"),
                editors="nina amara", followers="sofia"),
    _collection("table-for-eight", "tomas", "Table for eight",
                "The recipe is: more garlic.", "public", "cooking, table",
                ("stew-pot", "Feeds eight, or me twice."), ("cooks-knife", "Onions surrender."),
                ("midnight-plate",), ("fruit-bowl",), ("trio-sticks",),
                ("plum-carafe", "Water. Mostly."), ("curry-chair", "Stackable, so eight is ten."),
                followers="jonas omar"),
    _collection("clay", "ximena", "Clay, other people’s", "Professional envy.", "followers",
                "ceramics, envy",
                ("belly-vase", "The shoulder. Look at the shoulder."), ("belly-vase-ink",),
                ("fjord-mug", "A handle that knows about hands."), ("peach-cup",),
                ("dot-plate", "Each dot by hand. I counted, then I lay down."),
                ("fruit-bowl-sage",), ("moss-teapot", "Pours without dripping. Rarer than gold."),
                followers="jonas yuki mara"),
    _collection("pools-for-a-first-flat", "ada", "Pools of light, small flat edition",
                "Mara’s lamps, minus what my ceiling can’t carry.", "friends",
                "lamps, first flat",
                ("arc-lamp", "Still the dream."), ("dusk-lamp", "By the bed, which is the sofa."),
                ("chanterelle",), ("fig-candle", "Mara says it counts."),
                remix_of="lamps-i-love"),
    _collection("family-cabin", "mara", "Cabin, first week of January",
                "What we carry up the hill, so that nobody carries it twice.", "circle:Family",
                "cabin, winter",
                ("storm-lantern", "There is one socket. One."),
                ("harvest-blanket", "I bring two.", "freya"),
                ("stew-pot", "Who has the big one?"), ("recipe-book", "Page 40, the dumplings.", "rosa"),
                ("four-puzzle", "The thousand pieces. Again.", "rosa"),
                ("", "Train at 9:12, platform 4. Rosa has the tickets."),
                editors="rosa freya"),
]
