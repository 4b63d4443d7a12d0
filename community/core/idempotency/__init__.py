"""A form that is sent twice is done once, and its answer is given again.

A form carries a key (`form_key`), a program sends one as `Idempotency-Key`. The key is claimed in
the transaction of the write itself and the answer's place is kept with it, so that both stand or
neither does, whatever dies in between. A copy gets the same answer for 48 hours; the same key with
other words is refused (422). What was refused before it wrote anything has not used up its key.

A view that makes something is `@once`, writes inside `writing_once()` and says there where its
answer leads, with `keep_answer()`. Views that may be said twice without harm need none of it;
tests/core/idempotency holds the written list of them.
"""

from flask import Flask

from community.core.idempotency.answering import keep_answer, once, writing_once
from community.core.idempotency.submission import form_key

__all__ = ["init_app", "keep_answer", "once", "writing_once"]


def init_app(app: Flask) -> None:
    app.jinja_env.globals["form_key"] = form_key
