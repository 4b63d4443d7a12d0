"""Plants the forum: topics, posts, how far people have read, and who was told."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, update

from community.core.text import clean_markdown
from community.demo.cast import PEOPLE, SIGN_IN
from community.demo.cast_forum import TOPICS
from community.demo.news import News
from community.demo.story import Story
from community.demo.topics import DemoPost, DemoTopic
from community.extensions import db
from community.forums.models import Board, Mention, Post, Reader, Topic
from community.forums.models.post import excerpt
from community.forums.planting import plant_boards
from community.forums.words import linked
from community.reactions.models import Like, LikeCount

MOST_HEARTS = 3
HANDLES = {person.handle for person in PEOPLE}
LASTED = timedelta(hours=60)
_NAMED = re.compile(r"@([a-z_]+)")


def plant_forum(story: Story, news: News) -> None:
    plant_boards()
    boards = {board.slug: board.id for board in db.session.scalars(select(Board))}
    newest: dict[int, tuple[datetime, int, int]] = {}
    for demo in TOPICS:
        board = boards.get(demo.board)
        if board is not None:
            at, topic = _Told(story, news, demo).plant(board)
            before = newest.get(board, (at, topic, 0))
            newest[board] = (*max(before[:2], (at, topic)), before[2] + 1)
    for board, (_at, topic, count) in newest.items():
        filled = update(Board).where(Board.id == board)
        story.afterwards(filled.values(topic_count=count, last_topic_id=topic))


class _Told:
    """One topic while it is written down."""

    def __init__(self, story: Story, news: News, demo: DemoTopic) -> None:
        self.story, self.news, self.demo = story, news, demo
        began = story.before(hours=demo.hours)
        ended = min(began + LASTED, story.before(minutes=4))
        later = [story.between(began, ended) for _post in demo.posts[1:]]
        self.times = [began, *sorted(later)]
        self.posts = [story.fresh_id(at) for at in self.times]
        self.topic = story.fresh_id(began)

    def plant(self, board: int) -> tuple[datetime, int]:
        self._plant_topic(board)
        for number, post in enumerate(self.demo.posts, 1):
            self._plant_post(number, post)
            self._tell(number, post)
        self._plant_readers()
        self._plant_hearts()
        if self.demo.answer:
            to, asker = self._who(self.demo.answer), self._who(1)
            helped = self.posts[self.demo.answer - 1]
            self.news.tell(to, "helped", "post", helped, asker, self.times[-1])
        return self.times[-1], self.topic

    def _plant_topic(self, board: int) -> None:
        began, demo = self.times[0], self.demo
        kind, _colon, key = demo.about.partition(":")
        marks: dict[str, Any] = {
            f"{name}_at": began if name in demo.marks else None for name in ("pinned", "locked")
        }
        self.story.add(
            Topic,
            began,
            id=self.topic,
            board_id=board,
            owner_id=self._who(1),
            audience="public",
            title=demo.title,
            about_kind=kind,
            about_id=self.story.id_of(kind, key) if kind else None,
            post_count=len(self.posts),
            last_post_id=self.posts[-1],
            last_post_at=self.times[-1],
            answer_number=demo.answer or None,
            **marks,
        )

    def _plant_post(self, number: int, post: DemoPost) -> None:
        quoted = self.demo.posts[post.quotes - 1] if post.quotes else None
        at, post_id = self.times[number - 1], self.posts[number - 1]
        self.story.add(
            Post,
            at,
            id=post_id,
            topic_id=self.topic,
            owner_id=self._who(number),
            number=number,
            body=post.text,
            html=linked(clean_markdown(post.text), HANDLES),
            quoted_id=self.posts[post.quotes - 1] if post.quotes else None,
            quote=excerpt(quoted.text) if quoted else "",
        )
        for person in self._named_in(post):
            self.story.add(Mention, at, post_id=post_id, profile_id=person)

    def _tell(self, number: int, post: DemoPost) -> None:
        at, actor, post_id = self.times[number - 1], self._who(number), self.posts[number - 1]
        named = self._named_in(post)
        quoted = {self._who(post.quotes)} if post.quotes else set()
        for person in sorted(named):
            self.news.tell(person, "mentioned", "post", post_id, actor, at)
        for person in sorted(quoted - named):
            self.news.tell(person, "quoted", "post", post_id, actor, at)
        subscribed = {self._who(earlier) for earlier in range(1, number)}
        for person in sorted(subscribed - named - quoted):
            self.news.tell(person, "replied", "topic", self.topic, actor, at)

    def _plant_readers(self) -> None:
        """Who wrote has read to their last post, and to the end where it has been quiet for long."""
        is_old = self.times[-1] < self.story.before(hours=30)
        last = {self._who(number): number for number in range(1, len(self.posts) + 1)}
        is_known = self.times[-1] < self.story.before(hours=12)
        lookers = {self.story.id_of("profile", name) for name in SIGN_IN} if is_known else set()
        for person, number in {**dict.fromkeys(lookers, len(self.posts)), **last}.items():
            self.story.add(
                Reader,
                self.times[0],
                topic_id=self.topic,
                profile_id=person,
                read_number=len(self.posts) if is_old else number,
                is_subscribed=person in last,
            )

    def _plant_hearts(self) -> None:
        """Of those who talked along; what helped, all of them like."""
        writers = {self._who(number) for number in range(1, len(self.posts) + 1)}
        for number, post_id in enumerate(self.posts, 1):
            author = self._who(number)
            others = sorted(writers - {author})
            most = 0 if number == 1 else min(MOST_HEARTS, len(others))
            wanted = len(others) if number == self.demo.answer else self.story.dice.randint(0, most)
            fond = self.story.dice.sample(others, wanted)
            for person in fond:
                at = self.story.between(self.times[number - 1], self.story.now)
                heart = {"kind": Post.kind, "thing_id": post_id, "profile_id": person}
                self.story.add(Like, at, **heart)
                self.news.tell(author, "liked", Post.kind, post_id, person, at)
            if fond:
                count = {"kind": Post.kind, "thing_id": post_id, "count": len(fond)}
                self.story.add(LikeCount, self.story.now, **count)

    def _who(self, number: int) -> int:
        return self.story.id_of("profile", self.demo.posts[number - 1].author)

    def _named_in(self, post: DemoPost) -> set[int]:
        handles = set(_NAMED.findall(post.text)) & HANDLES
        named = {self.story.id_of("profile", handle) for handle in handles}
        return named - {self.story.id_of("profile", post.author)}
