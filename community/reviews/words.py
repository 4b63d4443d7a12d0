"""What is known of a product by its category."""

from __future__ import annotations

from community.catalog.models import Product

# Parts of what shops call their categories, in the languages whose pages are read.
WORN = (
    "cloth", "shoe", "boot", "sneaker", "dress", "shirt", "jacket", "coat", "trouser", "jean",
    "knit", "sweater", "skirt", "sock", "glove", "hat", "wear", "apparel", "fashion", "ring",
    "kleid", "schuh", "jacke", "hose", "hemd", "mode", "vêtement", "chaussure", "ropa", "zapato",
)  # fmt: skip


def is_worn(product: Product) -> bool:
    """Whether readers ask how it fits."""
    name = product.category.lower()
    return any(word in name for word in WORN)
