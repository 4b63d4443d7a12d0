"""Whom an address is for; what RULES say of it."""

OWNER, AUDIENCE, OWN, PERSON, TOKEN, PUBLIC, POWER = (
    "only its owner",
    "whoever it is shown to",
    "one’s own account",
    "a member, but for those who are blocked",
    "whoever has the secret in the address",
    "anybody",
    "those with powers: moderators, admins",
)

# What a form must say for the answer to be about its owner and not about the form.
FORMS = {
    "circles.update": {"name": "Mine now"},
    "lists.update": {"title": "Mine now", "audience": "public", "occasion": "wishes"},
    "wishes.create": {"title": "Mine now"},
    "wishes.update": {"title": "Mine now"},
    "wish_places.move": {"to": "top"},
    "poll_decisions.create": {"decision": "nothing"},
    "retailers.update": {"name": "Mine now"},
    "claims.create": {"domain": "mine.example"},
    "stores.update": {"name": "Mine now", "address": "Mine"},
}
