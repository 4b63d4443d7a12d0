from __future__ import annotations

from sqlalchemy.orm import Mapped

from community.core.columns import id_column, reference, text_column
from community.core.db import Model


class Code(Model):
    """What the world calls a product: `gtin:…` or `mpn:brand|number`, each of one product; with
    `seen:` before it where only a page says so (`catalog.sameness`)."""

    __tablename__ = "product_codes"

    id: Mapped[int] = id_column()
    product_id: Mapped[int] = reference("products.id")
    code: Mapped[str] = text_column(200, unique=True)
