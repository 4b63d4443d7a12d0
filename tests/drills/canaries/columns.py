"""Every column that holds words is planted with canaries, or stands here with the reason why not.

A new column fails the drill until it does one or the other.
"""

from __future__ import annotations

from sqlalchemy import JSON, String

from community.core.columns import Text
from community.extensions import db

SECRET = "a hash, or a token that is a secret itself"
CHOICE = "one of a few words of our own"
COPY = "copied from a column that is planted; searches read it"
OPEN = "said by the operator to everybody"
INNER = "written by the site for itself, and never shown"

SPARED = {
    "accounts.password_hash": SECRET,
    "accounts.email_key": INNER,
    "accounts.locale": CHOICE,
    "accounts.currency": CHOICE,
    "accounts.timezone": CHOICE,
    "accounts.theme": CHOICE,
    "accounts.role": CHOICE,
    "answered_keys.key_hash": SECRET,
    "answered_keys.body_hash": SECRET,
    "answered_keys.location": INNER,
    "appeals.answer": "sent in a letter, and letters are read by the drill",
    "appeals.state": CHOICE,
    "archives.state": CHOICE,
    "audit_entries.act": CHOICE,
    "audit_entries.kind": CHOICE,
    "audit_entries.request": INNER,
    "audit_origins.browser": INNER,
    "audit_origins.network": INNER,
    "boards.slug": OPEN,
    "boards.title": OPEN,
    "boards.about": OPEN,
    "boards.icon": CHOICE,
    "claims.problem": CHOICE,
    "claims.way": CHOICE,
    "collaborators.role": CHOICE,
    "collections.audience": CHOICE,
    "collections.source_name": COPY,
    "collections.source_title": COPY,
    "feed_problems.reason": CHOICE,
    "feed_rows.digest": SECRET,
    "feed_rows.facts": INNER,
    "feed_rows.key": INNER,
    "feeds.currency": CHOICE,
    "feeds.reason": CHOICE,
    "feeds.state": CHOICE,
    "feeds.url_key": SECRET,
    "notice_choices.group": CHOICE,
    "notice_choices.mailed": CHOICE,
    "notice_mutes.kind": CHOICE,
    "pieces.currency": CHOICE,
    "pieces.sort": CHOICE,
    "product_codes.code": INNER,
    "seats.role": CHOICE,
    "shop_days.measure": CHOICE,
    "shop_spans.measure": CHOICE,
    "cases.kind": CHOICE,
    "cases.state": CHOICE,
    "decisions.act": CHOICE,
    "decisions.kind": CHOICE,
    "link_domains.state": CHOICE,
    "reports.kind": CHOICE,
    "reports.reason": CHOICE,
    "site.closing_notice": OPEN,
    "site.languages": OPEN,
    "site.name": OPEN,
    "site.sign_up": CHOICE,
    "mails.key": INNER,
    "mails.recipient": "read by the drill itself: whose letter it is",
    "mails.subject": "read by the drill itself",
    "mails.text": "read by the drill itself",
    "mails.html": "read by the drill itself",
    "mails.unsubscribe": SECRET,
    "outbox.name": CHOICE,
    "outbox.payload": INNER,
    "pictures.digest": SECRET,
    "pictures.colour": INNER,
    "sign_ups.email": "of somebody who is no member yet; sent to that address alone",
    "sign_ups.email_key": INNER,
    "sign_ups.handle": "of somebody who is no member yet",
    "sign_ups.password_hash": SECRET,
    "sign_ups.token_hash": SECRET,
    "sign_ups.locale": CHOICE,
    "account_sessions.token_hash": SECRET,
    "account_sessions.browser": "shown as the name of the browser it says",
    "deliveries.subscriber": CHOICE,
    "deliveries.error": INNER,
    "mail_tokens.purpose": CHOICE,
    "mail_tokens.token_hash": SECRET,
    "mail_tokens.email": INNER,
    "mail_invitations.email_key": INNER,
    "mail_refusals.email_hash": SECRET,
    "likes.kind": CHOICE,
    "like_counts.kind": CHOICE,
    "profiles.sort": CHOICE,
    "profiles.handle": "the address of a page that everybody may open",
    "profiles.handle_skeleton": INNER,
    "activities.verb": CHOICE,
    "activities.kind": CHOICE,
    "activities.burst": INNER,
    "clips.url_key": SECRET,
    "clips.state": CHOICE,
    "clips.reason": CHOICE,
    "comments.kind": CHOICE,
    "comments.body": "shown as comments.html",
    "notifications.topic": CHOICE,
    "notifications.kind": CHOICE,
    "people_sets.sort": CHOICE,
    "products.category": CHOICE,
    "product_marks.audience": CHOICE,
    "product_marks.state": CHOICE,
    "search_rows.kind": CHOICE,
    "search_rows.title": COPY,
    "search_rows.words": COPY,
    "share_links.kind": CHOICE,
    "share_links.key_hash": SECRET,
    "guests.token_hash": SECRET,
    "offers.url_key": SECRET,
    "offers.currency": CHOICE,
    "offers.availability": CHOICE,
    "polls.sort": CHOICE,
    "polls.results": CHOICE,
    "polls.decision": CHOICE,
    "polls.audience": CHOICE,
    "forum_drafts.board": CHOICE,
    "forum_drafts.place": INNER,
    "posts.quote": COPY,
    "post_edits.body": "shown as post_edits.html",
    "topics.about_kind": CHOICE,
    "topics.audience": CHOICE,
    "wishlists.occasion": CHOICE,
    "wishlists.audience": CHOICE,
    "clicks.visitor": SECRET,
    "poll_options.answer": CHOICE,
    "wishes.currency": CHOICE,
}


def of_words() -> set[str]:
    """ "table.column" of all that can hold words."""
    return {
        f"{table.name}.{column.name}"
        for table in db.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, String | Text | JSON)
    }
