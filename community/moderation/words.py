"""What reasons, acts and states are called, and the words a decision begins with."""

from __future__ import annotations

from flask_babel import gettext as _

from community.moderation.models import Act, Reason

MILD = (Act.KEEP, Act.HIDE, Act.WARN)


def reasons() -> dict[str, str]:
    return {
        Reason.SPAM.value: _("Advertising or spam"),
        Reason.UNKIND.value: _("Unkind or harassing"),
        Reason.PRIVATE.value: _("Shows something private"),
        Reason.FRAUD.value: _("A fake shop or a fraud"),
        Reason.ILLEGAL.value: _("Against the law"),
        Reason.OTHER.value: _("Something else"),
    }


def acts() -> dict[str, str]:
    return {
        Act.KEEP.value: _("Leave it"),
        Act.HIDE.value: _("Hide it"),
        Act.WARN.value: _("Warn the member"),
        Act.SUSPEND.value: _("Suspend the member"),
        Act.BAN.value: _("Ban the member"),
    }


def done() -> dict[str, str]:
    """The same acts, once they are done."""
    return {
        Act.KEEP.value: _("Left as it was"),
        Act.HIDE.value: _("Hidden"),
        Act.WARN.value: _("Warned"),
        Act.SUSPEND.value: _("Suspended"),
        Act.BAN.value: _("Banned"),
        "merge": _("Two pages of one thing became one"),
    }


def letter_of(reason: str) -> str:
    """What the member will read, for the moderator to change."""
    sentences = {
        Reason.SPAM: _("This reads like advertising. Please tell friends what you like in your "
                       "own words, and leave out what sells."),
        Reason.UNKIND: _("This hurt somebody. Please speak of things, not against people."),
        Reason.PRIVATE: _("This shows something that somebody wants to keep to themselves."),
        Reason.FRAUD: _("This leads to a shop that does not keep what it promises."),
        Reason.ILLEGAL: _("This is against the law here, so it cannot stay."),
        Reason.OTHER: _("This does not go with the rules of this house."),
    }  # fmt: skip
    return sentences[Reason(reason)]
