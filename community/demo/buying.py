"""What the cast bought: told to whom they chose, two of them proved by the shop, and two that are
presents and kept from those they are for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from community.demo.catalogue import PRODUCTS_BY_KEY
from community.demo.news import News
from community.demo.story import Story
from community.friends.audience import Audience
from community.purchases.awaiting import until
from community.purchases.models import Consent, Proof, Purchase, Secret
from community.purchases.models.purchase import QUIET
from community.retailers.models import SigningKey


@dataclass(frozen=True)
class DemoPurchase:
    """`kept` is a handle and for how many days more; `proved` that Nordlys has signed for it."""

    owner: str
    product: str
    days: int
    note: str
    audience: Audience = Audience.FRIENDS
    place: str = "online"
    place_name: str = ""
    shows_price: bool = False
    kept: tuple[str, int] | None = None
    proved: bool = False


PURCHASES = (
    DemoPurchase("priya", "pocket-reader-sage", 23, "Read four books in bed, one of them upright.",
                 shows_price=True),
    DemoPurchase("omar", "beech-train", 19, "Bought one. There are two children. Pray for me."),
    DemoPurchase("kwame", "clay-runner", 15, "Size up by half. Blisters from the 44, none from the "
                 "44.5.", Audience.PUBLIC, shows_price=True),
    DemoPurchase("rosa", "smoke-candle", 12, "Smells exactly like the good part of a campfire.",
                 Audience.PUBLIC, proved=True),
    DemoPurchase("ingrid", "lemon-mac", 9, "It rained sideways on the first day. Dry, and very "
                 "visible.", Audience.PUBLIC),
    DemoPurchase("jonas", "moka-pot-copper", 7, "You all said copper. You were right about the "
                 "handle, too.", place="other", place_name="The little shop by the ferry"),
    DemoPurchase("ada", "egg-pan", 4, "My first own pan. We have had eggs three days running."),
    DemoPurchase("ada", "chanterelle", 3, "For the reading corner of somebody I know.",
                 kept=("mara", 31)),
    DemoPurchase("mara", "turntable", 2, "He may list a bike. He gets a turntable.",
                 kept=("jonas", 18)),
    DemoPurchase("sen", "arc-lamp", 1, "The desk is final now. Warm enough for late evenings, and "
                 "the switch is where the hand is.", proved=True, shows_price=True),
)  # fmt: skip


def plant_purchases(story: Story, news: News, retailer: int) -> None:
    story.add(SigningKey, story.before(days=30), retailer_id=retailer, name="Checkout",
              seen_at=story.before(days=30), used_at=story.before(days=1))  # fmt: skip
    for row in PURCHASES:
        _plant(story, news, row, retailer)


def _plant(story: Story, news: News, row: DemoPurchase, retailer: int) -> None:
    at, good = story.before(days=row.days, hours=2), PRODUCTS_BY_KEY[row.product]
    owner, product = story.id_of("profile", row.owner), story.id_of("product", row.product)
    purchase = story.add(
        Purchase,
        at,
        owner_id=owner,
        product_id=product,
        audience=row.audience.value,
        place=row.place,
        shop_id=story.id_of("shop", good.shop.key) if row.place == "online" else None,
        place_name=row.place_name,
        day=at.date(),
        amount=good.price_minor,
        currency=good.currency,
        shows_price=row.shows_price,
        note=row.note,
        retailer_id=retailer if row.proved else None,
        tells_at=at + QUIET,
        told_at=at + QUIET,
        confirmed_at=at + QUIET if row.proved else None,
    )
    news.record(owner, "bought", Purchase.kind, purchase, at + QUIET)
    if row.kept:
        handle, days = row.kept
        day = (story.now + timedelta(days=days)).date()
        story.add(Secret, at, purchase_id=purchase, profile_id=story.id_of("profile", handle),
                  until=until(day))  # fmt: skip
    if row.proved:
        _prove(story, row, retailer, purchase)


def _prove(story: Story, row: DemoPurchase, retailer: int, purchase: int) -> None:
    at, good = story.before(days=row.days, hours=2), PRODUCTS_BY_KEY[row.product]
    owner, product = story.id_of("profile", row.owner), story.id_of("product", row.product)
    story.add(Proof, at, retailer_id=retailer, token_id=f"demo-order-{row.product}",
              profile_id=owner, product_id=product, purchase_id=purchase,
              amount=good.price_minor, currency=good.currency)  # fmt: skip
    story.add(Consent, at, profile_id=owner, purchase_id=purchase, retailer_id=retailer,
              shop=good.shop.name, product=good.title, audience=row.audience.value)  # fmt: skip
