"""Vouchers, deals and plans: what everybody reads, what who keeps one reads, what a team reads."""

from __future__ import annotations

from typing import Any

from community.core.db import writing
from community.deals.models import Rally, Taken, VoucherCode
from community.extensions import db
from community.retailers.models import Retailer
from tests.deals.material import deal_by, joins, over, rallied, rally_by, taken_by, voucher_by
from tests.drills.canaries.aviary import READERS, VIEWERS
from tests.drills.canaries.planting import Stage
from tests.world import person, product_by

KEPT = ("ana", "rita")  # who has it, and the shop whose code it is


def plant_offers(stage: Stage) -> None:
    retailer = db.session.get_one(Retailer, stage.things["retailer"][0])
    _plant_vouchers(stage, retailer)
    _plant_deal(stage, retailer)
    for audience in ("public", "friends"):
        _plant_rally(stage, audience)


def _plant_vouchers(stage: Stage, retailer: Retailer) -> None:
    hatch, word = stage.aviary.hatch, stage.aviary.word
    said: dict[str, Any] = {name: hatch(f"vouchers.{name}", "public", VIEWERS)
                            for name in ("text", "terms")}  # fmt: skip
    address = f"https://ritas.example/{word('vouchers.online_url', 'public', VIEWERS)}"
    shared = voucher_by(retailer, **said, online_url=address, budget=9)
    code = word("voucher_codes.text", "me", KEPT)
    single = voucher_by(retailer, codes=[code], budget=1, online_url=address)
    with writing():
        db.session.get_one(type(shared), shared.id).shared_code = word(
            "vouchers.shared_code", "me", KEPT
        )
    for voucher in (shared, single):
        taken = taken_by(voucher, stage.world.ana)
        stage.put("voucher", voucher)
        stage.put("taken", taken)
    assert db.session.query(VoucherCode).filter_by(text=code).one().taken_at
    stage.things["token"] = [db.session.get_one(Taken, stage.things["taken"][1]).token]


def _plant_deal(stage: Stage, retailer: Retailer) -> None:
    """It worked, with ana in it."""
    hatch, ana = stage.aviary.hatch, stage.world.ana
    said = {"terms": hatch("group_deals.terms", "public", VIEWERS)}
    said["instruction"] = hatch("group_deals.instruction", "me", KEPT)
    product = product_by(person("finder"), "deal", listed=True)
    deal = deal_by(retailer, product=product, **said)
    joins(deal, ana, *(person(f"buyer{number}") for number in range(4)))
    over(deal)
    stage.put("deal", deal)


def _plant_rally(stage: Stage, audience: str) -> None:
    hatch, ana = stage.aviary.hatch, stage.world.ana
    note, answer = hatch("rallies.note", audience), hatch("rallies.answer", audience)
    product = product_by(ana, f"rally-{audience}")
    rally = rally_by(ana, product=product, audience=audience, note=note)
    rallied(rally, *(person(f"{audience}{number}") for number in range(4)))
    with writing():
        db.session.get_one(Rally, rally.id).settle("no", answer)
    stage.put("rally", rally, audience, READERS[audience])
