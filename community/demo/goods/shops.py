"""The fictional shops, and the shape of one of their products. Every domain ends in .example."""

from dataclasses import dataclass


@dataclass(frozen=True)
class DemoShop:
    key: str
    name: str
    domain: str
    currency: str
    line: str


@dataclass(frozen=True)
class DemoProduct:
    """`price_minor` counts the currency's smallest unit (yen for JPY); `colours` are the words
    of the palette: body, second, detail, ground. `availability` is schema.org's, in our words."""

    key: str
    title: str
    brand: str
    shop: DemoShop
    category: str
    price_minor: int
    currency: str
    availability: str
    drawing: str
    colours: tuple[str, ...]
    description: str

    @property
    def url(self) -> str:
        return f"https://{self.shop.domain}/p/{self.key}"


_SHOPS = (
    ("nordlys-studio", "Nordlys Studio", "EUR", "Lamps and candles for the dark half of the year."),
    ("hjem-og-co", "Hjem & Co", "EUR", "Furniture that puts up with families."),
    ("leaf-dept", "Leaf Dept.", "EUR", "Plants, and the courage to keep them."),
    ("potter-row", "Potter Row", "EUR", "Stoneware from four kilns in one street."),
    ("loom-north", "Loom North", "EUR", "Wool things, woven and knitted slowly."),
    ("ember-and-oak", "Ember & Oak", "EUR", "Pots, pans and knives with long memories."),
    ("second-breakfast", "Second Breakfast", "USD", "Everything between waking up and lunch."),
    ("auralis", "Auralis", "EUR", "Sound, and the absence of it."),
    ("pixel-parade", "Pixel Parade", "USD", "Screens that can be mended."),
    ("kumo-denki", "Kumo Denki", "JPY", "Small electric helpers from Osaka."),
    ("shutter-and-son", "Shutter & Son", "EUR", "Cameras, new and second-hand."),
    ("atelier-coquelicot", "Atelier Coquelicot", "EUR", "Dresses and coats, cut in Lyon."),
    ("plain-sailing", "Plain Sailing", "GBP", "Clothes for wind and weekends."),
    ("two-left-feet", "Two Left Feet", "EUR", "Shoes, socks and things on wheels."),
    ("fenwick-goods", "Fenwick Goods", "EUR", "Bags and leather, stitched to be inherited."),
    ("meridian", "Meridian Time", "EUR", "Mechanical watches for the unhurried."),
    ("goldfinch", "Goldfinch", "EUR", "Jewellery from recycled gold."),
    ("fernweh", "Fernweh Outfitters", "EUR", "For going outside and coming back."),
    ("paper-tiger", "Paper Tiger Books", "GBP", "Books, games and paper of every kind."),
    ("small-parade", "Small Parade", "EUR", "Wooden toys and first instruments."),
)
SHOPS = {key: DemoShop(key, name, f"{key}.example", currency, line)
         for key, name, currency, line in _SHOPS}

# Not everything can be had: the pages for that want something to show.
_SCARCE = {
    "heron-lamp-rhubarb": "out_of_stock", "monstera": "limited", "fair-isle": "limited",
    "long-sofa-plum": "preorder", "film-camera": "limited", "sun-hat": "out_of_stock",
    "fair-phone-plum": "preorder", "bear-ida": "limited", "moka-pot": "out_of_stock",
    "gym-high-mint": "limited", "hummingbird": "preorder", "two-tent": "limited",
    "halo-ring": "limited", "petrol-mac": "out_of_stock", "parlour-guitar-sky": "limited",
}


def good(key: str, title: str, shop: str, category: str, price_minor: int, drawing: str,
         colours: str, description: str) -> DemoProduct:
    seller = SHOPS[shop]
    return DemoProduct(key, title, seller.name, seller, category, price_minor, seller.currency,
                       _SCARCE.get(key, "in_stock"), drawing, tuple(colours.split()), description)
