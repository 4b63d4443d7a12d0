"""Every blueprint and its address, in one table."""

from __future__ import annotations

from importlib import import_module

from flask import Flask

# module of `bp` → prefix
BLUEPRINTS: tuple[tuple[str, str], ...] = (
    ("community.core.images.routes", ""),
    ("community.core.health", ""),
    ("community.core.mail_outbox", "/mail-outbox"),
    ("community.accounts.routes.registrations", ""),
    ("community.accounts.routes.confirmations", ""),
    ("community.accounts.routes.sessions", ""),
    ("community.accounts.routes.passwords", ""),
    ("community.accounts.routes.settings", "/settings"),
    ("community.accounts.routes.avatars", "/settings/avatar"),
    ("community.accounts.routes.password_changes", ""),
    ("community.accounts.routes.email_changes", ""),
    ("community.accounts.routes.browsers", "/settings/sessions"),
    ("community.accounts.routes.well_known", "/.well-known"),
    ("community.catalog.routes.out", ""),
    ("community.pages.routes.clips", ""),
    ("community.notifications.routes.notifications", ""),
    ("community.notifications.routes.unsubscriptions", ""),
    ("community.belongings.routes.belongings", ""),
    ("community.sharing.heads", ""),
    ("community.sharing.routes.panels", ""),
    ("community.sharing.routes.card_pictures", ""),
    ("community.sharing.routes.feeds", ""),
    ("community.sharing.routes.oembed", ""),
    ("community.sharing.routes.sitemaps", ""),
    ("community.sharing.routes.robots", ""),
    ("community.pages.routes.home", ""),
    ("community.pages.routes.about", ""),
    ("community.pages.cards", ""),
    ("community.pages.routes.discover", ""),
    ("community.search.routes.searches", "/search"),
    ("community.search.routes.descriptions", ""),
    ("community.pages.routes.profiles", ""),
    ("community.pages.routes.products", ""),
    ("community.pages.routes.lists", ""),
    ("community.pages.routes.saves", ""),
    ("community.pages.routes.marks", ""),
    ("community.wishlists.routes.lists", ""),
    ("community.wishlists.routes.wishes", ""),
    ("community.wishlists.routes.wish_places", ""),
    ("community.friends.routes.people", ""),
    ("community.friends.routes.follows", ""),
    ("community.friends.routes.requests", ""),
    ("community.friends.routes.blocks", ""),
    ("community.friends.routes.mutes", ""),
    ("community.friends.routes.privacy", ""),
    ("community.friends.routes.circles", ""),
    ("community.friends.routes.links", ""),
    ("community.friends.routes.invites", ""),
    ("community.friends.routes.mail_invitations", ""),
    ("community.friends.routes.refusals", ""),
    ("community.polls.routes.poll_cards", ""),
    ("community.polls.routes.poll_votes", ""),
    ("community.polls.routes.poll_closures", ""),
    ("community.polls.routes.poll_decisions", ""),
    ("community.reactions.routes.comments", ""),
    ("community.reactions.routes.likes", ""),
    ("community.pages.routes.polls", ""),
    ("community.pages.routes.poll_pages", ""),
    ("community.pages.routes.poll_edits", ""),
)


def init_app(app: Flask) -> None:
    for module, prefix in BLUEPRINTS:
        app.register_blueprint(import_module(module).bp, url_prefix=prefix or None)
