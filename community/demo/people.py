"""Plants the cast: who they are, whom they follow, their circles."""

from __future__ import annotations

from flask import current_app
from sqlalchemy import Update, func, select, update

from community.accounts.models import Account, Profile
from community.accounts.models.account import email_key
from community.core.text import skeleton
from community.demo.acquaintances import CLOSED, plant_acquaintances
from community.demo.cast import CIRCLES, FOLLOWS, PEOPLE, Person
from community.demo.minding import role_of
from community.demo.news import News
from community.demo.story import Story
from community.friends.models import Follow, Membership, PeopleSet

MUTUAL = {(one, other) for one, other in FOLLOWS if (other, one) in FOLLOWS}
FRIENDS = {
    person.handle: [
        other for one, other in FOLLOWS if one == person.handle and (one, other) in MUTUAL
    ]
    for person in PEOPLE
}


def plant_people(story: Story, news: News, password_hash: str) -> None:
    for person in PEOPLE:
        _plant_person(story, person, password_hash)
    for follower, followed in FOLLOWS:
        _plant_follow(story, news, follower, followed)
    plant_acquaintances(story, news)
    story.afterwards(counted())
    for circle in CIRCLES:
        at = story.before(days=20, hours=story.dice.random() * 40)
        owner = story.id_of("profile", circle.owner)
        people = story.add(PeopleSet, at, owner_id=owner, sort="circle", name=circle.name)
        story.name("circle", f"{circle.owner}:{circle.name}", people)
        for member in circle.members:
            story.add(Membership, at, set_id=people, profile_id=story.id_of("profile", member))


def counted() -> Update:
    """How many follow and are followed, as the verbs would have kept it."""
    counts = {"follower_count": Follow.followed_id, "followed_count": Follow.follower_id}
    return update(Profile).values(
        {
            name: select(func.count()).where(column == Profile.id).scalar_subquery()
            for name, column in counts.items()
        }
    )


def _plant_person(story: Story, person: Person, password_hash: str) -> None:
    at = story.before(days=70 + story.dice.random() * 20)
    account = story.add(
        Account,
        at,
        email=person.email,
        email_key=email_key(person.email),
        email_verified_at=at,
        password_hash=password_hash,
        role=role_of(person.handle, development=current_app.extensions["settings"].development),
    )
    profile = story.add(
        Profile,
        at,
        account_id=account,
        handle=person.handle,
        handle_skeleton=skeleton(person.handle),
        name=person.name,
        pronouns=person.pronouns,
        bio=person.bio,
        avatar_id=story.id_of("face", person.face),
        is_closed=person.handle in CLOSED,
    )
    story.name("profile", person.handle, profile)


def _plant_follow(story: Story, news: News, follower: str, followed: str) -> None:
    """Friends found each other long ago; who follows without an answer came of late."""
    days = (25, 60) if (follower, followed) in MUTUAL else (0, 9)
    at = story.between(story.before(days=days[1]), story.before(days=days[0], hours=1))
    one, other = story.id_of("profile", follower), story.id_of("profile", followed)
    story.add(Follow, at, follower_id=one, followed_id=other)
    news.tell(other, "followed", "profile", one, one, at)
