"""Who may come in, and who has just shown that it is them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, TypeVar, cast

from flask import abort, request, url_for
from flask_login import current_user

from community.accounts.models import Profile
from community.core import clock
from community.core.answers import see_other
from community.extensions import db
from community.friends.access import me
from community.friends.viewer import Viewer, current_viewer
from community.retailers.models import Retailer

V = TypeVar("V", bound=Callable[..., Any])
PROVED_FOR = timedelta(minutes=10)


def admin(viewer: Viewer) -> Profile:
    """The admin who acts; for everybody else there is nothing here."""
    return me(viewer) if viewer.is_admin else abort(404)


def has_proved() -> bool:
    """The password was given in this browser within the last ten minutes."""
    proved_at = current_user.session.proved_at
    return proved_at is not None and proved_at > clock.now() - PROVED_FOR


def proved(view: V) -> V:
    """For admins who gave their password just now; others are asked for it and come back.

    The pages that hold risky forms ask as well, so that what was typed is rarely sent in vain.
    """

    @wraps(view)
    def run(**arguments: Any) -> Any:
        admin(current_viewer())
        if has_proved():
            return view(**arguments)
        back = request.full_path.rstrip("?") if request.method == "GET" else request.path
        return see_other(url_for("proofs.new", next=back))

    return cast(V, run)


def find_member(profile_id: int) -> Profile:
    """Whoever has an account, closed ones too; blocks do not hide anybody from an admin."""
    found = db.session.get(Profile, profile_id)
    return found if found is not None and found.account is not None else abort(404)


def find_retailer(retailer_id: int) -> Retailer:
    return db.session.get(Retailer, retailer_id) or abort(404)
