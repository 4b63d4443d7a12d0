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
