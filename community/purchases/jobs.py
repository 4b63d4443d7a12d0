"""What the worker does with purchases: what was not undone is told."""

from __future__ import annotations

from sqlalchemy import select

from community.core import clock
from community.core.db import writing
from community.core.jobs import every_minute
from community.extensions import db
from community.friends.viewer import Viewer
from community.purchases.awaiting import day_for, until, who_awaits
from community.purchases.models import Purchase

AT_ONCE = 200


@every_minute
def tell_due_purchases() -> int:
    """Each exactly once; how many there were."""
    due = select(Purchase.id).where(
        Purchase.told_at.is_(None), Purchase.tells_at <= clock.sql_now()
    )
    ids = list(db.session.scalars(due.order_by(Purchase.tells_at).limit(AT_ONCE)))
    return sum(_tell(purchase_id) for purchase_id in ids)


def _tell(purchase_id: int) -> bool:
    with writing():
        purchase = db.session.get(Purchase, purchase_id)
        return tell_it(purchase) if purchase else False


def tell_it(purchase: Purchase) -> bool:
    """Inside `writing()`."""
    _keep_from_newcomers(purchase)
    return purchase.tell()


def _keep_from_newcomers(purchase: Purchase) -> None:
    """Whose list it came to meanwhile: the owner was not asked, so they hear nothing."""
    asked = {secret.profile_id for secret in purchase.secrets}
    found = who_awaits(Viewer(purchase.owner), purchase.product_id)
    for each in (one for one in found if one.person.id not in asked):
        purchase.keep_from(each.person.id, until(day_for([each])))
    db.session.flush()
