"""“I bought this”: nobody hears of it for ten minutes, and whose present it is hears nothing."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from community.activity.models import Activity
from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.core.outbox import deliver_all
from community.extensions import db
from community.purchases.awaiting import until
from community.purchases.jobs import tell_due_purchases
from community.purchases.models import Consent, Mark, Purchase, Secret
from community.wishlists.models import Wish
from tests.world import holding, link_to, list_by, mark_by, purchase_by, wish_on

NOTE = "Zanzibar, and it pours well"
TODAY = "2026-11-22"


def page_of(thing, kind="products") -> str:
    return f"/{kind}/{encode(thing.id)}"


def said(client, product, **form):
    fields = {"place": "online", "day": TODAY, "note": NOTE, "audience": "friends"}
    fields |= {"currency": "EUR", **form}
    return client.post(f"{page_of(product)}/bought", data=fields)


def bought() -> Purchase | None:
    fresh = select(Purchase).execution_options(populate_existing=True)
    return db.session.scalar(fresh)


@contextmanager
def later(**span):
    """The worker's minute comes after that time."""
    with clock.fixed_at(clock.now() + timedelta(**span)):
        tell_due_purchases()
        deliver_all()
        yield


def pages_about(owner, product) -> tuple[str, ...]:
    return (
        "/", "/?show=bought", f"/@{owner.handle}?tab=bought", f"/@{owner.handle}?tab=has",
        f"/@{owner.handle}?tab=activity", page_of(product), "/notifications",
        "/discover", f"/search?q={NOTE.split(',')[0]}",
    )  # fmt: skip


def reads(client, owner, product) -> set[str]:
    """The pages on which somebody learns of it."""
    told = {page: client.get(page).text for page in pages_about(owner, product)}
    words = ("pours well", "Ana bought", "Ana has it")
    return {page for page, text in told.items() if any(word in text for word in words)}


@pytest.mark.both_databases
def test_nobody_but_its_owner_knows_for_ten_minutes_and_then_friends_do(world, sign_in, pot):
    ana, ben, cleo = sign_in(world.ana), sign_in(world.ben), sign_in(world.cleo)
    answer = said(ana, pot, price="24.90")
    assert answer.status_code == 303
    here = page_of(bought(), "purchases")
    assert "Only you see this" in ana.get(answer.location).text
    with later(minutes=9):
        assert not bought().is_told and reads(ben, world.ana, pot) == set()
        assert ben.get(here).status_code == 404
    with later(minutes=11):
        assert bought().is_told
        assert reads(cleo, world.ana, pot) == set() and cleo.get(here).status_code == 404
        assert {"/", "/?show=bought", "/@ana?tab=bought", page_of(pot)} <= reads(
            ben, world.ana, pot
        )
        page = ben.get(here).text
        assert NOTE in page and "24.90" not in page and "24.90" not in ben.get("/").text
        assert Mark.of(world.ana.id, pot.id).audience == "friends"
        tell_due_purchases()
        deliver_all()
        assert db.session.scalar(select(func.count(Activity.id))) == 1  # once, and no “has it”


def test_the_price_is_shown_only_where_the_owner_says_so(world, sign_in, pot):
    said(sign_in(world.ana), pot, price="24.90", shows_price="y")
    with later(minutes=11):
        assert "24.90" in sign_in(world.ben).get(page_of(bought(), "purchases")).text


def test_undoing_leaves_nothing(world, sign_in, pot):
    wish_on(list_by(world.ben, "Sam’s birthday"), product=pot)
    wish_on(list_by(world.ana), product=pot)
    ana = sign_in(world.ana)
    said(ana, pot, ends_wish="y")
    assert ana.post(f"{page_of(bought(), 'purchases')}/undo").status_code == 303
    with later(minutes=11):
        rows = (Purchase, Secret, Consent, Mark)
        assert [db.session.scalar(select(func.count(model.id))) for model in rows] == [0] * 4
        assert reads(sign_in(world.ben), world.ana, pot) == set()
        assert db.session.scalars(select(Wish.removed_at)).all() == [None, None]


def test_too_late_to_undo_it_can_be_removed_and_stays_until_then(world, sign_in, pot):
    purchase = purchase_by(world.ana, pot)
    ana, here = sign_in(world.ana), page_of(purchase, "purchases")
    ana.post(f"{here}/undo")
    assert bought() is not None
    for stranger in (world.ben, world.cleo):
        client = sign_in(stranger)
        for act in ("undo", "remove", "reveal", "edit"):
            assert client.post(f"{here}/{act}").status_code == 404
    ana.post(f"{here}/remove")
    assert bought() is None


def test_what_stands_on_a_friends_list_is_hidden_from_them_until_their_day(world, sign_in, pot):
    day = clock.now().date() + timedelta(days=5)
    wish_on(list_by(world.ben, "Birthday", day=day), product=pot)
    ana, ben, carla = sign_in(world.ana), sign_in(world.ben), sign_in(world.carla)
    form = ana.get(f"{page_of(pot)}/bought").text
    assert "Hide it from Ben" in form and f'value="{day}"' in form
    said(ana, pot, asked=encode(world.ben.id), keep_from=encode(world.ben.id), until=str(day))
    here = page_of(bought(), "purchases")
    with later(minutes=11):
        assert bought().is_told
        assert reads(ben, world.ana, pot) == set() and ben.get(here).status_code == 404
        assert Mark.of(world.ana.id, pot.id) is None  # it would say the same by another way
        assert NOTE in carla.get("/?show=bought").text and carla.get(here).status_code == 200
        assert "Hidden from Ben until" in ana.get(here).text
        assert "Hidden from" not in carla.get(here).text
    with clock.fixed_at(until(day) - timedelta(hours=1)):
        assert ben.get(here).status_code == 404
    with clock.fixed_at(until(day) + timedelta(hours=1)):
        assert ben.get(here).status_code == 200 and NOTE in ben.get("/?show=bought").text


@pytest.mark.parametrize("form", [{}, {"keep_from": ""}])
def test_whoever_was_not_asked_about_is_hidden_from(world, sign_in, pot, form):
    """The wish came while the form was open; a form made by hand says nothing of anybody."""
    wish_on(list_by(world.ben), product=pot)
    said(sign_in(world.ana), pot, audience="public", **form)
    with later(minutes=11):
        assert reads(sign_in(world.ben), world.ana, pot) == set()


def test_a_wish_of_the_ten_minutes_is_kept_from_its_owner_too(world, sign_in, pot):
    said(sign_in(world.ana), pot)
    wish_on(list_by(world.ben), product=pot)
    with later(minutes=11):
        assert sign_in(world.ben).get(page_of(bought(), "purchases")).status_code == 404


def test_one_may_decide_that_it_is_no_present_and_later_that_it_was_given(world, sign_in, pot):
    wish_on(list_by(world.ben), product=pot)
    ana, ben = sign_in(world.ana), sign_in(world.ben)
    said(ana, pot, asked=encode(world.ben.id))
    with later(minutes=11):
        assert ben.get(page_of(bought(), "purchases")).status_code == 200
    with writing():
        db.session.delete(bought())
    said(ana, pot)
    with later(minutes=11):
        here = page_of(bought(), "purchases")
        assert ben.get(here).status_code == 404
        ana.post(f"{here}/reveal")
        assert ben.get(here).status_code == 200


def test_nobody_signed_out_sees_a_present_not_even_by_link(world, sign_in, new_client, pot):
    """Whoever it is kept from could sign out to look."""
    purchase = purchase_by(world.ana, pot, told=False, audience="public")
    with writing():
        purchase.keep_from(world.ben.id, datetime(2099, 1, 1, tzinfo=UTC))
        purchase.tell()
    here, link = page_of(purchase, "purchases"), link_to(purchase, world.ana)
    assert new_client().get(here).status_code == 404
    assert holding(new_client(), link).get(here).status_code == 404
    assert holding(sign_in(world.ben), link).get(here).status_code == 404
    assert sign_in(world.cleo).get(here).status_code == 200
    eyes = sign_in(world.ana).get("/@ana?tab=bought&as=@ben").text
    assert "Ana bought" not in eyes and here not in eyes


def test_nobody_asks_after_a_list_that_one_may_not_see(world, sign_in, pot):
    for audience, owner in (("me", world.ben), ("friends", world.cleo), ("public", world.dina)):
        wish_on(list_by(owner, audience=audience), product=pot)
    wish_on(list_by(world.ben, "Ideas for Ana", occasion="gifts"), product=pot)
    assert "Hide it from" not in sign_in(world.ana).get(f"{page_of(pot)}/bought").text


def test_ones_own_wish_goes_when_it_is_told_if_one_said_so(world, sign_in, pot):
    kept, gone = wish_on(list_by(world.ben), product=pot), wish_on(list_by(world.ana), product=pot)
    said(sign_in(world.ana), pot, ends_wish="y", audience="me")
    with later(minutes=11):
        for wish in (kept, gone):
            db.session.refresh(wish)
        assert (kept.removed_at, gone.removed_at is None) == (None, False)


def test_the_mark_is_never_shown_to_more_than_the_purchase(world, sign_in, pot):
    mark_by(world.ana, pot, "want", audience="public")
    said(sign_in(world.ana), pot, audience="me")
    with later(minutes=11):
        mark = Mark.of(world.ana.id, pot.id)
        assert (mark.state, mark.audience) == ("have", "me")


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"day": "2099-01-01"}, "Give the day"),
        ({"day": "yesterday"}, "Give the day"),
        ({"price": "much"}, "error"),
        ({"place": "moon"}, "error"),
        ({"audience": "all"}, "error"),
        ({"note": "x" * 501}, "error"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field_and_nothing_typed_is_lost(
    world, sign_in, pot, form, words
):
    answer = said(sign_in(world.ana), pot, **{"note": NOTE, **form})
    assert answer.status_code == 422 and words in answer.text
    assert bought() is None
    assert "note" in form or NOTE in answer.text


def test_looking_at_it_beforehand_keeps_nothing(world, sign_in, pot):
    ana = sign_in(world.ana)
    page = said(ana, pot, preview="1", price="12")
    assert page.status_code == 200 and "As others will see it" in page.text and NOTE in page.text
    assert bought() is None
    part = ana.htmx(f"{page_of(pot)}/bought", data={"preview": "1", "note": NOTE})
    assert part.text.lstrip().startswith("<section") and NOTE in part.text


def test_friends_comment_and_like_it_as_far_as_they_see_it(world, sign_in, pot):
    purchase = purchase_by(world.ana, pot)
    word = {"kind": "purchase", "id": encode(purchase.id), "body": "Show me!"}
    assert sign_in(world.ben).post("/comments", data=word).status_code == 303
    assert sign_in(world.cleo).post("/comments", data=word).status_code == 404
    assert bought().comment_count == 1
    assert "Show me!" in sign_in(world.carla).get(page_of(purchase, "purchases")).text
