"""Believable wishlists."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoWish:
    product: str
    note: str = ""
    priority: str = "love"
    quantity: int = 1


@dataclass(frozen=True)
class DemoList:
    """`occasion` is the list's kind; `in_days` counts from the day of seeding, None for no date;
    `audience` is public, friends, private, or circle:<name> of the owner."""

    key: str
    owner: str
    title: str
    occasion: str
    audience: str
    in_days: int | None
    text: str
    wishes: tuple[DemoWish, ...]


def _list(key: str, owner: str, title: str, occasion: str, audience: str, in_days: int | None,
          text: str, *wishes: tuple[str, str, str] | DemoWish) -> DemoList:
    made = tuple(w if isinstance(w, DemoWish) else DemoWish(*w) for w in wishes)
    return DemoList(key, owner, title, occasion, audience, in_days, text, made)


LISTS = [
    _list("ada-flat", "ada", "Ada’s first flat", "home", "friends", 9,
          "I have one chair and big plans. No scented anything, please.",
          ("arc-lamp", "The ceiling bulb is not a lamp.", "must"),
          ("moss-chair", "So that somebody else can sit down, too.", "must"),
          ("fiddle-plant", "Window faces south-west.", "love"),
          ("blue-teapot", "Four of us, every Sunday.", "love"),
          ("egg-pan", "", "must"), ("kilim-fig", "Or any rug that hides toast.", "nice"),
          DemoWish("fjord-mug", "I own two mugs. One is a measuring jug.", "must", 4),
          ("honest-shelf", "", "nice"), ("trio-sticks", "", "nice"),
          ("two-slice", "Mint, if you please.", "love"), ("slow-clock", "", "nice"),
          ("harvest-blanket", "The flat is charming and cold.", "love"),
          ("stew-pot", "Dinner is at my place then.", "love"), ("arch-mirror", "", "nice")),
    _list("mara-thirty-four", "mara", "Thirty-four, apparently", "birthday", "friends", 31,
          "Small things please me. So do large things.",
          ("chanterelle", "For the reading corner.", "must"), ("ember-scarf", "", "love"),
          ("quiet-phones", "The drill has moved closer.", "must"), ("belly-vase", "", "nice"),
          ("half-moons", "", "love"), ("mountain-book", "Hardback, I am that person.", "nice"),
          ("rhubarb-mug", "Mine lost its handle in action.", "love"), ("petrichor", "", "nice")),
    _list("mara-wardrobe", "mara", "Coats I visit online", "wardrobe", "public", None,
          "Not buying. Looking. There is a difference until payday.",
          ("plum-coat", "Size 40, still thinking.", "love"), ("petrol-mac", "", "nice"),
          ("library-cardigan", "", "love"), ("pleat-skirt-teal", "", "nice"),
          ("chelsea-boot", "", "must")),
    _list("mara-for-rosa", "mara", "Ideas for Rosa", "gift ideas", "private", 24,
          "She says she needs nothing. She lies.",
          ("fig-candle", "She smelled it twice in the shop.", "love"), ("cherry-umbrella", "", "love"),
          ("mountain-book", "Check whether she has it.", "nice"), ("tin-can-rose", "", "must")),
    _list("jonas-kitchen", "jonas", "Kitchen, upgraded", "wishlist", "friends", None,
          "One good thing at a time.",
          ("morning-machine", "The dream.", "nice"), ("moka-pot-copper", "The plan.", "love"),
          ("cooks-knife", "", "must"), ("mustard-mug", "Yes, another.", "love"),
          ("kitchen-radio", "Teal goes with the tiles.", "love"), ("fruit-bowl", "", "nice")),
    _list("jonas-forty", "jonas", "Forty on a Friday", "birthday", "friends", 18,
          "Come by bike. Bring a story.",
          ("town-bike", "Ha. But a man may list.", "nice"), ("turntable", "", "love"),
          ("city-helmet", "Rosa insists.", "must"), ("field-watch", "", "nice"),
          ("market-shirt", "Size L.", "love"), ("picnic-speaker", "", "love")),
    _list("sofia-wedding", "sofia", "Sofía & Mateo", "wedding", "public", 160,
          "Your dancing is the present. If you insist, here is a list.",
          DemoWish("midnight-plate", "We are hoping for twelve.", "must", 12),
          ("stew-pot-sea", "", "love"), ("long-sofa", "Group gift?", "nice"),
          ("night-carafe", "", "nice"), ("sunday-mixer", "Mateo bakes now.", "love"),
          DemoWish("cloud-cup", "", "love", 6), ("fog-blanket", "", "love"),
          ("arch-mirror-lilac", "", "nice"), ("bell-pendant", "", "love")),
    _list("omar-twins", "omar", "Two candles, two cakes", "birthday", "circle:Family", 47,
          "Two of everything or the peace breaks down.",
          DemoWish("bear-otto", "We have one Otto. We need two Ottos.", "must", 1),
          ("beech-train", "", "love"), ("beech-train-forest", "", "love"),
          ("four-puzzle", "", "nice"), ("chanterelle-lilac", "Night-light.", "must")),
    _list("ingrid-season", "ingrid", "Before the snow", "wishlist", "public", 60,
          "Practical things in impractical colours.",
          ("lemon-mac", "", "must"), ("cloud-puffer", "", "love"), ("two-tent", "", "nice"),
          ("ridge-bottle", "", "love"), ("storm-lantern", "", "love"), ("snow-mittens", "", "must")),
    _list("sen-desk", "sen", "Desk, final version (3)", "wishlist", "friends", None,
          "This time it really is final.",
          ("thock-keyboard-lilac", "", "must"), ("wide-monitor", "", "love"),
          ("round-mouse", "", "love"), ("snake-plant", "Something alive.", "nice"),
          ("couch-pad-cream", "For breaks.", "nice"), ("dusk-lamp", "Eyes.", "love")),
    _list("priya-books", "priya", "To read, honestly", "holiday", "friends", 35,
          "December is for reading. So is the rest of the year.",
          ("pocket-reader-sage", "", "love"), ("recipe-book", "", "nice"),
          ("nap-armchair", "", "nice"), ("quiet-phones-sand", "", "must"),
          ("moss-teapot", "", "love")),
    _list("layla-paper", "layla", "Paper, mostly", "wishlist", "public", None,
          "Anything with a grid makes me happy.",
          ("field-notes", "", "must"), ("field-notes-lilac", "", "must"), ("tulip-tote", "", "love"),
          ("sketch-tablet", "One day.", "nice"), ("blue-teapot", "", "love")),
    _list("kwame-shoes", "kwame", "Number twelve", "wardrobe", "public", None,
          "I said eleven was enough. I was wrong.",
          ("gym-high", "EU 44", "must"), ("clay-runner", "EU 44", "love"), ("moon-watch", "", "nice"),
          ("matinee-shades", "", "love")),
    _list("noam-baby", "noam", "A small person is coming", "baby", "friends", 74,
          "We know nothing. Soft things are probably right.",
          ("bear-ida", "", "must"), ("harvest-blanket", "", "love"), ("toe-socks", "For us.", "nice"),
          ("nap-armchair-rust", "For the 4 a.m. shift.", "love")),
]
