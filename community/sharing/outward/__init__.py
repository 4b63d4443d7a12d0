"""Kinds as the world sees them: one entry a kind, in a table.

A kind that is not in the table is shared by nobody: it has the generic card and no address here.
"""

from community.sharing.outward.entry import (
    Entry,
    Look,
    Outward,
    all_outward,
    entry_of,
    outward,
    show_outside,
)

__all__ = ["Entry", "Look", "Outward", "all_outward", "entry_of", "outward", "show_outside"]
