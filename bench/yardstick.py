"""What a page costs at the least: thirty rows read by SQLAlchemy, shown by Jinja, nothing else.

`/bare` is a plain Flask-SQLAlchemy page. `/second` adds what any page of a signed-in member needs:
Flask-Login's look-up of the user, a CSRF token, and four prebuilt Core selects.
"""

from __future__ import annotations

import os
from dataclasses import replace

from flask import Flask, render_template
from flask.sessions import SecureCookieSessionInterface
from flask_login import LoginManager, UserMixin, current_user
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from jinja2 import DictLoader
from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

MEMBER = 7


class Base(DeclarativeBase):
    pass


db = SQLAlchemy(model_class=Base)


class Item(db.Model):
    __tablename__ = "items"
    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str]
    note: Mapped[str]
    price: Mapped[int]
    picture: Mapped[str]


class Member(UserMixin, db.Model):
    __tablename__ = "members"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]


class Note(db.Model):
    __tablename__ = "notes"
    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("members.id"), index=True)
    text: Mapped[str]


ITEMS = select(Item.id, Item.title, Item.note, Item.price, Item.picture).limit(30)
NOTES = select(Note.id, Note.text).where(Note.member_id == MEMBER).limit(10)
NAMES = select(Member.id, Member.name).limit(10)
DEAREST = select(Item.id, Item.title).order_by(Item.id.desc()).limit(10)

PAGES = {
    "base.html": """<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<title>{% block title %}{% endblock %} · Yardstick</title>
<link rel="stylesheet" href="{{ url_for('static', filename='app.css') }}">
{% block head %}{% endblock %}
</head><body><header><a href="{{ url_for('bare') }}">Yardstick</a>
<nav><a href="{{ url_for('bare') }}">Home</a>
<a href="{{ url_for('second') }}">More</a></nav></header>
<main>{% block main %}{% endblock %}</main><footer>Yardstick</footer></body></html>""",
    "items.html": """{% extends "base.html" %}{% block title %}Items{% endblock %}
{% block main %}<h1>Items</h1><ul>{% for item in items %}
<li><a href="{{ url_for('show', item=item.id) }}"><img src="/pictures/{{ item.picture }}" alt="">
<b>{{ item.title }}</b></a><p>{{ item.note }}</p>
<span>{{ '%.2f'|format(item.price / 100) }} €</span></li>
{% endfor %}</ul>{% block more %}{% endblock %}{% endblock %}""",
    "second.html": """{% extends "items.html" %}
{% block head %}<meta name="csrf-token" content="{{ csrf_token() }}">{% endblock %}
{% block more %}<p>Hello {{ user.name }}</p>
<ul>{% for note in notes %}<li>{{ note.text }}</li>{% endfor %}</ul>
<ul>{% for member in names %}<li>{{ member.name }}</li>{% endfor %}</ul>
<ul>{% for item in dearest %}<li>{{ item.title }}</li>{% endfor %}</ul>{% endblock %}""",
}


def create_app() -> Flask:
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY="a yardstick has no secrets",
        SQLALCHEMY_DATABASE_URI=os.environ["YARDSTICK_URL"],
    )
    app.jinja_loader = DictLoader(PAGES)
    db.init_app(app)
    CSRFProtect(app)
    login = LoginManager(app)
    login.user_loader(lambda key: db.session.get(Member, int(key)))
    app.add_url_rule("/bare", "bare", bare)
    app.add_url_rule("/second", "second", second)
    app.add_url_rule("/items/<int:item>", "show", bare)
    return app


def bare(item: int = 0) -> str:
    return render_template("items.html", items=db.session.scalars(select(Item).limit(30)).all())


def second() -> str:
    return render_template(
        "second.html",
        user=current_user,
        items=db.session.execute(ITEMS).all(),
        notes=db.session.execute(NOTES).all(),
        names=db.session.execute(NAMES).all(),
        dearest=db.session.execute(DEAREST).all(),
    )


def prepare() -> str:
    """Tables with rows like a shop's; the cookie of a signed-in member."""
    app = create_app()
    with app.app_context():
        db.drop_all()
        db.create_all()
        db.session.add_all(Member(id=n, name=f"Member {n}") for n in range(1, 51))
        db.session.flush()
        db.session.add_all(Note(member_id=MEMBER, text=f"Note {n}") for n in range(20))
        db.session.add_all(_item(number) for number in range(2000))
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    serializer = SecureCookieSessionInterface().get_signing_serializer(app)
    assert serializer
    token = "0123456789abcdef0123456789abcdef01234567"
    return "session=" + str(serializer.dumps({"_user_id": str(MEMBER), "csrf_token": token}))


def _item(number: int) -> Item:
    return Item(
        title=f"A lamp with {number} petals",
        note="Warm light, a cord that is long enough, and a switch where one looks for it.",
        price=1990 + number * 7,
        picture=f"{number:040x}-320.webp",
    )


def main(port: int, threads: int) -> None:
    """Serve as the embedded site does, without the worker inside."""
    from community.serve import Embedded
    from config import from_environment

    class Plain(Embedded):
        def _start_worker(self, worker: object) -> None: ...

        def _stop_worker(self, server: object, worker: object) -> None: ...

    Plain(create_app(), replace(from_environment(), port=port, threads=threads)).run()


if __name__ == "__main__":
    import sys

    main(int(sys.argv[1]), int(sys.argv[2]))
