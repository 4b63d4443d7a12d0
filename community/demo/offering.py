"""What Nordlys Studio gives: vouchers, deals that run, worked and failed; and what members plan."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from community.deals.models import (
    Deal,
    DealJoin,
    Rally,
    RallyJoin,
    Taken,
    Tier,
    Voucher,
    VoucherCode,
    VoucherStore,
)
from community.deals.models.code import new_code
from community.demo.cast import PEOPLE
from community.demo.news import News
from community.demo.retailing import FOLLOWERS, SHOP, STORES
from community.demo.story import Story

# Not those of the shop’s own team.
BUYERS = tuple(person.handle for person in PEOPLE if person.handle not in ("jonas", "rosa"))
ADDRESS = f"https://{SHOP}.example/"


class Offering:
    def __init__(self, story: Story, news: News) -> None:
        self.story, self.news = story, news
        self.shop = story.id_of("shop", SHOP)
        self.retailer = story.id_of("retailer", SHOP)
        self.stores = [story.id_of("store", name) for name, *_place in STORES]

    def voucher(self, days_ago: float, days_left: float, **more: Any) -> int:
        at = self.story.before(days=days_ago)
        said = {"gives": "percent", "whom": "everyone", "currency": "EUR", "online_url": ADDRESS}
        dates = {"starts_at": at, "ends_at": self.story.before(days=-days_left)}
        ours = {"retailer_id": self.retailer, "shop_id": self.shop}
        return self.story.add(Voucher, at, **ours, **dates, **{**said, **more})

    def taken(self, voucher: int, handle: str, at: datetime, **more: Any) -> None:
        """With a code of its own, unless all share one."""
        code = None
        if not more.pop("is_shared", False):
            code = self.code(voucher, taken_at=at)
        self.story.add(
            Taken,
            at,
            voucher_id=voucher,
            profile_id=self.story.id_of("profile", handle),
            code_id=code,
            token=f"{self.story.dice.getrandbits(128):032x}",
            **more,
        )

    def code(self, voucher: int, **more: Any) -> int:
        return self.story.add(
            VoucherCode, self.story.now, voucher_id=voucher, text=new_code(), **more
        )

    def deal(self, key: str, days_ago: float, days_left: float, **more: Any) -> int:
        at = self.story.before(days=days_ago)
        said = {"product_id": self.story.id_of("product", key), "currency": "EUR"}
        said |= {"closes_at": self.story.before(days=-days_left)}
        ours = {"retailer_id": self.retailer, "shop_id": self.shop}
        return self.story.add(Deal, at, **ours, **said, **more)

    def joined(self, deal: int, handles: tuple[str, ...], days_ago: float, cap: int) -> None:
        for place, handle in enumerate(handles, 1):
            at = self.story.before(days=days_ago * (1 - place / (len(handles) + 2)))
            who = {"deal_id": deal, "profile_id": self.story.id_of("profile", handle)}
            self.story.add(DealJoin, at, **who, place=place, is_in=place <= cap)


def plant_offers(story: Story, news: News) -> None:
    offering = Offering(story, news)
    _plant_vouchers(offering)
    _plant_running_deal(offering)
    _plant_past_deals(offering)
    _plant_rallies(offering)


def _plant_vouchers(offering: Offering) -> None:
    story = offering.story
    dusk = offering.voucher(
        3, 12, percent=15, whom="followers", text="on every lamp, for those who follow us",
        budget=40, claim_count=3, used_count=1, minimum=5000,
        terms="One lamp, one voucher. Not together with another one.",
    )  # fmt: skip
    for store in offering.stores:
        story.add(VoucherStore, story.now, voucher_id=dusk, store_id=store)
    offering.taken(dusk, "mara", story.before(days=2))
    offering.taken(dusk, "priya", story.before(days=2.5))
    used = story.before(hours=20)
    offering.taken(dusk, "ingrid", story.before(days=1), used_at=used, used_by="till")
    for _number in range(37):
        offering.code(dusk)
    for handle in FOLLOWERS:
        to = story.id_of("profile", handle)
        offering.news.tell(to, "voucher", "voucher", dusk, None, story.before(days=3))
    first = offering.voucher(
        9, 25, gives="money", amount=1000, text="off your first three candles", minimum=6000,
        shared_code="FIRST-THREE", budget=500, claim_count=1, used_count=0,
    )  # fmt: skip
    offering.taken(first, "felix", story.before(days=4), is_shared=True)
    offering.voucher(
        9, 60, gives="words", text="A beeswax stub with your next order", whom="sharers",
        shared_code="WARM-WORDS", budget=200,
    )  # fmt: skip
    past = offering.voucher(
        40, -6, percent=10, text="for the first dark evening", shared_code="DARK-10", budget=100,
        claim_count=1,
    )  # fmt: skip
    offering.taken(past, "mara", story.before(days=30), is_shared=True)


def _plant_running_deal(offering: Offering) -> None:
    deal = offering.deal(
        "chanterelle", 4, 2.3, amount=5800, usual_amount=7600, minimum=10, cap=16, week_cap=8,
        seat_count=12, last_place=12, terms="Amber only. Made to order in Malmö.",
        instruction="Order as always and type your code; we make it in the order you joined.",
    )  # fmt: skip
    offering.story.add(Tier, offering.story.now, deal_id=deal, from_count=14, amount=5200)
    offering.joined(deal, ("mara", *(one for one in BUYERS if one != "mara"))[:12], 4, 16)
    for handle in FOLLOWERS:
        to = offering.story.id_of("profile", handle)
        offering.news.tell(to, "deal", "deal", deal, None, offering.story.before(days=4))


def _plant_past_deals(offering: Offering) -> None:
    story, ended = offering.story, offering.story.before(days=5)
    codes = offering.voucher(
        12, 55, gives="words", text="Three friends, candlesticks", whom="winners", budget=9,
        claim_count=8,
    )  # fmt: skip
    won = offering.deal(
        "trio-sticks", 12, -5, amount=4400, usual_amount=5900, minimum=6, cap=8, seat_count=8,
        waiting_count=1, last_place=9, state="won", settled_at=ended, settled_count=8,
        settled_amount=4400, voucher_id=codes,
        instruction="Type your code when you order, until the end of January.",
    )  # fmt: skip
    inside = ("mara", *(one for one in BUYERS if one != "mara"))[:9]
    offering.joined(won, inside, 12, 8)
    for place, handle in enumerate(inside):
        topic = "deal_won" if place < 8 else "deal_waited"
        offering.news.tell(story.id_of("profile", handle), topic, "deal", won, None, ended)
        if place < 8:
            offering.taken(codes, handle, ended, about_id=won)
    offering.code(codes)
    failed = offering.deal(
        "heron-lamp", 30, -16, amount=15900, usual_amount=18900, minimum=20, cap=40, seat_count=7,
        last_place=7, state="failed", settled_at=story.before(days=16), settled_count=7,
        settled_amount=15900, instruction="Order as always and type your code.",
    )  # fmt: skip
    offering.joined(failed, BUYERS[2:9], 28, 40)
    for handle in BUYERS[2:9]:
        who = story.id_of("profile", handle)
        offering.news.tell(who, "deal_failed", "deal", failed, None, story.before(days=16))


def _plant_rallies(offering: Offering) -> None:
    story = offering.story
    note = "Five of us are furnishing at the same time. If we order in one go, would they move?"
    _rally(offering, "bell-pendant", "mara", BUYERS[:9], amount=11500, wanted=9, note=note,
           audience="friends", state="reached", days_ago=6)  # fmt: skip
    answered = (
        "We looked at the boxes and the kiln: no lower than 24 for the smoke, sorry. "
        "Ask us again in spring."
    )
    _rally(offering, "smoke-candle", "priya", BUYERS[1:8], amount=1900, wanted=7,
           note="Christmas is coming and my whole stairwell smells of someone’s campfire.",
           audience="public", state="declined", days_ago=20, answer=answered,
           answered_at=story.before(days=9))  # fmt: skip
    _rally(offering, "fig-candle", "felix", BUYERS[3:9], amount=2400, wanted=12,
           note="Wet fig tree, but for everybody on the team.", audience="public", state="open",
           days_ago=3)  # fmt: skip


def _rally(
    offering: Offering, key: str, by: str, others: tuple[str, ...], *, days_ago: float, **more: Any
) -> None:
    story, at = offering.story, offering.story.before(days=days_ago)
    handles = (by, *(one for one in others if one != by))
    said = {"product_id": story.id_of("product", key), "shop_id": offering.shop, "currency": "EUR"}
    said |= {"owner_id": story.id_of("profile", by), "join_count": len(handles)}
    rally = story.add(Rally, at, ends_at=story.before(days=days_ago - 30), **said, **more)
    for handle in handles:
        when = story.between(at, story.before(days=days_ago * 0.3))
        who = story.id_of("profile", handle)
        story.add(RallyJoin, when, rally_id=rally, profile_id=who)
    if more.get("answer"):
        for handle in handles:
            who = story.id_of("profile", handle)
            offering.news.tell(who, "rally_answered", "rally", rally, None, more["answered_at"])
