"""The worker's part of a clip: fetch the page, read it, keep its picture."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from community.catalog.events import ClipAsked
from community.catalog.models import Clip
from community.core import clock
from community.core.db import writing
from community.core.images.models import Picture
from community.core.images.prepare import Prepared
from community.core.images.problems import BadPicture
from community.core.images.store import keep_picture
from community.core.outbound import OutboundError, Reason, get_outbound
from community.extensions import db

log = logging.getLogger(__name__)

FRESH = timedelta(days=1)
MOST_PICTURES_TRIED = 3


@dataclass(frozen=True)
class Finding:
    """What a look at a page gave: facts and a picture, or the reason why nothing."""

    facts: dict[str, Any]
    picture: Prepared | None = None
    picture_id: int | None = None
    reason: str = ""


def read_page(fact: ClipAsked) -> None:
    """Idempotent: a clip that has been read is left alone."""
    clip = db.session.get(Clip, fact.clip_id)
    if clip is None or clip.state != "waiting":
        return
    finding = _seen_lately(clip)
    url = clip.url
    db.session.commit()
    _keep(fact.clip_id, finding or look_at(url))


def _seen_lately(clip: Clip) -> Finding | None:
    """The same address is fetched once a day, whoever asks."""
    earlier = db.session.scalar(
        select(Clip)
        .where(Clip.url_key == clip.url_key, Clip.state == "found")
        .where(Clip.read_at > clock.now() - FRESH)
        .order_by(Clip.id.desc())
        .limit(1)
    )
    return Finding(earlier.found, picture_id=earlier.picture_id) if earlier else None


def look_at(url: str) -> Finding:
    from community.clipping.reader import read  # lxml is only the worker's to load

    try:
        page = get_outbound().get_page(url)
    except OutboundError as error:
        return Finding({}, reason=error.reason.value)
    try:
        facts = read(page.body, page.url, page.charset or None)
    except Exception:
        # A page that trips the reader would trip it at each further try, and the form waits.
        log.exception("a shop's page could not be read")
        return Finding({}, reason=Reason.WRONG_TYPE.value)
    if facts.wall:
        return Finding({}, reason="wall")
    found = facts.to_json()
    return Finding(found, picture=_first_picture(found))


def _first_picture(found: dict[str, Any]) -> Prepared | None:
    addresses = [found.get("image"), *found.get("images", [])]
    for address in list(dict.fromkeys(filter(None, addresses)))[:MOST_PICTURES_TRIED]:
        try:
            return keep_picture(get_outbound().get_image(address).body)
        except (OutboundError, BadPicture):
            continue
    return None


def _keep(clip_id: int, finding: Finding) -> None:
    with writing():
        clip = db.session.get(Clip, clip_id)
        if clip is None or clip.state != "waiting":
            return
        if finding.reason:
            clip.keep_failure(finding.reason)
            return
        picture = db.session.get(Picture, finding.picture_id) if finding.picture_id else None
        clip.keep_found(finding.facts, Picture.of(finding.picture) if finding.picture else picture)
