"""Things that were here twice: a lamp that Priya has made one, a mug that waits to be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from community.catalog.models import Likeness, Merge, Moved, Offer, Product
from community.catalog.models.offer import url_key
from community.core.audit import AuditEntry
from community.demo.minding import MODERATOR
from community.demo.story import Story


@dataclass(frozen=True)
class Twin:
    """The same as the product with key `of`, as another shop calls it."""

    of: str
    title: str
    shop: str
    path: str
    amount: int


LAMP = Twin("dusk-lamp", "Dusk lamp moss green / linen", "hjem-og-co", "dusk-lamp-moss", 9900)
MUG = Twin("fjord-mug", "Fjord mug (stoneware)", "second-breakfast", "fjord-mug", 1900)
SAYS_SO = "ada"


def plant_twins(story: Story, pictures: dict[str, int]) -> None:
    """`pictures` are ids by product key."""
    _plant_merged(story, LAMP, pictures.get(LAMP.of))
    at = story.before(days=2, hours=3)
    mug = _plant(story, MUG, at, pictures.get(MUG.of))
    _plant_offer(story, MUG, at, mug)
    pair = sorted((story.id_of("product", MUG.of), mug))
    said = {"one_id": pair[0], "other_id": pair[1], "reason": "member", "state": "open"}
    story.add(Likeness, story.before(hours=20), **said, by_id=story.id_of("profile", SAYS_SO))


def _plant_merged(story: Story, twin: Twin, picture: int | None) -> None:
    at, merged_at = story.before(days=15), story.before(days=4)
    stays, by = story.id_of("product", twin.of), story.id_of("profile", MODERATOR)
    goes = _plant(story, twin, at, picture, merged_into_id=stays)
    offer = _plant_offer(story, twin, at, stays)
    merge = story.add(
        Merge, merged_at, loser_id=goes, survivor_id=stays, by_id=by, state="moved",
        settled_at=merged_at + timedelta(seconds=2),
    )  # fmt: skip
    story.add(Moved, merged_at, merge_id=merge, table="offers", row_id=offer)
    done = {"act": "product.merge", "kind": "product", "thing_id": goes}
    story.add(AuditEntry, merged_at, actor_id=by, **done)


def _plant(
    story: Story, twin: Twin, at: datetime, picture: int | None, merged_into_id: int | None = None
) -> int:
    return story.add(
        Product, at, title=twin.title, category="home", picture_id=picture, listed_at=at,
        merged_into_id=merged_into_id,
    )  # fmt: skip


def _plant_offer(story: Story, twin: Twin, at: datetime, product: int) -> int:
    url = f"https://{twin.shop}.example/p/{twin.path}"
    return story.add(
        Offer, at, product_id=product, shop_id=story.id_of("shop", twin.shop), url=url,
        url_key=url_key(url), amount=twin.amount, currency="EUR", availability="in_stock",
        checked_at=story.before(hours=9),
    )  # fmt: skip
