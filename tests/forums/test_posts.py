"""Posts: written, numbered, quoted, changed, taken back, folded away."""

from __future__ import annotations

import threading
from io import BytesIO

import pytest
from PIL import Image

from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.forums.models import Draft, Post, PostEdit, PostPicture, Reader, Topic
from tests.world import person, post_in, signed_in, topic_by


def path_of(topic) -> str:
    return f"/forum/topics/{encode(topic.id)}"


def reply(client, topic, body="That one.", **more):
    return client.post(f"{path_of(topic)}/posts", data={"body": body, **more})


def newest() -> Post:
    return db.session.scalars(db.select(Post).order_by(Post.number.desc())).first()


def test_a_reply_gets_the_next_number_and_its_author_is_subscribed(world, ben, topic):
    to = reply(ben, topic).location
    assert to.endswith("#post-2")
    reader = db.session.scalars(db.select(Reader).filter_by(profile_id=world.ben.id)).one()
    assert reader.is_subscribed and reader.read_number == 2
    db.session.expire_all()
    assert db.session.get(Topic, topic.id).post_count == 2


def test_who_is_not_signed_in_or_blocked_cannot_reply(world, client, new_client, topic):
    assert "/sign-in" in reply(client, topic).location
    for name in ("dina", "erik"):
        assert reply(signed_in(new_client(), getattr(world, name)), topic).status_code == 404


def test_htmx_gets_its_post_and_those_said_meanwhile_in_place(world, ben, topic):
    post_in(topic, world.carla, "Between")
    said = {"body": "Mine", "seen": "1"}
    answer = ben.post(f"{path_of(topic)}/posts", data=said, headers={"HX-Request": "true"})
    assert "Between" in answer.text and "Mine" in answer.text and "beforeend:#posts" in answer.text


def test_an_empty_or_endless_reply_is_refused(ben, topic):
    assert reply(ben, topic, " ").status_code == 422
    assert reply(ben, topic, "x" * 8001).status_code == 422
    assert reply(ben, topic, "[" * 500).status_code == 422


def test_markdown_is_shown_and_links_say_who_put_them_there(ben, topic):
    page = ben.get(reply(ben, topic, "*So* [here](https://pots.example/x) <b>no</b>").location).text
    assert "<em>So</em>" in page and 'rel="nofollow ugc noopener noreferrer"' in page
    assert "<b>no</b>" not in page


def test_those_named_are_linked_and_others_are_not(world, ben, topic):
    reply(ben, topic, "@carla and @nobody_here, `@carla`, mail@carla.example")
    html = newest().html
    assert html.count('<a href="/@carla">@carla</a>') == 1 and "@nobody_here" in html


def test_pages_hold_thirty_and_have_real_links(world, client, topic):
    for number in range(2, 63):
        post_in(topic, world.ben, f"words-{number}-end")
    first, third = client.get(path_of(topic)).text, client.get(f"{path_of(topic)}?page=3").text
    assert "words-30-end" in first and "words-31-end" not in first
    assert "?page=3" in first and "words-62-end" in third and "words-60-end" not in third
    assert client.get(f"{path_of(topic)}?page=4").status_code == 404
    assert client.get(f"{path_of(topic)}?page=0").status_code == 404
    post = newest()
    assert client.get(f"/forum/posts/{encode(post.id)}").location.endswith("?page=3#post-62")


def test_a_quote_names_its_author_and_leads_there(world, ben, topic):
    first = post_in(topic, world.carla, "The brass one")
    assert (
        "The brass one"
        in ben.get(f"/forum/posts/{encode(first.id)}/quote", headers={"HX-Request": "true"}).text
    )
    page = ben.get(reply(ben, topic, "Yes", quoting=encode(first.id)).location).text
    assert page.count("The brass one") == 2 and page.count("Carla") >= 2


def test_a_quote_goes_with_what_it_quotes(world, ben, topic, new_client):
    first = post_in(topic, world.carla, "The brass one")
    reply(ben, topic, "Yes", quoting=encode(first.id))
    signed_in(new_client(), world.carla).post(f"/forum/posts/{encode(first.id)}/delete")
    page = ben.get(path_of(topic)).text
    assert "The brass one" not in page and "What was quoted here is gone" in page
    assert newest().quote == ""


def test_nobody_quotes_from_elsewhere(world, ben, topic):
    other = topic_by(world.carla, "Elsewhere")
    said = post_in(other, world.carla, "Not from here")
    reply(ben, topic, "Yes", quoting=encode(said.id))
    assert newest().quoted_id is None


def test_posts_of_the_blocked_are_folded_away_both_ways_and_numbers_stay(world, new_client, client):
    topic = topic_by(world.cleo)
    post_in(topic, world.ana, "Words of ana")
    dinas = post_in(topic, world.dina, "Words of dina")
    post_in(topic, world.ben, "I agree", quoted=dinas)
    for looking, words in ((world.ana, "Words of dina"), (world.dina, "Words of ana")):
        page = signed_in(new_client(), looking).get(path_of(topic)).text
        assert words not in page and "folded away" in page and 'id="post-4"' in page
    assert "Words of dina" in client.get(path_of(topic)).text
    ana = signed_in(new_client(), world.ana)
    assert ana.get(f"/forum/posts/{encode(dinas.id)}").status_code == 404


def test_an_edit_is_marked_and_its_past_is_for_author_and_moderators(world, ben, mo, ana, topic):
    reply(ben, topic, "First words")
    key = encode(newest().id)
    assert ana.post(f"/forum/posts/{key}/edit", data={"body": "Mine now"}).status_code == 404
    assert ben.post(f"/forum/posts/{key}/edit", data={"body": ""}).status_code == 422
    ben.post(f"/forum/posts/{key}/edit", data={"body": "Second words"})
    page = ana.get(path_of(topic)).text
    assert "Second words" in page and "edited" in page and "First words" not in page
    assert ana.get(f"/forum/posts/{key}/history").status_code == 404
    for client in (ben, mo):
        assert "First words" in client.get(f"/forum/posts/{key}/history").text


def test_a_post_taken_back_leaves_its_number_alone(world, ben, ana, topic):
    reply(ben, topic, "First words")
    key = encode(newest().id)
    ben.post(f"/forum/posts/{key}/edit", data={"body": "Second words"})
    assert ana.post(f"/forum/posts/{key}/delete").status_code == 404
    ben.post(f"/forum/posts/{key}/delete")
    db.session.expire_all()
    assert (newest().number, newest().body, newest().html) == (2, "", "")
    assert db.session.scalar(db.select(PostEdit)) is None
    assert "Taken back" in ana.get(path_of(topic)).text
    assert ben.get(f"/forum/posts/{key}").status_code == 404


def test_the_asker_says_what_helped_and_nobody_else_does(world, ana, ben, topic):
    post = post_in(topic, world.ben, "Brass")
    act = f"/forum/posts/{encode(post.id)}/accept"
    assert ben.post(act, data={"wanted": "1"}).status_code == 404
    ana.post(act, data={"wanted": "1"})
    db.session.expire_all()
    assert db.session.get(Topic, topic.id).answer_number == 2
    assert "What helped" in ben.get(path_of(topic)).text and "Answered" in ben.get("/forum").text
    ben.post(f"/forum/posts/{encode(post.id)}/delete")
    db.session.expire_all()
    assert db.session.get(Topic, topic.id).answer_number is None


def test_the_first_post_is_no_answer(ana, topic):
    first = newest()
    answer = ana.post(f"/forum/posts/{encode(first.id)}/accept", data={"wanted": "1"})
    assert answer.status_code == 404


def test_pictures_come_along_and_what_is_none_is_said(world, ben, topic):
    drawn = BytesIO()
    Image.new("RGB", (60, 60), "plum").save(drawn, "PNG")
    picture = (BytesIO(drawn.getvalue()), "lamp.png")
    page = ben.get(reply(ben, topic, "Look", pictures=picture).location).text
    assert "/pictures/private/" in page
    assert reply(ben, topic, "Look", pictures=(BytesIO(b"no"), "x.png")).status_code == 422
    five = [(BytesIO(drawn.getvalue()), f"{n}.png") for n in range(5)]
    assert "Four pictures" in reply(ben, topic, "Look", pictures=five).text
    assert len(db.session.scalars(db.select(PostPicture)).all()) == 1


def test_a_draft_is_kept_shown_again_and_gone_once_it_is_sent(world, ben, ana, topic):
    place = f"topic-{encode(topic.id)}"
    ben.post("/forum/drafts", data={"place": place, "body": "Half a thought"})
    ben.post("/forum/drafts", data={"place": place, "body": "Half a better thought"})
    assert "Half a better thought" in ben.get(path_of(topic)).text
    assert "Half a better thought" in ben.get("/forum").text
    assert "Half a" not in ana.get(path_of(topic)).text + ana.get("/forum").text
    reply(ben, topic, "A whole thought")
    assert db.session.scalar(db.select(Draft)) is None


def test_a_draft_is_thrown_away_and_none_is_kept_of_nothing(world, ben):
    ben.post("/forum/drafts", data={"place": "new", "title": "A title", "board": "home"})
    assert "A title" in ben.get("/forum/new").text
    ben.post("/forum/drafts/delete", data={"place": "new"})
    ben.post("/forum/drafts", data={"place": "new", "title": " ", "body": ""})
    assert db.session.scalar(db.select(Draft)) is None
    assert ben.post("/forum/drafts", data={"place": "topic-zz", "body": "x"}).status_code == 404
    assert ben.post("/forum/drafts", data={"place": "new", "body": "x" * 8001}).status_code == 422


def test_nobody_keeps_a_draft_where_they_may_not_look(world, new_client, topic):
    dina = signed_in(new_client(), world.dina)
    said = {"place": f"topic-{encode(topic.id)}", "body": "Hm"}
    assert dina.post("/forum/drafts", data=said).status_code == 404


@pytest.mark.both_databases
def test_replies_at_the_same_moment_get_numbers_without_gaps(committing_app):
    people = [person(f"racer{number}") for number in range(4)]
    topic = topic_by(people[0])
    topic_id, ids = topic.id, [each.id for each in people]
    db.session.remove()

    def write(profile_id: int) -> None:
        with committing_app.app_context():
            from community.accounts.models import Profile
            from community.forums.words import Words

            for _turn in range(3):
                with writing():
                    owner = db.session.get_one(Profile, profile_id)
                    Post.write(db.session.get_one(Topic, topic_id), owner, Words("x", "<p>x</p>"))
            db.session.remove()

    threads = [threading.Thread(target=write, args=(each,)) for each in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    numbers = db.session.scalars(db.select(Post.number).order_by(Post.number)).all()
    assert numbers == list(range(1, 14))
    assert db.session.get(Topic, topic_id).post_count == 13
