"""Asking friends without script: asked, answered by a friend and a guest, decided."""

from __future__ import annotations

from community.core import outbox
from tests.plain.reader import Reader


def value_of(reader: Reader, words: str) -> str:
    """What the radio button beside these words sends."""
    label = next(each for each in reader.page.iter("label") if words in each.text_content())
    return str(label.xpath(".//input")[0].get("value"))


def test_a_friend_and_a_guest_answer_and_the_asker_decides(world, reading):
    ana, ben, guest = reading(world.ana), reading(world.ben), reading()
    options = {"texts-0": "The red pot", "texts-1": "The blue pot"}
    ana.go("/polls/new").press("Ask", question="Which one for Gran?", link=True, **options)
    assert "Which one for Gran?" in ana.text
    poll = ana.at

    ben.go(poll).press("Vote", option=value_of(ben, "The blue pot"))
    assert ben.has("Change vote") and "100%" in ben.text
    ben.press("Take back").press("Vote", option=value_of(ben, "The blue pot"))
    ben.press("Send", body="Blue suits her.")
    assert "Blue suits her." in ben.text

    values = (each.get("value", "") for each in ana.page.iter("input"))
    link = next(value for value in values if "/l/" in value)
    guest.go(link.partition("localhost")[2])
    guest.press("Vote", option=value_of(guest, "The red pot"), name="Aunt Gus")
    assert "50%" in guest.text

    ana.go(poll)
    assert "Aunt Gus" in ana.text and "Blue suits her." in ana.text
    ana.press("Tell them", decision=value_of(ana, "I bought A"))
    assert "Ana bought A: The red pot" in ana.text
    ben.go(poll)
    assert "Ana bought A: The red pot" in ben.text and not ben.has("Change vote")


def test_two_people_become_friends(world, reading):
    cleo, mo = reading(world.cleo), reading(world.mo)
    cleo.go("/@mo").press("Follow Mo")
    mo.go("/@cleo").press("Follow Cleo back")
    assert mo.has("Friends with Cleo")
    outbox.deliver_all()
    assert "follows you" in mo.go("/notifications").text
