"""`python -m tests.drills.power.writer ACTS THREADS [off]`: people comment, and say what was kept.

With `off` the database is told not to sync, so that the drill can show that it would notice.
"""

from __future__ import annotations

import os
import sys
from threading import Thread

from flask import Flask

from community.accounts.models import Profile
from community.app import create_app
from community.core import db as core_db
from community.core.db import writing
from community.extensions import db
from community.polls.models import Poll
from community.reactions.models import Comment


def main(acts: str, threads: str, *options: str) -> None:
    if "off" in options:
        core_db.SQLITE_PRAGMAS["synchronous"] = 0
    app = create_app()
    writers = [Thread(target=comment, args=(app, n, int(acts))) for n in range(int(threads))]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    # As the power goes: nothing is tidied up.
    os._exit(0)


def comment(app: Flask, name: int, acts: int) -> None:
    with app.app_context():
        for number in range(acts):
            words = f"writer {name} says {number}"
            with writing():
                poll, author = db.session.query(Poll).one(), db.session.query(Profile).first()
                Comment.write(poll, author, words, f"<p>{words}</p>")
            os.write(1, f"{words}\n".encode())


if __name__ == "__main__":
    main(*sys.argv[1:])
