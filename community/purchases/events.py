"""What members say they have."""

from dataclasses import dataclass

from community.core.events import Fact


@dataclass(frozen=True)
class Marked(Fact):
    """`state` is new to the product's mark."""

    mark_id: int
    product_id: int
    owner_id: int
    state: str
