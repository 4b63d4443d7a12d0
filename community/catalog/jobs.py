"""The worker's part of a clip: fetch the page once for all who ask, read it, keep its pictures."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from threading import Lock
from typing import Any
from zlib import crc32

from sqlalchemy import delete, select

from community.catalog import learning
from community.catalog.events import ClipAsked
from community.catalog.models import Clip, Look
from community.clipping.addresses import shop_domain
from community.clipping.apart import Apart, Unreadable
from community.core import clock
from community.core.db import change, writing
from community.core.images.models import Picture
from community.core.images.prepare import Prepared
from community.core.images.problems import BadPicture
from community.core.images.store import keep_picture
from community.core.jobs import every_minute
from community.core.outbound import OutboundError, Reason, get_outbound
from community.extensions import db

log = logging.getLogger(__name__)

FRESH = timedelta(days=1)
MOST_PICTURES_TRIED = 3
MOST_CHOICES = 4
MINUTE = 23  # of each hour
# Whoever asks for a page that is being fetched waits for what comes of it.
_TURNS = tuple(Lock() for _ in range(64))
READER = Apart()


@dataclass(frozen=True)
class Finding:
    """What a look at a page gave, or the reason why nothing."""

    facts: dict[str, Any] = field(default_factory=dict)
    spots: list[list[str]] = field(default_factory=list)
    reason: str = ""
    picture: Prepared | None = None
    address: str = ""  # of the picture


def read_page(fact: ClipAsked) -> None:
    """Idempotent: a clip that has been read is left alone."""
    clip = db.session.get(Clip, fact.clip_id)
    if clip is None or clip.state != "waiting":
        return
    url, url_key, brought = clip.url, clip.url_key, clip.brought
    db.session.commit()
    with _TURNS[crc32(url_key.encode()) % len(_TURNS)]:
        if _answer_from_look(fact.clip_id, url_key):
            return
        finding = look_at(url)
        if finding.reason:
            _fail(fact.clip_id, finding.reason, _first_picture(brought)[0])
            return
        _keep(fact.clip_id, url_key, finding)
    _fetch_choices(fact.clip_id, finding)


def _answer_from_look(clip_id: int, url_key: str) -> bool:
    """The same address is fetched once a day, whoever asks; who asked before is not kept."""
    look = _fresh_look(url_key)
    db.session.commit()
    if look is None:
        return False
    with writing():
        look, clip = _fresh_look(url_key), _waiting(clip_id)
        if look is not None and clip is not None:
            _settle(clip, look)
    return look is not None


def _fresh_look(url_key: str) -> Look | None:
    young = Look.read_at > clock.now() - FRESH
    return db.session.scalar(select(Look).where(Look.url_key == url_key, young))


def _waiting(clip_id: int) -> Clip | None:
    clip = db.session.get(Clip, clip_id)
    return clip if clip is not None and clip.state == "waiting" else None


def look_at(url: str) -> Finding:
    try:
        page = get_outbound().get_page(url)
    except OutboundError as error:
        return Finding(reason=error.reason.value)
    try:
        found, spots = READER.read(page.body, page.url, page.charset or None)
    except Unreadable as problem:
        # It would trip the reader at each further try, and the form waits.
        log.warning("a shop's page could not be read: %s", problem)
        return Finding(reason=Reason.WRONG_TYPE.value)
    if found["wall"]:
        return Finding(reason=found["wall"])
    picture, address = _first_picture([found.get("image"), *found.get("images", [])])
    return Finding(found, spots, picture=picture, address=address)


def _first_picture(addresses: Sequence[str | None]) -> tuple[Prepared | None, str]:
    for address in _distinct(addresses)[:MOST_PICTURES_TRIED]:
        if (picture := _picture_at(address)) is not None:
            return picture, address
    return None, ""


def _distinct(addresses: Sequence[str | None]) -> list[str]:
    return list(dict.fromkeys(address for address in addresses if address))


def _picture_at(address: str) -> Prepared | None:
    try:
        return keep_picture(get_outbound().get_image(address).body)
    except (OutboundError, BadPicture):
        return None


def _fail(clip_id: int, reason: str, seen: Prepared | None) -> None:
    with writing():
        if clip := _waiting(clip_id):
            clip.keep_failure(reason, Picture.of(seen) if seen else None)


def _keep(clip_id: int, url_key: str, finding: Finding) -> None:
    with writing():
        look = Look.keep(url_key, finding.facts, finding.spots)
        if finding.picture:
            look.add_picture(Picture.of(finding.picture), finding.address)
        if clip := _waiting(clip_id):
            _settle(clip, look)


def _settle(clip: Clip, look: Look) -> None:
    """The page's facts, and over them what members have shown of this shop."""
    selectors = learning.selectors_for(shop_domain(clip.url), clip.profile_id)
    applied = learning.apply(look.found, look.spots, selectors)
    learning.note_reading(applied.used.values(), applied.missed)
    pictures = {each.address: each.picture for each in look.pictures}
    first = next(iter(pictures.values()), None)
    picture = pictures.get(applied.found.get("image") or "", first)
    clip.keep_found(applied.found, picture, applied.used)


def _fetch_choices(clip_id: int, finding: Finding) -> None:
    """More pictures to choose from, once the form has its answer."""
    clip = db.session.get(Clip, clip_id)
    url_key = clip.url_key if clip else ""
    wanted = _distinct([clip.found.get("image") if clip else "", *finding.facts.get("images", [])])
    db.session.commit()
    wanted = [address for address in wanted if address != finding.address][: MOST_CHOICES - 1]
    fetched = [(picture, each) for each in wanted if (picture := _picture_at(each)) is not None]
    if not fetched or not url_key:
        return
    with writing():
        look, clip = Look.at(url_key), db.session.get(Clip, clip_id)
        if look is None or clip is None:
            return
        for picture, address in fetched:
            look.add_picture(Picture.of(picture), address)
            if address == clip.found.get("image") and "image" in clip.learned:
                clip.picture = Picture.of(picture)
        clip.tell_of_pictures()


@every_minute
def forget_looks() -> None:
    """Hourly: pages are looked at anew after a day, and nothing of them is kept for longer."""
    if clock.now().minute == MINUTE:
        with writing():
            change(delete(Look).where(Look.read_at < clock.now() - FRESH))
