"""The watch over the browser sees what a person would not."""

from __future__ import annotations

import pytest

from tests.services.browser import Watch, open_context

pytestmark = pytest.mark.browser


@pytest.fixture
def troubles(chromium):
    """Opens a page given as {address: (status, headers, body)} and says what went wrong on it."""

    def of(answers, allow=()) -> list[str]:
        context, watch = open_context(chromium, allow, base_url="http://posy.test")
        context.route("**/*", lambda route: _answer(route, answers))
        context.new_page().goto("/")
        context.close()
        return watch.troubles

    return of


def _answer(route, answers) -> None:
    address = route.request.url.removeprefix("http://posy.test")
    status, headers, body = answers.get(address, (404, {}, ""))
    route.fulfill(status=status, headers={"Content-Type": "text/html", **headers}, body=body)


def page(body: str, policy: str = "default-src 'self'"):
    html = f'<link rel="icon" href="data:,"><title>Posy</title>{body}'
    return {"/": (200, {"Content-Security-Policy": policy}, html)}


def test_a_page_that_behaves_has_no_troubles(troubles):
    assert troubles(page("<p>Hello", "default-src 'self'; img-src data:")) == []


def test_an_inline_script_is_a_trouble(troubles):
    [*found] = troubles(page("<script>alert(1)</script>", "default-src 'self'; img-src data:"))
    assert any("script-src" in trouble for trouble in found)


def test_an_error_in_a_script_is_a_trouble(troubles):
    policy = "default-src 'self' 'unsafe-inline'; img-src data:"
    [trouble] = troubles(page("<script>nothing.here()</script>", policy))
    assert "nothing is not defined" in trouble


def test_a_missing_picture_is_a_trouble(troubles):
    [trouble] = troubles(page('<img src="/gone.webp">', "default-src 'self'; img-src 'self' data:"))
    assert trouble.startswith("404 image")


def test_what_a_test_allows_is_no_trouble(troubles):
    body = page('<img src="/gone.webp">', "default-src 'self'; img-src 'self' data:")
    assert troubles(body, allow=["gone.webp"]) == []


def test_the_answer_of_a_form_is_no_trouble():
    watch = Watch()
    watch._note("Failed to load resource: the server responded with a status of 422 ()")
    assert watch.troubles == []
