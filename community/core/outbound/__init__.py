"""The only door to addresses that people give us."""

from community.core.outbound.answer import Answer
from community.core.outbound.errors import OutboundError, Reason
from community.core.outbound.extension import get_outbound, init_app
from community.core.outbound.resolver import Endpoint, system_resolve
from community.core.outbound.session import Outbound
from community.core.outbound.txt_records import txt_records_of
from community.core.outbound.vetting import VettedUrl

__all__ = [
    "Answer",
    "Endpoint",
    "Outbound",
    "OutboundError",
    "Reason",
    "VettedUrl",
    "get_outbound",
    "init_app",
    "system_resolve",
    "txt_records_of",
]
