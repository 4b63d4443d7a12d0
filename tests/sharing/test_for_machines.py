"""Atom, oEmbed, sitemaps, robots.txt: read by expat (xml.etree), json and urllib.robotparser."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest

from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.friends.audience import Audience
from community.sharing import sitemaps
from tests.sharing.test_cards import path_of, public_things
from tests.world import list_by, poll_by, signed_in, wish_on

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
EVIL = "Pots & <pans> ]]>"


def xml(answer: Any) -> Any:
    assert answer.status_code == 200
    return ElementTree.fromstring(answer.data)


def feed(client: Any, kind: str, thing: Any, **headers: str) -> Any:
    return client.get(f"/feeds/{kind}/{encode(thing.id)}", headers=headers)


def embedded(client: Any, address: str, **more: str) -> Any:
    asked = "".join(f"&{name}={value}" for name, value in more.items())
    return client.get(f"/oembed?url={quote(address, safe='')}{asked}")


def mapped(client: Any) -> set[str]:
    """All addresses of all files, as a crawler finds them."""
    found = set()
    for place in xml(client.get("/sitemap.xml")).iter(f"{MAP}loc"):
        path = place.text.removeprefix("http://localhost")
        found |= {loc.text for loc in xml(client.get(path)).iter(f"{MAP}loc")}
    return found


def test_a_public_lists_feed_has_what_rfc_4287_asks_for(world, client):
    wishlist = list_by(world.ana, EVIL, audience="public")
    wish_on(wishlist, EVIL, note="for soup")
    said = xml(feed(client, "list", wishlist))
    assert said.tag == f"{ATOM}feed"
    assert said.findtext(f"{ATOM}id").startswith("tag:localhost,")
    assert datetime.fromisoformat(said.findtext(f"{ATOM}updated")).tzinfo
    links = {link.get("rel"): link.get("href") for link in said.findall(f"{ATOM}link")}
    assert links["self"] == f"http://localhost/feeds/list/{encode(wishlist.id)}"
    assert said.find(f"{ATOM}author").findtext(f"{ATOM}name") == "Ana"
    entry = said.find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == EVIL
    assert entry.findtext(f"{ATOM}summary") == "for soup"


def test_a_feed_is_not_sent_again_while_nothing_changes(world, client, new_client):
    wishlist = list_by(world.ana, audience="public")
    for reader in (client, signed_in(new_client(), world.ben)):
        tag = feed(reader, "list", wishlist).headers["ETag"]
        assert feed(reader, "list", wishlist, **{"If-None-Match": tag}).status_code == 304
    wish_on(wishlist)
    assert feed(client, "list", wishlist, **{"If-None-Match": tag}).status_code == 200


def test_a_members_feed_holds_what_is_public_alone(world, new_client):
    things = public_things(world.ana)
    poll_by(world.ana, question="Secret", audience="followers")
    for reader in (new_client(), signed_in(new_client(), world.ana)):
        said = xml(feed(reader, "profile", world.ana))
        titles = {entry.findtext(f"{ATOM}title") for entry in said.iter(f"{ATOM}entry")}
        assert titles == {things[kind].title for kind in ("list", "topic")} | {
            things["poll"].question
        }


def test_feeds_there_are_none_of(world, client):
    assert feed(client, "list", list_by(world.ana)).status_code == 404
    assert feed(client, "poll", public_things(world.ana)["poll"]).status_code == 404
    assert client.get(f"/feeds/circle/{encode(world.family.id)}").status_code == 404


def test_an_address_of_ours_is_embedded_elsewhere(world, client):
    for kind, thing in public_things(world.ana).items():
        said = embedded(client, f"http://localhost{path_of(kind, thing)}").get_json()
        assert (said["type"], said["version"]) == ("rich", "1.0")
        assert said["width"] <= 600 and "<script" not in said["html"]
        has_widget = kind in ("poll", "collection", "list")
        assert ("<iframe" in said["html"]) == has_widget
        assert (f"/embed/{kind}/{encode(thing.id)}" in said["html"]) == has_widget
        assert said["thumbnail_url"].startswith(f"http://localhost/cards/{kind}/")
    small = embedded(client, f"http://localhost/@{world.ana.handle}", maxwidth="200").get_json()
    assert small["width"] == 200 and "thumbnail_url" not in small


@pytest.mark.parametrize(
    "address",
    ["", "http://elsewhere.example/@ana", "http://localhost/", "http://localhost/@nobody",
     "http://localhost/settings/profile", "http://[", "javascript:alert(1)", "/@ana"],
)  # fmt: skip
def test_what_is_not_ours_is_embedded_nowhere(world, client, address):
    assert embedded(client, address).status_code == 404


def test_private_things_are_embedded_nowhere_and_xml_is_not_spoken(world, new_client):
    ana = signed_in(new_client(), world.ana)
    poll = poll_by(world.ana)
    assert embedded(ana, f"http://localhost{path_of('poll', poll)}").status_code == 404
    assert embedded(ana, "http://localhost/@ana", format="xml").status_code == 501


def test_the_head_of_a_page_names_its_embedding_and_its_feed(world, client):
    from tests.sharing.test_cards import head_of

    links = head_of(client.get(f"/@{world.ana.handle}")).xpath("link[@rel='alternate']")
    found = {link.get("type"): link.get("href") for link in links}
    assert client.get(found["application/json+oembed"]).get_json()["title"] == "Ana"
    assert xml(client.get(found["application/atom+xml"])).tag == f"{ATOM}feed"


def test_the_sitemap_names_everything_public_and_nothing_else(world, client, monkeypatch):
    monkeypatch.setattr(sitemaps, "SIZE", 2)  # many files
    things = public_things(world.ana)
    for audience in ("followers", "friends", "me"):
        list_by(world.ana, audience=audience)
    archived = list_by(world.ana, "Old", audience="public")
    with writing():
        archived.archive()
    found = mapped(client)
    people = {f"http://localhost/@{handle}" for handle in ("ana", "ben", "cleo")}
    wanted = {f"http://localhost{path_of(kind, thing)}" for kind, thing in things.items()}
    assert wanted | people <= found
    assert len(found) == len(
        wanted
        | {f"http://localhost{p}" for p in ("/", "/discover", "/about")}
        | {f"http://localhost/@{h}" for h in world.__dict__ if h != "family"}
    )


def test_lastmod_is_when_the_list_last_grew(world, client):
    wishlist = list_by(world.ana, audience="public")
    later = clock.now() + timedelta(days=2)
    wish = wish_on(wishlist)
    with writing():
        wish.created_at = later
    rows = xml(client.get(f"/sitemaps/list/{encode(wishlist.id)}.xml"))
    said = datetime.fromisoformat(rows.find(f"{MAP}url").findtext(f"{MAP}lastmod"))
    assert said == later.replace(microsecond=0)


def test_what_becomes_private_is_gone_from_all_of_it_at_once(world, client):
    things = public_things(world.ana)
    wishlist = things["list"]
    address = f"http://localhost{path_of('list', wishlist)}"
    doors = [f"/feeds/list/{encode(wishlist.id)}", f"/oembed?url={quote(address, safe='')}",
             f"/share/list/{encode(wishlist.id)}", path_of("list", wishlist)]  # fmt: skip
    assert [client.get(door).status_code for door in doors] == [200] * 4  # they are kept now
    assert address in mapped(client)
    assert wishlist.title in feed(client, "profile", world.ana).text
    with writing():
        wishlist.show_to(Audience.ME)
    assert [client.get(door).status_code for door in doors] == [404] * 4
    assert address not in mapped(client)
    assert wishlist.title not in feed(client, "profile", world.ana).text


def test_robots_are_told_what_to_leave_alone(app, client):
    robots = RobotFileParser()
    robots.parse(client.get("/robots.txt").text.splitlines())
    for path in ("/clip", "/search?q=x", "/out/1", "/l/key", "/settings/profile", "/share/list/1"):
        assert not robots.can_fetch("Somebot", f"http://localhost{path}"), path
    assert robots.can_fetch("Somebot", "http://localhost/discover")
    assert not robots.can_fetch("GPTBot", "http://localhost/discover")
    assert robots.site_maps() == ["http://localhost/sitemap.xml"]


def test_the_operator_may_let_ai_crawlers_in(app, client, monkeypatch):
    from dataclasses import replace

    settings = replace(app.extensions["settings"], ai_crawlers="allow")
    monkeypatch.setitem(app.extensions, "settings", settings)
    robots = RobotFileParser()
    robots.parse(client.get("/robots.txt").text.splitlines())
    assert robots.can_fetch("GPTBot", "http://localhost/discover")


def test_people_are_thanked(client):
    assert "Posy" in client.get("/humans.txt").text
