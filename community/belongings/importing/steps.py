"""What comes in, in this order; what does not, and why."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from community.belongings.importing.buying import PURCHASES
from community.belongings.importing.collections import COLLECTIONS, PIECES
from community.belongings.importing.lists import LISTS, WISHES
from community.belongings.importing.profiles import PROFILE
from community.belongings.importing.reviews import REVIEWS
from community.belongings.importing.smaller import CHOICES, CIRCLES, DRAFTS, FINDS, MARKS

STEPS = (PROFILE, CIRCLES, LISTS, WISHES, COLLECTIONS, PIECES, MARKS, PURCHASES, REVIEWS,
         FINDS, DRAFTS, CHOICES)  # fmt: skip

NAMES = {
    "profile": _l("Your profile’s words and picture"),
    "circles": _l("Circles"),
    "lists": _l("Lists"),
    "wishes": _l("Wishes"),
    "collections": _l("Collections"),
    "pieces": _l("Pieces"),
    "marks": _l("What you have, had or want"),
    "purchases": _l("What you bought"),
    "reviews": _l("Reviews"),
    "finds": _l("Products by their address"),
    "drafts": _l("Drafts"),
    "notice_choices": _l("Notification settings"),
}

_TALK = _l("stand in conversations there, beside what others wrote")
_THERE = _l("are about somebody or something over there")

# In the archive, and left there. What is not named here either is not spoken of: it is the
# account's own history there.
STAYS = {
    "polls": (_l("Polls"), _TALK),
    "votes": (_l("Votes"), _TALK),
    "comments": (_l("Comments"), _TALK),
    "topics": (_l("Discussions"), _TALK),
    "posts": (_l("Posts"), _TALK),
    "questions": (_l("Questions"), _TALK),
    "answers": (_l("Answers"), _TALK),
    "helpful": (_l("What you found helpful"), _THERE),
    "likes": (_l("Likes"), _THERE),
    "pieces_elsewhere": (_l("Pieces in others’ collections"), _THERE),
    "following": (_l("People you follow"), _l("may have other handles here, or be others")),
    "muted": (_l("Mutes"), _l("may be of people who have other handles here")),
    "blocked": (_l("Blocks"), _l("may be of people who have other handles here")),
    "shop_follows": (_l("Shops you follow"), _THERE),
    "share_links": (_l("Links you gave away"), _l("open things over there")),
    "seats": (_l("Shops’ teams"), _l("prove their domains here anew")),
}
