"""The boards that a site begins with."""

from __future__ import annotations

from sqlalchemy import select

from community.core.db import writing
from community.extensions import db
from community.forums.models import Board

# Address, title, the line under it, icon.
USUAL = (
    ("should-i", "Should I?", "Talk me into it, or out of it.", "circle-help"),
    ("clothes", "Clothes and shoes", "Fit, cloth, seams, and what goes with what.", "tag"),
    ("home", "Home", "Rooms, lamps, plants, and where the sofa goes.", "house"),
    ("kitchen", "Kitchen and table", "Pans, knives, coffee, and who washes up.", "store"),
    ("electronics", "Electronics", "What to buy, what to mend, what the numbers mean.", "monitor"),
    ("gifts", "Gifts", "For people who have everything, and for those who say so.", "gift"),
    ("outdoors", "Outdoors and bikes", "For going out and coming back dry.", "compass"),
    ("kids", "Kids", "Toys, prams, first shoes, and second-hand everything.", "heart"),
    ("local", "Local finds", "Shops, markets and menders worth the walk.", "shopping-bag"),
    ("this-site", "About this site", "Questions, wishes and what went wrong.", "info"),
)  # fmt: skip


def plant_boards() -> int:
    """The usual ones where there is none at all, archived ones counted; how many were made.

    So an operator's own choice stands, however often it is asked.
    """
    if db.session.scalar(select(Board.id).limit(1)) is not None:
        return 0
    with writing():
        return sum(Board.add(*board) for board in USUAL)
