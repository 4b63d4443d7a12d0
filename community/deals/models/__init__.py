from community.deals.models.code import Taken, VoucherCode, new_code
from community.deals.models.deal import Deal, DealIsOver, State, Tier
from community.deals.models.deal_join import CrowdedHome, DealJoin
from community.deals.models.rally import Rally, RallyIsOver, RallyJoin
from community.deals.models.voucher import Gives, NotGiven, Voucher, VoucherStore, Whom

__all__ = [
    "CrowdedHome",
    "Deal",
    "DealIsOver",
    "DealJoin",
    "Gives",
    "NotGiven",
    "Rally",
    "RallyIsOver",
    "RallyJoin",
    "State",
    "Taken",
    "Tier",
    "Voucher",
    "VoucherCode",
    "VoucherStore",
    "Whom",
    "new_code",
]  # fmt: skip
