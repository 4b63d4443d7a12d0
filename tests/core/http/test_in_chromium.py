"""What a real browser says about where a form was begun."""

from __future__ import annotations

import pytest


@pytest.mark.browser
def test_a_form_sent_without_scripts_is_taken_as_our_own(new_context, live_site):
    """With `no-referrer` Chromium says `Origin: null` of our own forms, and all were refused."""
    context = new_context(base_url=live_site.url, java_script_enabled=False, allow=("422",))
    page = context.new_page()
    said = {}
    page.on("request", lambda sent: said.update(sent.all_headers()) if sent.method == "POST" else 0)
    page.goto("/sign-in")
    page.fill("input[name=name]", "nobody")
    page.fill("input[name=password]", "not the password")
    with page.expect_navigation() as answer:
        page.keyboard.press("Enter")
    assert answer.value.status == 422
    assert said["origin"] == live_site.url
