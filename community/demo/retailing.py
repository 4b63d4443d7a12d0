"""A shop that takes part: Nordlys Studio, run by Jonas with Rosa’s help."""

from __future__ import annotations

from datetime import timedelta

from community.catalog.models.offer import url_key
from community.demo.catalogue import PRODUCTS
from community.demo.story import Story
from community.insights.shop_counts import ShopDay
from community.retailers.models import Claim, Feed, FeedProblem, Retailer, Seat, ShopFollow, Store
from community.widgets.models import WidgetMonth

SHOP = "nordlys-studio"
FOLLOWERS = ("mara", "priya", "ada", "ingrid", "anouk", "felix", "freya")
STORES = (
    ("Nordlys Malmö", "Norra Grängesbergsgatan 14\n214 50 Malmö", "Tue–Fri 11–18\nSat 10–15",
     55.5906, 13.0246),
    ("Nordlys Hamburg", "Marktstraße 107\n20357 Hamburg", "Mon–Sat 11–19", 53.5569, 9.9653),
)  # fmt: skip
RETURNS = "Thirty days, lit or unlit. We pay the way back inside the EU."
SHIPPING = "Free from €80. Two to four days, in boxes that held something else before."
REFUSED = (
    (7, "bell-pendant-xl", "price", "on request"),
    (19, "dusk-lamp-sample", "gtin", "7350012340018"),
)
WIDGET_VIEWS = {"save": 5210, "ask": 5180, "badge": 5060, "reviews": 1840, "follow": 2960}


def plant_retailers(story: Story) -> int:
    """The id of the one."""
    shop, opened = story.id_of("shop", SHOP), story.before(days=41)
    retailer = story.add(
        Retailer,
        opened,
        name="Nordlys Studio",
        line="Lamps and candles for the dark half of the year.",
        shipping=SHIPPING,
        returns=RETURNS,
        contact="hej@nordlys-studio.example",
    )
    story.name("retailer", SHOP, retailer)
    for handle, role in (("jonas", "owner"), ("rosa", "editor")):
        seat = {"profile_id": story.id_of("profile", handle), "role": role, "joined_at": opened}
        story.add(Seat, opened, retailer_id=retailer, **seat)
    _plant_proof(story, retailer, shop)
    for name, address, hours, latitude, longitude in STORES:
        place = {"latitude": latitude, "longitude": longitude}
        words = {"name": name, "address": address, "hours": hours}
        store = story.add(Store, opened, retailer_id=retailer, **words, **place)
        story.name("store", name, store)
    for handle in FOLLOWERS:
        follower = story.id_of("profile", handle)
        story.add(ShopFollow, story.before(days=20), shop_id=shop, profile_id=follower)
    _plant_feed(story, retailer, shop)
    _plant_visits(story, shop)
    _plant_widgets(story, retailer)
    return retailer


def _plant_proof(story: Story, retailer: int, shop: int) -> None:
    story.add(
        Claim,
        story.before(days=40),
        retailer_id=retailer,
        shop_id=shop,
        token="nordlys-demo-token-of-thirty-two-c",  # noqa: S106 - proves nothing: .example
        way="dns",
        proved_at=story.before(days=40),
        checked_at=story.before(days=2),
        # A name in .example is nobody's: looked for again, it would be gone.
        due_at=None,
    )


def _plant_feed(story: Story, retailer: int, shop: int) -> None:
    url = f"https://{SHOP}.example/feeds/google.xml"
    good = sum(product.shop.key == SHOP for product in PRODUCTS)
    feed = story.add(
        Feed,
        story.before(days=39),
        retailer_id=retailer,
        shop_id=shop,
        url=url,
        url_key=url_key(url),
        currency="EUR",
        good_count=good,
        bad_count=len(REFUSED),
        changed_count=3,
        begun_at=story.before(hours=9),
        done_at=story.before(hours=9),
    )
    for row, key, reason, said in REFUSED:
        facts = {"row": row, "key": key, "reason": reason, "said": said}
        story.add(FeedProblem, story.before(hours=9), feed_id=feed, **facts)


def _plant_widgets(story: Story, retailer: int) -> None:
    """Since August the widgets stand on the shop's own pages."""
    month = story.now.date().replace(day=1)
    for share in (0.7, 1.0, 0.8, 0.35):
        for widget, views in WIDGET_VIEWS.items():
            told = {"month": month, "widget": widget, "views": int(views * share)}
            story.add(WidgetMonth, story.now, retailer_id=retailer, **told)
        month = (month - timedelta(days=1)).replace(day=1)


def _plant_visits(story: Story, shop: int) -> None:
    """Ninety days of clicks, more on Sundays; the weeks before Advent pick up."""
    for ago in range(90):
        day = (story.now - timedelta(days=ago)).date()
        people = max(1, 14 - ago // 8 + (6 if day.weekday() == 6 else 0))
        people = story.dice.randint(people // 2, people)
        told = {"day": day, "count": people + story.dice.randrange(4), "people": people}
        story.add(ShopDay, story.now, shop_id=shop, product_id=0, measure="clicks", **told)
