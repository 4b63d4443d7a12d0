"""Who keeps a closed profile, who waits for a yes, and who hears nothing of whom."""

from __future__ import annotations

from community.demo.news import News
from community.demo.story import Story
from community.friends.models import FollowRequest, Mute

CLOSED = ("mara", "leilani")
# Who asks, whom, and how many hours ago.
ASKED = (("harjit", "mara", 5), ("ingrid", "mara", 31), ("mara", "leilani", 52))
MUTED = (("mara", "nina"), ("jonas", "pavel"))


def plant_acquaintances(story: Story, news: News) -> None:
    for asker, asked, hours in ASKED:
        at = story.before(hours=hours)
        one, other = story.id_of("profile", asker), story.id_of("profile", asked)
        story.add(FollowRequest, at, asker_id=one, asked_id=other)
        news.tell(other, "requested", "profile", one, one, at)
    for muter, muted in MUTED:
        ids = {"muter_id": muter, "muted_id": muted}
        rows = {name: story.id_of("profile", handle) for name, handle in ids.items()}
        story.add(Mute, story.before(days=6), **rows)
