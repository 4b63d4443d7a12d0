"""Every address that something is posted to, on one of two lists.

ONCE: what is made twice when it is said twice, or is answered otherwise the second time; its form
carries a key. HARMLESS: what may be said twice, each with the reason. Both are tried.
"""

from __future__ import annotations

from collections.abc import Callable

from community.core.text import slugify
from community.friends.models import ShareLink
from tests.accounts.people import OTHER_PASSWORD, PASSWORD
from tests.core.idempotency.stage import Sent, Stage, key
from tests.world import list_by, person, signed_in

Act = Callable[[Stage], Sent]


def list_page(s: Stage) -> str:
    return f"/lists/{key(s.list)}-{slugify(s.list.title)}"


def poll_page(s: Stage) -> str:
    return f"/polls/{key(s.poll)}-{slugify(s.poll.question)}"


def clip(s: Stage) -> Sent:
    fields = {"title": "Arc lamp", "new_list": "Finds", "list": "new", "quantity": "1"}
    return s.ana_sends("/clip", "/clip", save="1", currency="EUR", **fields)


def poll(s: Stage) -> Sent:
    texts = {"texts-0": "red", "texts-1": "blue"}
    said = {"sort": "which", "audience": "friends", "results": "always", "deadline": "1d"}
    return s.ana_sends("/polls/new", "/polls/new", **said, **texts)


def more_options(s: Stage) -> Sent:
    path = f"/polls/{key(s.poll)}/edit"
    said = {"audience": "friends", "results": "always", "question": "Which pot?"}
    return s.ana_sends(path, path, **said, **{"texts-0": "green pot"})


def reset(s: Stage) -> Sent:
    s.nobody.post("/forgot-password", data={"email": "ana@example.com"})
    return s.nobody_sends(s.link_sent_to("ana@example.com"), password=OTHER_PASSWORD)


def confirmation(s: Stage) -> Sent:
    newcomer = {"email": "new@example.com", "handle": "newcomer", "password": PASSWORD}
    s.nobody.post("/sign-up", data=newcomer)
    return s.nobody_sends(s.link_sent_to("new@example.com"))


def new_address(s: Stage) -> Sent:
    s.as_ana.post("/settings/email", data={"email": "new@example.com", "password": PASSWORD})
    link = s.link_sent_to("new@example.com")
    return s.ana_sends(link, link)


def invitation(s: Stage) -> Sent:
    """Two have invited her: pressed twice, she would accept both."""
    s.as_ana.post("/invite")
    s.as_ben.post("/invite")
    cleo = signed_in(s.new_client(), person("cleo"))
    links = [ShareLink.of("invite", one.id).key for one in (s.ana, s.ben)]
    with cleo.session_transaction() as cookie:
        cookie["links"] = links
    return Sent(cleo, "/invite/accept", {}, "/invite")


def email_change(s: Stage) -> Sent:
    said = {"email": "new@example.com", "password": PASSWORD}
    return s.ana_sends("/settings/email", "/settings/account", **said)


def password_change(s: Stage) -> Sent:
    said = {"old": PASSWORD, "password": OTHER_PASSWORD}
    return s.ana_sends("/settings/password", "/settings/password", **said)


def transfer(s: Stage) -> Sent:
    other, path = list_by(s.ana, "Other"), f"/wishes/{key(s.wishes[0])}/list"
    return s.ana_sends(path, path, list=key(other), copy="1")


def move(s: Stage) -> Sent:
    """Its forms on a list name a place and need no key; `to` is what a restored row still says."""
    return s.ana_sends(f"/wishes/{key(s.wishes[3])}/place", to="up")


def on_list(s: Stage, path: str, **fields: str) -> Sent:
    return s.ana_sends(f"/lists/{key(s.list)}{path}", list_page(s), **fields)


def edit_of(s: Stage, path: str, **fields: str) -> Sent:
    return s.ana_sends(path, path, **fields)


LISTED = {"title": "Kitchen", "audience": "friends", "occasion": "wishes"}

ONCE: dict[str, Act] = {
    "clips.create": clip,
    "polls.create": poll,
    "polls.destroy": lambda s: s.ana_sends(f"/polls/{key(s.poll)}/delete", poll_page(s)),
    "poll_edits.update": more_options,
    "poll_decisions.create": lambda s: s.ana_sends(
        f"/polls/{key(s.poll)}/decision", poll_page(s), decision="nothing"
    ),
    "comments.create": lambda s: s.ana_sends(
        "/comments", poll_page(s), kind="poll", id=key(s.poll), body="The red one."
    ),
    "lists.create": lambda s: s.ana_sends("/lists/new", "/lists/new", **LISTED),
    "lists.update": lambda s: edit_of(
        s, f"/lists/{key(s.list)}/edit", **LISTED | {"audience": "people", "people": "@ben"}
    ),
    "lists.destroy": lambda s: edit_of(s, f"/lists/{key(s.list)}/delete"),
    "wishes.create": lambda s: on_list(s, "/wishes", title="Colander"),
    "wish_places.move": move,
    "wish_places.transfer": transfer,
    "circles.create": lambda s: s.ana_sends("/circles", "/circles", name="Choir"),
    "circles.destroy": lambda s: s.ana_sends(
        f"/circles/{key(s.circle)}/delete", f"/circles/{key(s.circle)}"
    ),
    "blocks.create": lambda s: s.ana_sends(f"/people/{key(s.ben)}/block", "/@ben"),
    "invites.create": lambda s: s.ana_sends("/invite", "/people"),
    "invites.accept": invitation,
    "links.create": lambda s: s.ana_sends(f"/share/list/{key(s.list)}", list_page(s)),
    "browsers.destroy": lambda s: s.ana_sends(
        f"/settings/sessions/{key(s.other_browser)}/end", "/settings/sessions"
    ),
    "registrations.create": lambda s: s.nobody_sends(
        "/sign-up", email="new@example.com", handle="newcomer", password=PASSWORD
    ),
    "confirmations.send": lambda s: s.nobody_sends("/confirm", email="new@example.com"),
    "confirmations.create": confirmation,
    "passwords.create": lambda s: s.nobody_sends("/forgot-password", email="ana@example.com"),
    "passwords.update": reset,
    "password_changes.create": password_change,
    "email_changes.create": email_change,
    "email_changes.update": new_address,
}

# Endpoint → why it may be said twice, and an act to try it with.
HARMLESS: dict[str, tuple[str, Act]] = {
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
