from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import BigInteger
from sqlalchemy.orm import Mapped, mapped_column, relationship

from community.accounts.models import Profile
from community.catalog.events import ProductListed
from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model
from community.core.events import publish
from community.core.images.models import Picture
from community.core.text import slugify

if TYPE_CHECKING:
    from community.catalog.models.offer import Offer


class Product(Model):
    """One thing. Unlisted until someone shows it publicly or a second member clips it. What was
    found to be the same as another is `merged_into` that, and met no more."""

    __tablename__ = "products"
    kind = "product"

    id: Mapped[int] = id_column()
    title: Mapped[str] = text_column(300, index=True)
    brand: Mapped[str] = text_column(120)
    category: Mapped[str] = text_column(40)
    description: Mapped[str] = text_column(2000)
    picture_id: Mapped[int | None] = reference(
        "pictures.id", on_delete="SET NULL", nullable=True, index=False
    )
    found_by_id: Mapped[int | None] = reference("profiles.id", on_delete="SET NULL", nullable=True)
    listed_at = moment(index=True)
    hidden_at = moment()
    merged_into_id: Mapped[int | None] = mapped_column(BigInteger, index=True, nullable=True)
    created_at = stamp()

    picture: Mapped[Picture | None] = relationship(lazy="joined")
    found_by: Mapped[Profile | None] = relationship()
    offers: Mapped[list[Offer]] = relationship(
        back_populates="product", order_by="Offer.id", passive_deletes=True
    )

    @property
    def slug(self) -> str:
        return slugify(self.title)

    @property
    def is_on_show(self) -> bool:
        """Everybody may meet it."""
        is_hidden = self.hidden_at is not None or self.merged_into_id is not None
        return self.listed_at is not None and not is_hidden

    @property
    def offer(self) -> Offer | None:
        """The offer that stands for the product on tiles: the oldest."""
        return self.offers[0] if self.offers else None

    def put_on_show(self) -> None:
        """List it for everyone; once."""
        if self.listed_at is None:
            self.listed_at = clock.now()
            publish(ProductListed(self.id))
