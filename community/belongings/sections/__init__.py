"""What an archive holds: one section a kind of belonging, rows of plain values.

A row is what the member wrote, chose or did. Others stand in it only as the member sees them: the
handle of somebody followed, the question of a poll they may still open. Who blocked, wants or gives
something is nobody's to take along.

A new table that leads to a member stands in `SECTIONS` or, with the reason, in `SPARED`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from community.accounts.models import Profile
from community.belongings.sections import (
    account,
    buying,
    judged,
    offers,
    people,
    said,
    talk,
    teams,
    things,
)
from community.belongings.sections.rows import Row

Section = Callable[[Profile], Iterable[Row]]

SECTIONS: dict[str, Section] = {
    "profile": account.profile,
    "lists": things.lists,
    "wishes": things.wishes,
    "collections": things.collections,
    "pieces": things.pieces,
    "pieces_elsewhere": things.pieces_elsewhere,
    "edited_collections": things.edited_collections,
    "collection_follows": things.collection_follows,
    "marks": things.marks,
    "purchases": buying.purchases,
    "purchase_consents": buying.consents,
    "purchase_proofs": buying.proofs,
    "finds": things.finds,
    "clips": things.clips,
    "shop_follows": things.shop_follows,
    "polls": talk.polls,
    "poll_options": talk.poll_options,
    "votes": talk.votes,
    "comments": talk.comments,
    "likes": talk.likes,
    "topics": talk.topics,
    "posts": talk.posts,
    "post_edits": talk.post_edits,
    "drafts": talk.drafts,
    "topic_readers": talk.topic_readers,
    "reviews": said.reviews,
    "questions": said.questions,
    "answers": said.answers,
    "helpful": said.helpful,
    "shop_replies": said.shop_replies,
    "circles": people.circles,
    "following": people.following,
    "asked_to_follow": people.asked_to_follow,
    "muted": people.muted,
    "blocked": people.blocked,
    "hidden_suggestions": people.hidden_suggestions,
    "hidden_products": things.hidden_products,
    "taste_readings": things.recommendations,
    "invitations": people.invitations,
    "share_links": people.share_links,
    "notice_choices": account.notice_choices,
    "notice_mutes": account.notice_mutes,
    "seats": teams.seats,
    "retailers": teams.retailers,
    "claims": teams.claims,
    "feeds": teams.feeds,
    "stores": teams.stores,
    "signing_keys": teams.signing_keys,
    "vouchers": teams.vouchers,
    "group_deals": teams.group_deals,
    "kept_vouchers": offers.kept_vouchers,
    "deal_joins": offers.deal_joins,
    "rallies": offers.rallies,
    "rally_joins": offers.rally_joins,
    "reports": judged.reports,
    "decisions": judged.decisions,
    "appeals": judged.appeals,
    "sessions": account.sessions,
}
