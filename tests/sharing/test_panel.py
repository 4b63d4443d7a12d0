"""The share panel: who gets which address to pass on, and where to."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from lxml import html

from community.core.ids import encode
from tests.world import link_to, list_by, poll_by, product_by, signed_in


def panel(client, kind: str, thing, more: str = ""):
    return client.get(f"/share/{kind}/{encode(thing.id)}{more}")


def places(answer) -> dict[str, str]:
    links = html.fromstring(answer.data).xpath("//ul[@aria-label]//a[@target]")
    assert all("noopener" in link.get("rel") for link in links)
    return {link.text: link.get("href") for link in links}


def test_a_public_thing_can_be_passed_on_to_many_places(world, client):
    poll = poll_by(world.ana, audience="public", question="Tea & milk?")
    answer = panel(client, "poll", poll)
    found = places(answer)
    assert list(found) == ["E-mail", "WhatsApp", "Facebook", "X", "LinkedIn", "Pinterest"]
    said = parse_qs(urlsplit(found["X"]).query)
    assert said["text"] == ["Tea & milk?"]
    assert said["url"][0].startswith(f"http://localhost/polls/{encode(poll.id)}")
    drawn = html.fromstring(answer.data).xpath("//*[local-name()='svg' and @aria-label]")
    assert drawn and b"style=" not in answer.data


def test_a_page_loads_nothing_from_those_places(world, client):
    answer = panel(client, "poll", poll_by(world.ana, audience="public"))
    loaded = html.fromstring(answer.data).xpath("//script/@src | //img/@src | //iframe/@src")
    assert all(address.startswith("/") for address in loaded)


def test_mastodon_is_asked_for_by_name_and_only_named_hosts_are_linked(world, client):
    poll = poll_by(world.ana, audience="public")
    good = panel(client, "poll", poll, "/mastodon?server=@ana@Social.example")
    assert 'href="https://social.example/share?text=' in good.text
    for bad in ("", "evil", "a b.example", "x.example/path", "javascript:alert(1)", "x" * 300,
                "social.example?to=", "[::1]", "127.0.0.1"):  # fmt: skip
        answer = client.get(f"/share/poll/{encode(poll.id)}/mastodon", query_string={"server": bad})
        assert answer.status_code == 422, bad
        assert f"https://{bad}/share" not in answer.text


def test_what_is_private_is_passed_on_by_its_owners_link_alone(world, new_client):
    wishlist = list_by(world.ana)
    ana, ben = signed_in(new_client(), world.ana), signed_in(new_client(), world.ben)
    assert "Make a link" in panel(ana, "list", wishlist).text
    link = link_to(wishlist, world.ana)
    assert f"/l/{link.key}" in panel(ana, "list", wishlist).text
    assert panel(ben, "list", wishlist).status_code == 404
    assert panel(new_client(), "list", wishlist).status_code == 404
    assert panel(signed_in(new_client(), world.cleo), "list", wishlist).status_code == 404


def test_pages_have_the_button_where_there_is_something_to_share(world, new_client):
    ben = signed_in(new_client(), world.ben)
    shown = {
        f"/lists/{encode(list_by(world.ana, audience='public').id)}": True,
        f"/lists/{encode(list_by(world.ana).id)}": False,
        f"/polls/{encode(poll_by(world.ana, audience='public').id)}": True,
        f"/polls/{encode(poll_by(world.ana).id)}": False,
        f"/products/{encode(product_by(world.ana, listed=True).id)}": True,
        "/@ana": True,
    }
    found = {path: 'data-opens="share-out"' in ben.get(path).text for path in shown}
    assert found == shown
