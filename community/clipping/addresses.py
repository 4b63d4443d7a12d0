"""Addresses of products: the same thing under one address, and none that carries a secret."""

from __future__ import annotations

import ipaddress
import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urlsplit

from community.clipping.words import listed

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

LONGEST = 2000
TRACKING = listed("""
    gclid gclsrc gbraid wbraid dclid fbclid msclkid twclid ttclid igshid igsh yclid mc_cid
    mc_eid srsltid _ga _gl _hsenc _hsmi mkt_tok ref ref_ refsrc ref_src referrer referer affid
    aff_id affiliate affiliate_id aff clickid click_id irclickid irgwc cjevent cjdata awc sscid
    ranmid raneaid ransiteid epik scid scadid trk trkid spm scm campaign campaignid cmpid cmp
    cid icid intcmp s_kwcid ef_id kclickid zanpid pd_rd_i pd_rd_r pd_rd_w pd_rd_wg pf_rd_p
    pf_rd_r pf_rd_s pf_rd_t pf_rd_i qid sr crid sprefix dib dib_tag content-id ascsubtag
    linkcode creative creativeasin smid_source wickedid vero_id oly_enc_id oly_anon_id
    rb_clickid s_cid hsctatracking _branch_match_id _kx _openstat _sid_src mibextid si __s
    trackingid tracking_id
""")
TRACKING_STARTS = (
    "utm_",
    "mtm_",
    "pk_",
    "hsa_",
    "matomo_",
    "piwik_",
    "stm_",
    "itm_",
    "at_",
    "ga_",
    "_trk",
    "_bta_",
)
SECRETS = listed("""
    token access_token auth auth_token authtoken id_token refresh_token session sessionid
    session_id sid phpsessid jsessionid aspsessionid cfid cftoken oslcsid zenid password passwd
    pwd pass secret client_secret api_key apikey sig signature x-amz-signature x-amz-security-
    token x-goog-signature jwt otp reset invite magic email e-mail cart_token checkout_token
    order_key preview_token sessid s_id
""")
_PATH_SECRET = re.compile(r";(?:jsessionid|phpsessid|sid)=", re.I)
_JWT = re.compile(r"eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{5,}")
_DEFAULT_PORTS = {"http": 80, "https": 443}


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip()[: LONGEST * 2])
        parts.port, parts.hostname  # noqa: B018 - both raise for malformed addresses
    except ValueError:
        return None
    return parts if parts.scheme in ("http", "https") and parts.hostname else None


def canonical_address(url: str) -> str:
    """One spelling: tracking and fragment off, variant kept, host lower case, default port off."""
    parts = _split(url)
    if parts is None:
        return url.strip()[:LONGEST]
    query = urlencode(
        [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not is_tracking(k)]
    )
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    return f"{parts.scheme}://{_netloc(parts)}{path}{'?' + query if query else ''}"[:LONGEST]


def _netloc(parts: SplitResult) -> str:
    host = _ascii_host(parts.hostname or "")
    host = f"[{host}]" if ":" in host else host
    is_usual = parts.port in (None, _DEFAULT_PORTS[parts.scheme])
    return host if is_usual else f"{host}:{parts.port}"


def _ascii_host(host: str) -> str:
    host = host.rstrip(".").lower()
    try:
        return host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def is_tracking(name: str) -> bool:
    name = name.lower()
    return name in TRACKING or name.startswith(TRACKING_STARTS)


def has_secret(url: str) -> bool:
    """Carries a sign-in, a session or a signed link: kept for its member only, never shared."""
    parts = _split(url)
    if parts is None:
        return "@" in url
    if "@" in parts.netloc or _PATH_SECRET.search(parts.path) or _JWT.search(url):
        return True
    names = [k.lower() for part in (parts.query, parts.fragment) for k, v in parse_qsl(part) if v]
    return any(n in SECRETS or n.endswith(("_token", "-token", "sessionid")) for n in names)


@cache
def _suffixes() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()


def shop_domain(url: str) -> str:
    """Registrable domain: 'www.shop.example.co.uk' gives 'example.co.uk'; an IP stays itself."""
    parts = _split(url)
    if parts is None:
        return ""
    host = _ascii_host(parts.hostname or "")
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return _suffixes().privatesuffix(host) or host


def is_public_suffix(host: str) -> bool:
    """Names under which anybody can have one of their own: `co.uk`, `github.io`."""
    return _suffixes().privatesuffix(_ascii_host(host)) is None


def address_in(*texts: str) -> str:
    """Apps put the address into different fields; the first there is."""
    words = (word for text in texts for word in text.split())
    return next((word for word in words if word.startswith(("http://", "https://"))), "")[:LONGEST]
