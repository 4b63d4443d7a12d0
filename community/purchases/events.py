"""What members say they have, and what they bought."""

from dataclasses import dataclass

from community.core.events import Fact


@dataclass(frozen=True)
class Marked(Fact):
    """`state` is new to the product's mark."""

    mark_id: int
    product_id: int
    owner_id: int
    state: str


@dataclass(frozen=True)
class Bought(Fact):
    """A purchase is told, ten minutes after it was written down. Whoever listens asks its kind who
    may meet it: it may be kept from somebody."""

    purchase_id: int
    owner_id: int
    product_id: int


@dataclass(frozen=True)
class PurchaseProved(Fact):
    """A shop's signed token was used: this member bought the product there."""

    profile_id: int
    product_id: int
    retailer_id: int


@dataclass(frozen=True)
class ShareConfirmed(Fact):
    """What was shared from a shop's checkout is told to others, and the purchase is proved or
    somebody else has come to the shop by it; once a purchase."""

    purchase_id: int
    profile_id: int
    retailer_id: int


@dataclass(frozen=True)
class Rewarded(Fact):
    """A shop gave the member something for what they told of a product; readers of what they say
    of it are told so."""

    profile_id: int
    product_id: int
    retailer_id: int
