"""Which pages are looked at, and as whom; whatever is not named here is looked at as ana.

A view is who looks, and the query that makes another page of it: `ben?tab=polls`.
"""

from __future__ import annotations

_ALL = ("ana", "ben", "nobody")
_RUN = ("mo",)
_DOOR = ("nobody",)

VIEWS: dict[str, tuple[str, ...]] = {
    "home.show": ("ana", "nobody"),
    "discover.index": (
        "ana", "nobody", "ana?tab=lists", "ana?tab=polls", "ana?tab=people", "ana?tab=collections",
        "ana?tab=for-you", "nobody?tab=trending",
    ),
    "profiles.show": (*_ALL, "ben?tab=polls", "ben?tab=collections", "ben?tab=activity"),
    "list_pages.show": (*_ALL, "ana?as=friend"),
    "collection_pages.show": (*_ALL, "ana?view=list"),
    "poll_pages.show": _ALL,
    "product_pages.show": _ALL,
    "topics.show": _ALL,
    "shops.show": ("ana", "nobody"),
    "boards.index": ("ana", "nobody"),
    "polls.index": ("ana", "ana?tab=mine", "ana?tab=answered"),
    "searches.index": ("ana?q=pot", "ana?q=zzz", "nobody?q=pot&tab=lists"),
    "welcome.show": ("ana",),
    "comments.index": ("ben",),
    "likes.index": ("ben",),
    "reports.new": ("ben",),
    "marks.edit": ("ben",),
    "out.show": ("ben",),
    "bought.new": tuple(
        f"{who}?url=https%3A%2F%2Fpots.example%2Fspoon" for who in ("ana", "nobody")
    ),
    "purchases.show": ("ana", "ben"),
    "remixes.new": ("ben",),
    "reviews.index": ("ben", "nobody"),
    "reviews.new": ("mo",),
    "belongings.leaving": ("zoe",),
    "panels.mastodon": ("ana?server=example.social",),
    "invites.show": ("ben",),
    "about.show": _DOOR,
    "confirmations.new": _DOOR,
    "confirmations.show": _DOOR,
    "mail_outbox.index": _DOOR,
    "mail_outbox.show": _DOOR,
    "passwords.edit": _DOOR,
    "passwords.new": _DOOR,
    "passwords.sent": _DOOR,
    "refusals.show": _DOOR,
    "registrations.new": _DOOR,
    "sessions.new": _DOOR,
    "unsubscriptions.show": _DOOR,
    "appeals.show": _DOOR,
    "passes.show": _DOOR,
    "likenesses.new": ("ben",),
    "decisions.index": ("nobody", "mo"),
    **dict.fromkeys(
        (
            "admin.index", "admin.audit", "admin_retailers.index", "admin_retailers.show",
            "merges.index", "merges.new", "dead_letters.index", "admin_members.index",
            "admin_members.show", "proofs.new", "site_settings.edit", "appeals.index",
            "cases.index", "cases.show", "domains.index", "selectors.index",
        ),
        _RUN,
    ),
}  # fmt: skip

# In the dark colours alone can be wrong: one page of each make is enough.
IN_THE_DARK = {
    "home.show", "discover.index", "profiles.show", "list_pages.show", "collection_pages.show",
    "poll_pages.show", "polls.new", "product_pages.show", "topics.show", "shops.show",
    "notice_choices.edit", "dashboards.show", "shop_feeds.show", "cases.show", "claims.show",
    "notifications.index", "sessions.new", "marks.edit",
    "reviews.index", "reviews.new",
}  # fmt: skip

# No pages of their own, and why.
_PIECE, _LEADS_ON, _NO_PAGE = "a piece of a page", "leads on to a page", "not for eyes"
_FRAMED = "with a sheet of their own, in frames: test_widgets.py looks at them"
SPARED: dict[str, str] = {
    **dict.fromkeys(
        (
            "claims.state", "clips.found", "deals.state", "imports.state",
            "collection_pages.rows", "comments.show",
            "list_pages.rows", "notifications.bell", "poll_cards.show", "posts.quote",
            "searches.suggestions", "shop_feeds.state", "topic_news.count",
        ),
        _PIECE,
    ),
    **dict.fromkeys(
        (
            "card_pictures.find", "confirmations.sent", "links.open", "posts.show",
            "product_widgets.show", "tills.show", "topic_news.first", "topic_news.index",
            "welcome.resume", "well_known.change_password",
        ),
        _LEADS_ON,
    ),
    **dict.fromkeys(
        (
            "belongings.download", "passes.download",
            "card_pictures.show", "card_pictures.site", "feeds.show",
            "health.live", "health.ready", "oembed.show", "pictures.show",
            "pictures.show_private", "robots.humans", "robots.robots",
            "search_descriptions.show", "sitemaps.index", "sitemaps.pages", "sitemaps.show",
            "static", "well_known.security", "app_kept.manifest", "app_kept.worker",
            "loaders.newest", "loaders.pinned", "voucher_makings.codes",
        ),
        _NO_PAGE,
    ),
    **dict.fromkeys(
        (
            "product_widgets.save", "review_widgets.badge", "purchase_widgets.bought",
            "review_widgets.index",
            "product_widgets.ask", "product_widgets.talk",
            "shop_widgets.follow", "shop_widgets.nothing", "thing_widgets.poll",
            "thing_widgets.collection", "thing_widgets.wishlist",
        ),
        _FRAMED,
    ),
}  # fmt: skip
