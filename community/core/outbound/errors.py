"""Why nothing came back, in sentences that say nothing about our network."""

from enum import Enum

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString


class Reason(Enum):
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    DECLINED = "declined"
    BUSY = "busy"
    TOO_SLOW = "too slow"
    TOO_BIG = "too big"
    WRONG_TYPE = "wrong type"
    TOO_MANY_REDIRECTS = "too many redirects"

    @property
    def sentence(self) -> LazyString:
        return _SENTENCES[self]


_SENTENCES = {
    Reason.REFUSED: _l("Posy does not open addresses like this one."),
    Reason.UNREACHABLE: _l("This page could not be reached. Is the address right?"),
    Reason.DECLINED: _l("This shop does not let Posy read its pages."),
    Reason.BUSY: _l("This shop is busy right now. Please try again in a minute."),
    Reason.TOO_SLOW: _l("The shop took too long to answer."),
    Reason.TOO_BIG: _l("What is at this address is too big for Posy to read."),
    Reason.WRONG_TYPE: _l("Posy found nothing it can read at this address."),
    Reason.TOO_MANY_REDIRECTS: _l("This address leads on to too many others."),
}


class OutboundError(Exception):
    """Carries a reason only: what went wrong inside stays inside."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.__suppress_context__ = True

    @property
    def sentence(self) -> LazyString:
        return self.reason.sentence
