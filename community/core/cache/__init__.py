"""Public pages as strangers see them, kept whole: one look and they are answered.

Kept is only what a request without a session, a link or a message got from a view marked
`@for_strangers`, and that left none behind; whatever else it may be is refused. A page is as old as
`KEPT` seconds at most, a proxy's copy `SHARED` seconds more. Before that it goes at once, in every
process, when anything is changed or removed anywhere: every UPDATE and DELETE drops all pages, but
those that a feature has declared to be seen late without harm (`may_lag`) or by no stranger
(`unseen`). What is declared nowhere is never taken for harmless.
"""

from community.core.cache.page import KEPT, SHARED
from community.core.cache.pages import init_app, touch
from community.core.cache.strangers import for_strangers
from community.core.cache.writes import may_lag, unseen

__all__ = ["KEPT", "SHARED", "for_strangers", "init_app", "may_lag", "touch", "unseen"]
