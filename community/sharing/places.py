"""Where a thing can be passed on to: plain links, nothing of those sites is loaded here."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from flask_babel import gettext as _


def places_for(title: str, address: str, picture: str = "") -> list[tuple[str, str]]:
    """(name, link). Pinterest wants a picture."""
    said = f"{title}\n{address}"
    links = [
        (_("E-mail"), f"mailto:?{_query(subject=title, body=said)}"),
        ("WhatsApp", f"https://wa.me/?{_query(text=said)}"),
        ("Facebook", f"https://www.facebook.com/sharer/sharer.php?{_query(u=address)}"),
        ("X", f"https://x.com/intent/post?{_query(text=title, url=address)}"),
        ("LinkedIn", f"https://www.linkedin.com/sharing/share-offsite/?{_query(url=address)}"),
    ]
    if picture:
        about = _query(url=address, media=picture, description=title)
        links.append(("Pinterest", f"https://www.pinterest.com/pin/create/button/?{about}"))
    return links


def mastodon_share(host: str, title: str, address: str) -> str:
    return f"https://{host}/share?{_query(text=f'{title} {address}')}"


def _query(**values: str) -> str:
    return urlencode(values, quote_via=quote)
