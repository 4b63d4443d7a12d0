"""Addresses that may be posted to twice without harm, each with the reason; `acts` has the rest."""

from __future__ import annotations

from tests.accounts.people import PASSWORD
from tests.belongings import said_twice as belongings
from tests.collections import said_twice as collections
from tests.core.idempotency.acts import Act
from tests.core.idempotency.stage import Sent, key
from tests.deals import said_twice as deals
from tests.forums import said_twice as forums
from tests.moderation import said_twice as moderation
from tests.purchases import said_twice as purchases
from tests.retailers import said_twice as retailers
from tests.reviews import said_twice as reviews

HARMLESS: dict[str, tuple[str, Act]] = {
    **belongings.HARMLESS,
    **collections.HARMLESS,
    **deals.HARMLESS,
    **forums.HARMLESS,
    **retailers.HARMLESS,
    **reviews.HARMLESS,
    **moderation.HARMLESS,
    **purchases.HARMLESS,
    "poll_votes.create": (
        "one vote a member by a unique index; the same vote again changes nothing",
        lambda s: Sent(s.as_ben, f"/polls/{key(s.poll)}/vote", {"option": key(s.poll.options[0])}),
    ),
    "poll_votes.destroy": (
        "what is taken back is gone",
        lambda s: Sent(s.as_ben, f"/polls/{key(s.poll)}/vote/withdraw"),
    ),
    "poll_closures.create": (
        "closes once, by a conditional UPDATE",
        lambda s: s.ana_sends(f"/polls/{key(s.poll)}/close"),
    ),
    "follows.create": (
        "one row a pair by a unique index",
        lambda s: s.ana_sends(f"/people/{key(s.ben)}/follow"),
    ),
    "follows.destroy": (
        "a row that is gone is gone",
        lambda s: s.ana_sends(f"/people/{key(s.ben)}/unfollow"),
    ),
    "belongings.leave": (
        "one departure an account by a unique index; the first ends the session",
        lambda s: s.ana_sends(
            "/settings/data/leave", **{"leaving-password": PASSWORD, "leaving-sure": "y"}
        ),
    ),
    "belongings.stay": (
        "brings back what is closed; what is open stays so",
        lambda s: s.ana_sends("/leaving/stay"),
    ),
    "requests.accept": (
        "a request that is gone is answered",
        lambda s: s.ana_sends(f"/people/{key(s.ben)}/accept"),
    ),
    "requests.decline": (
        "a request that is gone is answered",
        lambda s: s.ana_sends(f"/people/{key(s.ben)}/decline"),
    ),
    "suggestions.destroy": (
        "one row a pair by a unique index",
        lambda s: s.ana_sends(f"/people/{key(s.ben)}/not-now"),
    ),
    "hidings.create": (
        "one row a member and product by a unique index",
        lambda s: s.ana_sends(f"/products/{key(s.product)}/not-for-me"),
    ),
    "hidings.destroy": (
        "a row that is gone is gone",
        lambda s: s.ana_sends(f"/products/{key(s.product)}/for-me-again"),
    ),
    "recommendation_choices.update": (
        "says the whole state",
        lambda s: s.ana_sends("/settings/recommendations", wants="1"),
    ),
    "welcome.update": (
        "says the whole state",
        lambda s: s.ana_sends("/welcome/profile", name="Ana B."),
    ),
    "welcome.skip": (
        "says which step it leaves",
        lambda s: s.ana_sends("/welcome/profile/skip"),
    ),
    "welcome.end": (
        "a mark that stands or not",
        lambda s: s.ana_sends("/welcome/end"),
    ),
    "mutes.create": (
        "one row a pair by a unique index",
        lambda s: s.ana_sends(f"/people/{key(s.ben)}/mute"),
    ),
    "mutes.destroy": (
        "a row that is gone is gone",
        lambda s: s.ana_sends(f"/people/{key(s.ben)}/unmute"),
    ),
    "privacy.update": (
        "says the whole state",
        lambda s: s.ana_sends("/settings/privacy", is_closed="y"),
    ),
    "privacy.update_many": (
        "says the whole state",
        lambda s: s.ana_sends(
            "/settings/privacy/audience", kinds="list", before="", audience="me", sure="1"
        ),
    ),
    "invites.agree": (
        "marks what has no mark",
        lambda s: s.nobody_sends("/invite/agree"),
    ),
    "mail_invitations.create": (
        "one letter a sender and address by a unique index",
        lambda s: s.ana_sends("/invite/mail", email="newcomer@example.com"),
    ),
    "refusals.create": (
        "a mark that stands or not; mail programs post it and know no key",
        lambda s: s.nobody_sends(s.way_out_of_letters),
    ),
    "blocks.destroy": (
        "a row that is gone is gone",
        lambda s: s.ana_sends(f"/people/{key(s.ben)}/unblock"),
    ),
    "circles.update": (
        "says the whole state of the circle",
        lambda s: s.ana_sends(f"/circles/{key(s.circle)}", name="Choir", members=key(s.ben)),
    ),
    "links.destroy": (
        "revokes whatever is there",
        lambda s: s.ana_sends(f"/share/list/{key(s.list)}/revoke"),
    ),
    "thing_mutes.create": (
        "one row a member and thing by a unique index",
        lambda s: s.ana_sends(f"/mutes/poll/{key(s.poll)}"),
    ),
    "thing_mutes.destroy": (
        "a row that is gone is gone",
        lambda s: s.ana_sends(f"/mutes/poll/{key(s.poll)}/remove"),
    ),
    "notice_choices.update": (
        "says the whole matrix",
        lambda s: s.ana_sends("/settings/notifications", **{"mail-likes": "daily"}),
    ),
    "likes.create": (
        "one row a member and thing by a unique index",
        lambda s: s.ana_sends(f"/likes/poll/{key(s.poll)}"),
    ),
    "likes.destroy": (
        "a row that is gone is gone",
        lambda s: s.ana_sends(f"/likes/poll/{key(s.poll)}/remove"),
    ),
    "comments.destroy": (
        "a removal is a mark that stands or not",
        lambda s: s.ana_sends(f"/comments/{key(s.comment)}/delete"),
    ),
    "wishes.update": (
        "says the whole state; a photo is kept under its digest",
        lambda s: s.ana_sends(
            f"/wishes/{key(s.wishes[0])}/edit", title="Wok", currency="EUR", priority="1"
        ),
    ),
    "saves.create": (
        "one wish a product and list, under the list's lock",
        lambda s: s.ana_sends(f"/products/{key(s.product)}/save", list=key(s.list)),
    ),
    "saves.destroy": (
        "the form names the list; what is off it stays off",
        lambda s: s.ana_sends(f"/products/{key(s.product)}/unsave", list=key(s.list)),
    ),
    "marks.destroy": (
        "a row that is gone is gone",
        lambda s: s.ana_sends(f"/products/{key(s.product)}/unmark"),
    ),
    "lists.archive": (
        "the form says which state",
        lambda s: s.ana_sends(f"/lists/{key(s.list)}/archive"),
    ),
    "wishes.destroy": (
        "a removal is a mark that stands or not",
        lambda s: s.ana_sends(f"/wishes/{key(s.wishes[0])}/remove"),
    ),
    "wishes.restore": (
        "a removal is a mark that stands or not",
        lambda s: s.ana_sends(f"/wishes/{key(s.wishes[0])}/restore"),
    ),
    "wish_places.update": (
        "says the whole order",
        lambda s: s.ana_sends(f"/lists/{key(s.list)}/order", order=key(s.wishes[1])),
    ),
    "notifications.read_all": (
        "marks what has no mark",
        lambda s: s.ana_sends("/notifications/read"),
    ),
    "notifications.read": (
        "marks what has no mark",
        lambda s: s.ana_sends(f"/notifications/{key(s.notice)}/read"),
    ),
    "settings.update_profile": (
        "says the whole state",
        lambda s: s.ana_sends("/settings/profile", name="Ana B."),
    ),
    "settings.update_account": (
        "says the whole state",
        lambda s: s.ana_sends(
            "/settings/account", locale="en", currency="EUR", timezone="Europe/Vienna"
        ),
    ),
    "settings.update_appearance": (
        "says the whole state",
        lambda s: s.ana_sends("/settings/appearance", theme="dark"),
    ),
    "avatars.create": (
        "pictures are kept under their digest",
        lambda s: s.sends_a_picture("/settings/avatar"),
    ),
    "avatars.destroy": ("what is gone is gone", lambda s: s.ana_sends("/settings/avatar/remove")),
    "browsers.destroy_others": (
        "ends whatever is there",
        lambda s: s.ana_sends("/settings/sessions/end-others"),
    ),
    "sessions.create": (
        "each answer brings a cookie of its own, and cookies are not kept to be given again",
        lambda s: s.nobody_sends("/sign-in", name="ana", password=PASSWORD),
    ),
    "sessions.destroy": (
        "the second one is nobody's",
        lambda s: s.ana_sends("/sign-out"),
    ),
    "unsubscriptions.create": (
        "says the whole state; mail programs post it and know no key",
        lambda s: s.nobody_sends(s.way_out_of_mail),
    ),
}
