"""Whatever is posted is done once: by its key, or because twice is as good as once."""

from __future__ import annotations

import re

import pytest

from community.core.idempotency.models import AnsweredKey
from community.extensions import db
from tests.core.idempotency.acts import ONCE
from tests.core.idempotency.cookies import cookie_of, put_cookie
from tests.core.idempotency.harmless import HARMLESS
from tests.core.idempotency.stage import Stage, key_in_form, rows

# Their second answer differs, and why.
ENDS_THE_COOKIE = {"password_changes.create": "the old cookie is worth nothing any more"}
CHANGED = {
    "sessions.create": {"account_sessions"},
    "drafts.update": {"forum_drafts"},  # nothing but when it was kept
    # Nothing but the version, by which open pages know to look again.
    "poll_votes.create": {"polls"},
    "poll_votes.destroy": {"polls"},
}


@pytest.fixture
def stage(app, new_client):
    return Stage(new_client)


def said(answer) -> tuple:
    return answer.status_code, answer.headers.get("Location")


def test_every_address_that_takes_a_form_is_on_one_of_the_lists(whole_app):
    posted = {r.endpoint for r in whole_app.url_map.iter_rules() if "POST" in (r.methods or ())}
    listed = set(ONCE) | set(HARMLESS)
    assert not set(ONCE) & set(HARMLESS)
    assert not posted - listed, "say in acts.py whether these may be said twice, and try it"
    assert not listed - posted, "these are gone; take them out of acts.py"


@pytest.mark.parametrize("endpoint", sorted(ONCE))
def test_a_copy_is_answered_alike_and_does_nothing(stage, endpoint):
    sent = ONCE[endpoint](stage)
    key = key_in_form(sent) if sent.page else "one-of-its-own"
    assert re.fullmatch(r"[\w-]{10,60}", key), "its form carries no key"
    cookie = cookie_of(sent.client)
    first = sent.post(form_key=key)
    assert first.status_code == 303, first.text
    done = rows()
    put_cookie(sent.client, cookie)
    again = sent.post(form_key=key)
    if endpoint not in ENDS_THE_COOKIE:
        assert said(again) == said(first)
    put_cookie(sent.client, cookie)
    other = sent.post(form_key=key, beside="other words")
    assert other.status_code == (303 if endpoint in ENDS_THE_COOKIE else 422)
    assert rows() == done
    assert db.session.query(AnsweredKey).count() == 1


@pytest.mark.parametrize("endpoint", sorted(ONCE))
def test_without_its_key_a_copy_is_not_the_same_as_once(stage, endpoint):
    """Else the endpoint belongs on the other list, and the test above proves nothing."""
    sent = ONCE[endpoint](stage)
    cookie = cookie_of(sent.client)
    first, done = sent.post(), rows()
    put_cookie(sent.client, cookie)
    again = sent.post()
    assert first.status_code == 303
    assert said(again) != said(first) or rows() != done


@pytest.mark.parametrize("endpoint", sorted(HARMLESS))
def test_what_is_harmless_may_be_said_twice(stage, endpoint):
    sent = HARMLESS[endpoint][1](stage)
    cookie = cookie_of(sent.client)
    rows()
    first, done = sent.post(), rows()
    assert first.status_code in (200, 204, 303), first.text
    put_cookie(sent.client, cookie)
    again, after = sent.post(), rows()
    if endpoint != "sessions.destroy":
        assert said(again) == said(first)
    changed = {name for name in done if done[name] != after[name]}
    assert changed == CHANGED.get(endpoint, set())
