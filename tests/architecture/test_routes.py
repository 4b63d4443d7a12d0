"""What may be seen without a session is written down, and everything else asks to sign in."""

from __future__ import annotations

from flask import Flask
from werkzeug.routing import Rule

from tests.architecture import house

LIST = house.HOUSE / "tests/architecture/public_routes.txt"
# What to put in the place of a converter: enough to reach the guard, which comes first.
SAMPLES = {"ThingConverter": "1", "IntegerConverter": "1", "AnyConverter": "people"}


def rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def is_marked(app: Flask, rule: Rule) -> bool:
    return getattr(app.view_functions[rule.endpoint], "is_public", False)


def methods(rule: Rule) -> list[str]:
    return sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})


def written() -> set[str]:
    lines = LIST.read_text(encoding="utf-8").splitlines()
    return {" ".join(line.split()) for line in lines if line and not line.startswith("#")}


def test_public_routes_are_the_ones_written_down(whole_app):
    marked = {
        f"{method} {rule.rule}"
        for rule in rules(whole_app)
        if is_marked(whole_app, rule)
        for method in methods(rule)
    }
    unlisted = sorted(marked - written())
    gone = sorted(written() - marked)
    assert not unlisted, house.listed(
        unlisted, "Anyone may reach these. If that is meant, add them to public_routes.txt."
    )
    assert not gone, house.listed(gone, "No longer public: take them out of public_routes.txt.")


def test_every_other_route_asks_to_sign_in(app, new_client):
    guarded = [rule for rule in rules(app) if not is_marked(app, rule)]
    assert guarded, "Nothing is guarded: is community.core.access set up?"
    open_doors = [
        f"{method} {rule.rule} answers {status}"
        for rule in guarded
        for method in methods(rule)
        if (status := answer_to_stranger(new_client(), method, rule)) is not None
    ]
    assert not open_doors, house.listed(open_doors, "A stranger comes in here without @public.")


def answer_to_stranger(client, method: str, rule: Rule) -> int | None:
    """None when the stranger is sent to sign in, else the status of what came instead."""
    response = client.open(sample_address(rule), method=method)
    is_sent_away = response.status_code == 303 and "/sign-in" in response.headers["Location"]
    return None if is_sent_away else response.status_code


def sample_address(rule: Rule) -> str:
    values = {
        name: SAMPLES.get(type(converter).__name__, "ana")
        for name, converter in rule._converters.items()
    }
    address = rule.rule
    for part in list(values):
        start = next(i for i in range(len(address)) if address[i] == "<")
        end = address.index(">", start)
        address = address[:start] + values[part] + address[end + 1 :]
    return address
