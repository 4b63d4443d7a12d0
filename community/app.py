"""The application, put together: reads like a table of contents."""

from __future__ import annotations

from datetime import timedelta
from importlib import import_module

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from community import urls
from community.accounts import signed_in
from community.admin import closing
from community.core import (
    access,
    addresses,
    assets,
    cache,
    db,
    errors,
    fragments,
    greenlets,
    headers,
    idempotency,
    jobs,
    limits,
    live,
    locales,
    logs,
    metrics,
    outbound,
    site,
    watching,
)
from community.core.websocket import Doorkeeper
from community.extensions import csrf, migrate
from community.extensions import db as database
from community.friends import seen_as
from community.friends.viewer import Viewer, current_viewer
from community.moderation import newcomers
from community.pages import context
from community.widgets import apart, counting
from config import ROOT, Settings, from_environment

# Each has a `register()` that says which facts it hears, which kinds it brings, who may watch.
FEATURES = (
    "community.core.mail",
    "community.accounts.registration",
    "community.friends.registration",
    "community.catalog.registration",
    "community.polls.registration",
    "community.reactions.registration",
    "community.purchases.registration",
    "community.retailers.registration",
    "community.wishlists.registration",
    "community.collections.registration",
    "community.forums.registration",
    "community.reviews.registration",
    "community.deals.registration",
    "community.moderation.registration",
    "community.activity.registration",
    "community.notifications.registration",
    "community.sharing.registration",
    "community.belongings.registration",
    "community.insights.registration",
    "community.widgets.registration",
    "community.recommendations.registration",
    "community.search.registration",  # after all that bring kinds
)
COMMANDS = (
    ("community.accounts.commands", "role_command"),
    ("community.admin.commands", "set_up_command"),
    ("community.clipping.commands", "clip_command"),
    ("community.core.backup.commands", "backup_command"),
    ("community.core.backup.commands", "restore_command"),
    ("community.demo.commands", "demo_command"),
    ("community.search.commands", "search_rebuild_command"),
    ("community.forums.commands", "boards_command"),
    ("community.serve", "serve_command"),
    ("community.serve", "worker_command"),
)


def create_app(settings: Settings | None = None) -> Flask:
    app = Flask(
        "community",
        root_path=str(ROOT / "community"),
        instance_path=str(ROOT / "instance"),
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
        static_url_path="/static",
    )
    _configure(app, settings or from_environment())
    logs.configure(development=app.extensions["settings"].development)
    _extend(app)
    _serve(app)
    app.before_request(app.extensions["settings"].demand_secret)
    for feature in FEATURES:
        import_module(feature).register()
    for module, command in COMMANDS:
        app.cli.add_command(getattr(import_module(module), command))
    return app


def _configure(app: Flask, settings: Settings) -> None:
    app.extensions["settings"] = settings
    app.config.from_mapping(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_DATABASE_URI=settings.database,
        SQLALCHEMY_ENGINE_OPTIONS=db.engine_options(settings.database)
        | {"hide_parameters": not settings.development},
        MAX_CONTENT_LENGTH=11 * 1024 * 1024,
        MAX_FORM_MEMORY_SIZE=256 * 1024,
        MAX_FORM_PARTS=200,
        TRUSTED_HOSTS=[settings.site_host, *settings.trusted_hosts],
        SESSION_COOKIE_NAME="__Host-posy" if settings.is_https else "posy",
        SESSION_COOKIE_SECURE=settings.is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(days=90),
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,
        BABEL_TRANSLATION_DIRECTORIES=str(ROOT / "community" / "translations"),
    )
    app.jinja_env.add_extension("jinja2.ext.do")
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True


def _extend(app: Flask) -> None:
    settings: Settings = app.extensions["settings"]
    settings.instance_folder.mkdir(parents=True, exist_ok=True)
    database.init_app(app)
    db.init_app(app)
    cache.init_app(app, is_stranger=lambda: current_viewer() == Viewer())
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops)  # type: ignore[method-assign]
    watching.init_app(app)
    migrate.init_app(app, database, directory=str(ROOT / "migrations"))
    csrf.init_app(app)
    signed_in.init_app(app)
    locales.init_app(app)
    limits.init_app(app)
    site.init_app(app)
    jobs.init_app(app)
    idempotency.init_app(app)
    outbound.init_app(app)
    _open_sockets(app, settings)
    metrics.init_app(app)


def _open_sockets(app: Flask, settings: Settings) -> None:
    live.init_app(app, viewer=current_viewer)
    doorkeeper = Doorkeeper(app.wsgi_app, settings.most_sockets)
    app.extensions["doorkeeper"] = doorkeeper
    # Threads take turns by themselves.
    app.wsgi_app = greenlets.Fair(doorkeeper) if settings.redis_url else doorkeeper  # type: ignore[method-assign]


def _serve(app: Flask) -> None:
    addresses.init_app(app)
    assets.init_app(app)
    fragments.init_app(app)
    headers.init_app(app)
    errors.init_app(app)
    access.init_app(app)
    urls.init_app(app)
    context.init_app(app)
    newcomers.init_app(app)
    closing.init_app(app)
    seen_as.init_app(app)
    counting.init_app(app)
    apart.init_app(app)  # before all other layers
    if app.extensions["settings"].development:
        import_module("community.demo.shop.opening").init_app(app)
