"""Records of retailers; one noun a file."""

from community.retailers.models.claim import Claim
from community.retailers.models.feed import Feed, FeedProblem, FeedRow
from community.retailers.models.retailer import Retailer
from community.retailers.models.seat import LastOwner, Seat
from community.retailers.models.shop_follow import ShopFollow
from community.retailers.models.signing_key import SigningKey
from community.retailers.models.store import Store

__all__ = ["Claim", "Feed", "FeedProblem", "FeedRow", "LastOwner", "Retailer", "Seat",
           "ShopFollow", "SigningKey", "Store"]  # fmt: skip
