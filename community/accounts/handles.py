"""Handles: what may be one, and which the site keeps for itself."""

from __future__ import annotations

import re

from community.core.text import skeleton

SHORTEST, LONGEST = 3, 30
PATTERN = re.compile(r"[a-z0-9_]{3,30}")

_RESERVED = """
about abuse account accounts admin administrator all anon anonymous api app apps asset assets auth
avatar billing blog board boards bot circle circles clip clips collection collections comment
comments config confirm contact cookies copyright create dashboard data deal deals delete demo dev
discover docs download edit embed everyone export faq favicon feed feeds feedback follow followers
following forum forums friend friends gift gifts guest guests healthz hello help here home
hostmaster icon icons image images imprint index info invite invites jobs join json legal library
link links
list lists live login logout mail mailer_daemon mailer me media member members message messages
mod moderation moderator moderators mods new news nobody noreply no_reply null oembed official
operator out owner page pages password payment picture pictures poll polls post postmaster
posy press pricing privacy product products profile profiles public readyz register report reports
reset retailer retailers review reviews robots root rss safety sale search security service
settings shop shops sign_in sign_out sign_up signin signout signup site sitemap socket staff
static status store stores support sys system team terms test tests the_team tos trust
undefined unsubscribe update upload user username users verified verify vote votes voucher
vouchers webhook webhooks webmaster welcome well_known widget widgets wish wishes wishlist
wishlists www you
"""
RESERVED = frozenset(skeleton(word) for word in _RESERVED.split())


def tidy_handle(text: str) -> str:
    """As people type it, `@Ana `, to what is kept."""
    return text.strip().removeprefix("@").lower()


def is_reserved(handle: str) -> bool:
    bare = skeleton(handle)
    return bare in RESERVED or bare.replace("_", "") in RESERVED
