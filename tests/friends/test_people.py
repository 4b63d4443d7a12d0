"""Whom one knows, and finding somebody by name."""

from __future__ import annotations

import re

import pytest

from community.accounts.models import Profile
from community.core.db import writing
from community.extensions import db
from community.friends.models import Follow


def handles(text: str) -> set[str]:
    """Who stands in the rows, without the page around them."""
    rows = text.split('class="card pad people"', 1)[-1].split("</section>", 1)[0]
    return set(re.findall(r'href="/@(\w+)"', rows)) if 'class="card pad people"' in text else set()


@pytest.mark.parametrize(
    "tab, who",
    [
        ("friends", {"ben", "carla"}),
        ("followed", {"ben", "carla", "max"}),
        ("followers", {"ben", "carla", "fay"}),
        ("nonsense", {"ben", "carla"}),
    ],
)
def test_each_tab_shows_its_people(world, sign_in, tab, who):
    assert handles(sign_in("ana").get(f"/people?tab={tab}").text) == who


@pytest.mark.both_databases
@pytest.mark.parametrize(
    "words, who",
    [
        ("be", {"ben"}),
        ("@BEN", {"ben"}),
        ("lo Fi", {"fay"}),
        ("ÉLOÏSE", {"eloise"}),
        ("éloï", {"eloise"}),
        ("%", {"percent"}),
        ("_", {"under_score"}),
        ("100%", {"percent"}),
        ("dina", set()),
        ("erik", set()),
        ("nobody at all", set()),
        ("fl\x00o", {"fay"}),
        ("x" * 10_000, set()),
    ],
)
def test_search_takes_names_and_handles_as_they_are_written(world, sign_in, words, who):
    with writing():
        db.session.get(Profile, world.fay.id).name = "Flo Fire"
        db.session.add(Profile.person("under_score", "Score"))
        db.session.add(Profile.person("percent", "100% wool"))
        db.session.add(Profile.person("eloise", "Éloïse"))
    answer = sign_in("ana").get("/people", query_string={"q": words})
    assert answer.status_code == 200
    assert handles(answer.text) == who


def test_nobody_found_says_what_to_do(world, sign_in):
    assert "Nobody by that name" in sign_in("ana").get("/people?q=zzzz").text
    assert "Nobody here yet" in sign_in("mo").get("/people").text


def test_load_more_brings_the_rest_once_and_without_a_page_around(world, sign_in):
    with writing():
        for number in range(45):
            fan = Profile.person(f"fan{number}", f"Fan {number}")
            db.session.add(fan)
            db.session.flush()
            Follow.begin(fan, world.mo)
    mo, seen = sign_in("mo"), []
    text = mo.get("/people?tab=followers").text
    for _page in range(3):
        seen += re.findall(r"@(fan\d+)<", text)
        more = re.search(r'hx-get="([^"]+after=[^"]+)"', text)
        if more is None:
            break
        text = mo.htmx(more[1].replace("&amp;", "&"), method="GET").text
        assert "<html" not in text
    assert sorted(seen) == sorted(f"fan{number}" for number in range(45))
