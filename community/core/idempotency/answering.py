from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec
from urllib.parse import urlsplit

from flask import Response, g, make_response, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import bindparam, delete, select, update
from werkzeug.wrappers import Response as BaseResponse

from community.core.answers import invalid, is_htmx
from community.core.db import change, writing
from community.core.idempotency.models import AnsweredKey
from community.core.idempotency.submission import NOT_SAID, Submission, submission_of_request
from community.core.idempotency.turns import Finished, Turn, in_turn
from community.core.upsert import insert_or_ignore
from community.extensions import db

P = ParamSpec("P")

_FIND = select(AnsweredKey.body_hash, AnsweredKey.location).where(
    AnsweredKey.key_hash == bindparam("key_hash")
)


class AnsweredElsewhere(Exception):
    """Another process was faster: the transaction is rolled back and its answer given."""


def once(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Let a submission that carries a key be done once, and answer its copies alike."""

    @wraps(view)
    def answer(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        said = submission_of_request()
        if said is None:
            return view(*args, **kwargs)
        with in_turn(said.key_hash) as turn:
            return _answered(said, turn) or _first(said, turn, view, *args, **kwargs)

    return answer


def _first(
    said: Submission,
    turn: Turn,
    view: Callable[..., ResponseReturnValue],
    *args: Any,
    **kwargs: Any,
) -> BaseResponse:
    g.submission = said
    try:
        response = make_response(view(*args, **kwargs))
    except AnsweredElsewhere:
        return _kept(said) or make_response("", 409)
    finally:
        g.submission = None
    if said.is_done:
        turn.finished = Finished.of(said, response)
    return response


def _answered(said: Submission, turn: Turn) -> BaseResponse | None:
    if turn.finished is None:
        return _kept(said)
    if turn.finished.body_hash != said.body_hash:
        return _other_words(turn.finished.location)
    return turn.finished.again()


def _kept(said: Submission) -> BaseResponse | None:
    found = db.session.execute(_FIND, {"key_hash": said.key_hash}).first()
    if found is None:
        return None
    if found.body_hash != said.body_hash:
        return _other_words(found.location)
    return _led_to(found.location)


def _led_to(location: str) -> BaseResponse:
    """For htmx the whole page anew: the partial it waits for was not kept."""
    if not is_htmx():
        return redirect(location, 303)
    here = urlsplit(request.headers.get("HX-Current-URL", "")).path
    # To another place on the same page a browser would only scroll.
    is_here = urlsplit(location).path == here
    return Response("", 200, {"HX-Refresh": "true"} if is_here else {"HX-Redirect": location})


def _other_words(location: str) -> Response:
    """Nothing typed is lost: the page holds what was sent, under a key of its own."""
    said = [(n, v) for n, v in request.form.items(multi=True) if _may_be_shown(n)]
    return invalid(
        "errors/sent_before.html", partial="errors/_sent_before.html", said=said, location=location
    )


def _may_be_shown(name: str) -> bool:
    return name not in NOT_SAID and "password" not in name and name != "old"


@contextmanager
def writing_once() -> Iterator[None]:
    """`writing()`, with the key of the submission claimed first and its answer kept last.

    The unique key settles races between processes: the second waits at its first statement.
    A transaction that keeps no answer gives its key back.
    """
    said: Submission | None = g.get("submission")
    with writing():
        if said is None or said.is_done:
            yield
            return
        _claim(said)
        yield
        _settle(said)
    said.is_done = bool(said.location)


def _claim(said: Submission) -> None:
    said.location = ""
    values = {"key_hash": said.key_hash, "body_hash": said.body_hash, "location": ""}
    if not insert_or_ignore(AnsweredKey, values):
        raise AnsweredElsewhere


def _settle(said: Submission) -> None:
    own = AnsweredKey.key_hash == said.key_hash
    if said.location:
        change(update(AnsweredKey).where(own).values(location=said.location))
    else:
        change(delete(AnsweredKey).where(own))


def keep_answer(to: str) -> str:
    """Inside `writing_once()`: say where the answer leads, so that copies are led there; gives it
    back."""
    said: Submission | None = g.get("submission")
    if said:
        said.location = to
    return to
