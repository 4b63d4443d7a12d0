"""What one bought, what one agreed to at a shop's checkout, and what shops have proved."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from community.accounts.models import Profile
from community.belongings.sections.rows import Row, columns, digest, rows
from community.catalog.models import Product
from community.extensions import db
from community.purchases.models import Consent, Proof, Purchase, Secret
from community.retailers.models import Retailer


def purchases(me: Profile) -> Iterable[Row]:
    query = select(Purchase).where(Purchase.owner_id == me.id)
    query = query.options(
        joinedload(Purchase.product).selectinload(Product.offers),
        selectinload(Purchase.secrets).joinedload(Secret.profile),
    )
    for purchase in rows(query):
        offer = purchase.product.offer
        kept = {each.profile.handle: each.until.isoformat() for each in purchase.secrets}
        yield {
            **columns(purchase, "confirmed_at"),
            "title": purchase.product.title,
            "url": offer.url if offer else "",
            "picture": digest(purchase.picture),
            "kept_from": kept,
        }


def consents(me: Profile) -> Iterable[Row]:
    return [columns(each) for each in rows(select(Consent).where(Consent.profile_id == me.id))]


def proofs(me: Profile) -> Iterable[Row]:
    query = select(Proof, Retailer.name, Product.title)
    query = query.join(Retailer, Retailer.id == Proof.retailer_id)
    query = query.outerjoin(Product, Product.id == Proof.product_id)
    for proof, shop, title in db.session.execute(query.where(Proof.profile_id == me.id)).unique():
        yield {**columns(proof), "shop": shop, "product": title or ""}
