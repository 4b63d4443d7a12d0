"""What notices are about: one line a topic, whatever room it comes from.

A topic's name stands in the rows (at most 20 letters). Its group is what members choose channels
for; a room that fits no group adds one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from flask_babel import gettext as _
from flask_babel import ngettext


class Mailed(StrEnum):
    """Whether a notice is mailed as well."""

    NO = "no"
    DAILY = "daily"
    AT_ONCE = "at_once"


@dataclass(frozen=True)
class Group:
    """A row of the settings. Without a choice of their own members get what stands here."""

    name: str
    label: Callable[[], str]
    mailed: Mailed = Mailed.NO
    in_page: bool = True
    is_needed: bool = False  # what moderators decide stands in the page, wanted or not


@dataclass(frozen=True)
class Topic:
    """`sentence` takes the latest actor's name and how many more there are; the thing's title
    follows it after a colon unless `names_thing` is false."""

    name: str
    group: str
    sentence: Callable[[str, int], str]
    names_thing: bool = True


GROUPS = (
    Group("questions", lambda: _("Friends ask you"), Mailed.AT_ONCE),
    Group("answers", lambda: _("Votes on your polls, and what became of theirs")),
    Group("comments", lambda: _("Comments and mentions")),
    Group("likes", lambda: _("Likes")),
    Group("people", lambda: _("Followers and requests")),
    Group("collections", lambda: _("Collections")),
    Group("forums", lambda: _("Forums")),
    Group("owned", lambda: _("Questions about what you have, and your reviews")),
    Group("told", lambda: _("Answers to your questions, and shops’ replies"), Mailed.AT_ONCE),
    Group("shops", lambda: _("Shops")),
    Group("offers", lambda: _("Vouchers and deals of shops you follow")),
    Group("kept", lambda: _("Your vouchers, and deals you are in"), Mailed.DAILY),
    Group("house", lambda: _("About your account and reports"), is_needed=True),
)


def _voted(name: str, more: int) -> str:
    if not more:
        return _("%(name)s voted on your poll", name=name)
    return ngettext(
        "%(name)s and %(num)s other voted on your poll",
        "%(name)s and %(num)s others voted on your poll",
        more,
        name=name,
    )


def _liked(name: str, more: int) -> str:
    if not more:
        return _("%(name)s likes", name=name)
    return ngettext(
        "%(name)s and %(num)s other like",
        "%(name)s and %(num)s others like",
        more,
        name=name,
    )


def _replied(name: str, more: int) -> str:
    if not more:
        return _("%(name)s replied", name=name)
    return ngettext(
        "%(name)s replied, and there is %(num)s more",
        "%(name)s replied, and there are %(num)s more",
        more,
        name=name,
    )


def _answered(name: str, more: int) -> str:
    if not more:
        return _("%(name)s answered your question", name=name)
    return ngettext(
        "%(name)s answered your question, and there is %(num)s more",
        "%(name)s answered your question, and there are %(num)s more",
        more,
        name=name,
    )


def _remixed(name: str, more: int) -> str:
    if not more:
        return _("%(name)s remixed your collection", name=name)
    return ngettext(
        "%(name)s and %(num)s other remixed your collection",
        "%(name)s and %(num)s others remixed your collection",
        more,
        name=name,
    )


TOPICS = {
    topic.name: topic
    for topic in (
        Topic("asked", "questions", lambda name, more: _("%(name)s asks you", name=name)),
        Topic("voted", "answers", _voted),
        Topic("closed", "answers", lambda name, more: _("Your poll is closed. What did you do?")),
        Topic("decided", "answers", lambda name, more: _("%(name)s decided", name=name)),
        Topic("commented", "comments", lambda name, more: _("%(name)s commented", name=name)),
        Topic("liked", "likes", _liked),
        Topic(
            "followed", "people", lambda name, more: _("%(name)s follows you", name=name),
            names_thing=False,
        ),
        Topic(
            "requested", "people", lambda name, more: _("%(name)s asks to follow you", name=name),
            names_thing=False,
        ),
        Topic(
            "accepted", "people",
            lambda name, more: _("%(name)s lets you follow them", name=name), names_thing=False,
        ),
        Topic("report_settled", "house", lambda name, more: _("Your report was looked at")),
        Topic("judged", "house", lambda name, more: _("A moderator wrote to you")),
        Topic("judgement_undone", "house", lambda name, more: _("A moderator took it back")),
        Topic("appeal_answered", "house", lambda name, more: _("Your appeal was answered")),
        Topic("replied", "forums", _replied),
        Topic("mentioned", "forums", lambda name, more: _("%(name)s named you", name=name)),
        Topic("quoted", "forums", lambda name, more: _("%(name)s quoted you", name=name)),
        Topic("helped", "forums", lambda name, more: _("%(name)s says you helped", name=name)),
        Topic("asks_owner", "owned",
              lambda name, more: _("%(name)s asks about a thing you have", name=name)),
        Topic("thanked", "owned",
              lambda name, more: _("%(name)s says thanks for your answer", name=name)),
        Topic("still_happy", "owned", lambda name, more: _("Still happy with it? Your review")),
        Topic("answered", "told", _answered),
        Topic("shop_answered", "told", lambda name, more: _("A shop answered your question")),
        Topic("shop_replied", "told", lambda name, more: _("A shop replied to your review")),
        Topic("seat", "shops",
              lambda name, more: _("%(name)s invites you to the team of a shop", name=name)),
        Topic("shop_suspended", "shops", lambda name, more: _("A shop of yours is suspended")),
        Topic("shop_restored", "shops", lambda name, more: _("A shop of yours takes part again")),
        Topic("unproved", "shops", lambda name, more: _(
            "The proof of your domain is gone; it counts for two weeks more")),
        Topic("contested", "shops", lambda name, more: _(
            "Somebody else proved your domain too; yours still stands")),
        Topic("unclaimed", "shops", lambda name, more: _(
            "Your team no longer has this shop: its domain is not proved")),
        Topic("rally_reached", "shops", lambda name, more: _(
            "Members would buy together; answer them under Offers")),
        Topic("voucher", "offers", lambda name, more: _("A shop you follow gives a voucher")),
        Topic("deal", "offers", lambda name, more: _("A shop you follow has a group deal")),
        Topic("voucher_ends", "kept", lambda name, more: _("Ends tomorrow, and you have it still")),
        Topic("voucher_given", "kept", lambda name, more: _("A shop thanks you with a voucher")),
        Topic("deal_seat", "kept", lambda name, more: _("A seat became free: you are in")),
        Topic("deal_won", "kept", lambda name, more: _("The deal worked, and you are in")),
        Topic("deal_waited", "kept", lambda name, more: _("The deal worked; you stayed waiting")),
        Topic("deal_failed", "kept", lambda name, more: _("Not enough joined; it is off")),
        Topic("deal_stopped", "kept", lambda name, more: _("The shop has stopped the deal")),
        Topic("rally_answered", "kept", lambda name, more: _("The shop has answered you")),
        Topic(
            "gathers", "collections", lambda name, more: _("%(name)s gathers with you", name=name)
        ),
        Topic("remixed", "collections", _remixed),
    )
}  # fmt: skip


def group_of(topic: str) -> Group:
    return next(group for group in GROUPS if group.name == TOPICS[topic].group)
