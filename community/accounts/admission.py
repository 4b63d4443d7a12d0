"""Who may sign up, as the admins have decided (`core.site`)."""

from __future__ import annotations

from collections.abc import Callable

from community.core.site import current_site

_is_invited: Callable[[], bool] = lambda: False  # noqa: E731


def ask_for_invitations(is_invited: Callable[[], bool]) -> None:
    """Set what knows whether this visitor holds an invitation; links live in a higher room."""
    global _is_invited
    _is_invited = is_invited


def may_sign_up() -> bool:
    return current_site().sign_up != "invitation" or _is_invited()


def wants_approval() -> bool:
    return current_site().sign_up == "approval"
