"""Records of the catalogue; one noun a file."""

from community.catalog.models.click import Click
from community.catalog.models.clip import Clip
from community.catalog.models.code import Code
from community.catalog.models.likeness import Likeness
from community.catalog.models.link_domain import LinkDomain
from community.catalog.models.look import Look, LookPicture
from community.catalog.models.merge import Merge, Moved
from community.catalog.models.offer import Offer
from community.catalog.models.product import Product
from community.catalog.models.selector import Selector, SelectorVoice
from community.catalog.models.shop import Shop

__all__ = [
    "Click",
    "Clip",
    "Code",
    "Likeness",
    "LinkDomain",
    "Look",
    "LookPicture",
    "Merge",
    "Moved",
    "Offer",
    "Product",
    "Selector",
    "SelectorVoice",
    "Shop",
]
