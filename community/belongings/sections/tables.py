"""Which table stands in which section, and which stands in none, and why."""

from __future__ import annotations

# By table; those that are called as their section are left out.
ELSEWHERE = {
    "account_sessions": "sessions",
    "accounts": "profile",
    "blocks": "blocked",
    "collaborators": "edited_collections",
    "deal_tiers": "group_deals",
    "collection_tags": "collections",
    "follow_requests": "asked_to_follow",
    "helpful_votes": "helpful",
    "follows": "following",
    "forum_drafts": "drafts",
    "mail_invitations": "invitations",
    "mutes": "muted",
    "people_set_members": "circles",
    "people_sets": "circles",
    "post_pictures": "posts",
    "product_marks": "marks",
    "question_answers": "answers",
    "review_followups": "reviews",
    "review_pictures": "reviews",
    "review_replies": "shop_replies",
    "products": "finds",
    "purchase_secrets": "purchases",
    "offers": "finds",
    "profiles": "profile",
    "voucher_claims": "kept_vouchers",
    "wishlists": "lists",
}

KEYS = "a secret that opens something"
DERIVED = "made by the site from rows that are in the archive"
OTHERS = "what others did, wrote or saw"
SHARED = "about products, which belong to nobody"
KEEPING = "the site's own bookkeeping, without a word of the member's"

SPARED = {
    "activities": DERIVED,
    "archives": KEEPING,
    "audit_origins": "kept for thirty days for whoever runs the site, and shown to nobody else",
    "cases": OTHERS,
    "clicks": OTHERS,
    "departures": KEEPING,
    "digests": KEEPING,
    "feed_problems": "read in the shop's own file",
    "feed_rows": "read in the shop's own file",
    "guests": OTHERS,
    "imported_rows": KEEPING,
    "imports": KEEPING,
    "likenesses": SHARED,
    "mail_tokens": KEYS,
    "moved_rows": SHARED,
    "notifications": OTHERS,
    "post_mentions": OTHERS,
    "product_codes": SHARED,
    "product_merges": SHARED,
    "ratings": SHARED,
    "selector_voices": KEEPING,
    "tastes": DERIVED,
    "neighbours": DERIVED,
    "product_standings": DERIVED,
}
