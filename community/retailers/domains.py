"""Which domains can be claimed: those that somebody can register, and no names above them."""

from __future__ import annotations

from urllib.parse import urlsplit

from community.clipping.addresses import is_public_suffix, shop_domain


class NoDomain(ValueError):
    """What was typed is no domain, or one that belongs to many."""


def claimable(text: str) -> str:
    """The registrable domain of what was typed, an address or a bare name; raises NoDomain."""
    typed = text.strip()
    address = typed if "://" in typed else f"https://{typed}"
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        raise NoDomain from None
    domain = shop_domain(address)
    if "." not in host or not domain or ":" in domain or domain.replace(".", "").isdigit():
        raise NoDomain
    if not all(_is_label(label) for label in domain.split(".")) or is_public_suffix(domain):
        raise NoDomain
    return domain


def _is_label(label: str) -> bool:
    plain = label.replace("-", "")
    return 0 < len(label) <= 63 and plain.isascii() and plain.isalnum()


def belongs_to(domain: str, url: str) -> bool:
    """Compared label by label: `evil-shop.example` is not of `shop.example`."""
    return shop_domain(url) == domain
