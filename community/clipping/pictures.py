"""The picture of the thing: not the logo, not a placeholder, not a share card."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from community.clipping.document import Page

_NOT_A_PHOTO = re.compile(
    r"logo|captcha|placeholder|no[-_]?image|noimg|no[-_]?photo|default[-_]?(?:image|og|share)|"
    r"sprite|spacer|"
    r"1x1|pixel|blank\.|favicon|apple-touch|share[-_]?(?:card|default)|social[-_]?(?:share|card|"
    r"image)|"
    r"og[-_]?(?:image|default|share)\.|opengraph[-_]?(?:image|default)|loading\.|"
    r"transparent\.(?:gif|png)|/icons?/|avatar|"
    r"(?:^|/)(?:basket|cart|dummy|empty|default|home|start|search)\.(?:png|gif|jpe?g)$|"
    r"coming[-_]?soon|\.svg$|facebook|twitter[-_]|\bflag\b|banner",
    re.I,
)
_IN_HTML = (
    "data-old-hires",
    "data-zoom-image",
    "data-large_image",
    "data-src",
    "data-lazy-src",
    "data-original",
    "src",
)
_FILE = re.compile(r"\.(?:jpe?g|png|webp)\b", re.I)
_SIZE = re.compile(r"\d{2,4}")
IMAGES_CAP = 12


def is_photo(address: str) -> bool:
    parts = urlsplit(address)
    path = unquote(parts.path)
    if re.search(r"\.(?:html?|php|js|css)$", path) or path in ("", "/"):
        return False
    return not _NOT_A_PHOTO.search(path)


def mended(page: Page, address: str) -> str | None:
    """Absolute http(s) address of a photo, else None."""
    if not address or address.startswith("data:") or "{{" in address or "undefined" in address:
        return None
    whole = page.absolute(address)
    return whole if whole and is_photo(whole) else None


def photos(page: Page, addresses: list[str]) -> list[str]:
    found = [whole for a in addresses[:60] if (whole := mended(page, a))]
    return list(dict.fromkeys(found))[:IMAGES_CAP]


def largest_near(tree: HtmlElement, heading: HtmlElement | None, name: str) -> list[str]:
    """Pictures in the page's body, best first: named like the thing, marked as main, large."""
    scored = []
    for place, img in enumerate(tree.xpath("//body//img")[:400]):
        address = _address(img)
        if address and not _in_a_link_elsewhere(img):
            scored.append((-_score(img, name, place), place, address))
    scored.sort()
    return [address for score, _, address in scored if score <= -2][:IMAGES_CAP]


def _file_link(img: HtmlElement) -> str:
    """The larger file that a thumbnail links to."""
    link = next(img.iterancestors("a"), None)
    href = (link.get("href") or "") if link is not None else ""
    return href if _FILE.search(href) else ""


def _address(img: HtmlElement) -> str:
    if _file_link(img):
        return _file_link(img)
    for attribute in _IN_HTML:
        value = (img.get(attribute) or "").strip()
        if value and not value.startswith("data:"):
            return value
    return ""


def _score(img: HtmlElement, name: str, place: int) -> float:
    from community.clipping.titles import coverage

    marks = " ".join(img.get(a, "") for a in ("id", "class", "itemprop")).lower()
    around = " ".join(
        (a.get("id") or "") + " " + (a.get("class") or "") for a in list(img.iterancestors())[:5]
    ).lower()
    score = 3 * coverage(name, img.get("alt", "")) + 2 * coverage(img.get("alt", ""), name)
    score += 2.0 * any(m in marks for m in ("main", "landing", "primary", "hero", "zoom", "image"))
    score += 2.0 * any(
        m in around for m in ("gallery", "product-image", "main-image", "imgtag", "photo")
    )
    score += 2.5 * bool(_file_link(img))
    score -= 4.0 * any(
        m in around for m in ("related", "carousel-card", "sponsor", "recommend", "footer")
    )
    return score + min(_size(img), 600) / 300 - min(place, 200) / 100


def _size(img: HtmlElement) -> int:
    found = [_SIZE.match(img.get(a, "")) for a in ("width", "height")]
    return max((int(f.group(0)) for f in found if f), default=0)


def _in_a_link_elsewhere(img: HtmlElement) -> bool:
    link = next(img.iterancestors("a"), None)
    href = (link.get("href") or "") if link is not None else ""
    return bool(href and not href.startswith(("#", "javascript")) and not _FILE.search(href))
