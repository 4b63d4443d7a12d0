"""Settings, read once from the environment, typed, and loud when something needed is missing."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.numbers import is_currency

ROOT = Path(__file__).resolve().parent


NO_SECRET = (
    "SECRET_KEY (or SECRET_KEY_FILE) must hold at least 32 characters, for example the "  # noqa: S105
    "output of: python3 -c 'import secrets; print(secrets.token_hex(32))'"
)

NO_POSTGRES = (
    "REDIS_URL makes a gevent process, and one that waits for SQLite's lock stops everybody: "
    "set DATABASE_URL to a PostgreSQL, or leave REDIS_URL out."
)


class SettingsError(RuntimeError):
    """A setting is missing or cannot be understood; the message says which and what to do."""


@dataclass(frozen=True)
class Settings:
    """What the operator decides. One field a setting; README's table explains each."""

    secret_key: str
    site_url: str = "http://127.0.0.1:8000"
    site_name: str = "Posy"
    database_url: str = ""
    redis_url: str = ""
    storage_url: str = ""
    mail_url: str = ""
    mail_from: str = ""
    development: bool = False
    host: str = "127.0.0.1"
    port: int = 8000
    shop_port: int = 8001
    threads: int = 400
    trusted_proxies: int = 0
    trusted_hosts: tuple[str, ...] = ()
    default_locale: str = "en"
    default_currency: str = "EUR"
    default_timezone: str = "UTC"
    affiliate_tags: Mapping[str, str] = field(default_factory=dict)
    source_url: str = ""
    ai_crawlers: str = "refuse"
    metrics_token: str = ""
    instance_folder: Path = ROOT / "instance"

    def demand_secret(self) -> None:
        """Before anybody is served or anything is signed. Raises SettingsError."""
        if not self.secret_key:
            raise SettingsError(NO_SECRET)

    @property
    def is_https(self) -> bool:
        return urlsplit(self.site_url).scheme == "https"

    @property
    def site_host(self) -> str:
        return urlsplit(self.site_url).hostname or "127.0.0.1"

    @property
    def database(self) -> str:
        """The SQLAlchemy address; a plain `postgres://` is turned to the psycopg 3 driver."""
        url = self.database_url or f"sqlite:///{self.instance_folder / 'posy.db'}"
        scheme, _, rest = url.partition("://")
        if scheme in ("postgres", "postgresql"):
            return f"postgresql+psycopg://{rest}"
        return url

    @property
    def is_sqlite(self) -> bool:
        return self.database.startswith("sqlite")

    @property
    def most_sockets(self) -> int:
        """A socket holds a thread, and some stay for the pages; with Redis a cheap greenlet."""
        return 15_000 if self.redis_url else max(self.threads - 60, 20)

    @property
    def pictures_folder(self) -> Path:
        return Path(self.storage_url) if self.storage_url else self.instance_folder / "pictures"

    @property
    def allows_ai_crawlers(self) -> bool:
        return self.ai_crawlers == "allow"

    @property
    def sender(self) -> str:
        return self.mail_from or f"{self.site_name} <posy@{self.site_host}>"


def from_environment(environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from environment variables (the field's name in capitals).

    Raises SettingsError when SECRET_KEY is absent or short, a number is not one, or Redis is to go
    with SQLite. Only commands of `flask` that serve nobody may go without a key; the others call
    `demand_secret`.
    """
    settings = _settings(os.environ if environ is None else environ)
    if settings.redis_url and settings.is_sqlite:
        raise SettingsError(NO_POSTGRES)
    return settings


def _settings(env: Mapping[str, str]) -> Settings:
    return Settings(
        secret_key=_secret(env),
        site_url=_site_url(env),
        site_name=env.get("SITE_NAME", "Posy"),
        database_url=env.get("DATABASE_URL", ""),
        redis_url=env.get("REDIS_URL", ""),
        storage_url=env.get("STORAGE_URL", ""),
        mail_url=env.get("MAIL_URL", ""),
        mail_from=env.get("MAIL_FROM", ""),
        development=_truth(env, "DEVELOPMENT"),
        host=env.get("HOST", "127.0.0.1"),
        port=_number(env, "PORT", 8000),
        shop_port=_number(env, "SHOP_PORT", 8001),
        threads=_number(env, "THREADS", 400),
        trusted_proxies=_number(env, "TRUSTED_PROXIES", 0),
        trusted_hosts=_words(env.get("TRUSTED_HOSTS", "")),
        default_locale=_locale(env),
        default_currency=_currency(env),
        default_timezone=_timezone(env),
        affiliate_tags=dict(parse_qsl(env.get("AFFILIATE_TAGS", ""))),
        source_url=env.get("SOURCE_URL", ""),
        ai_crawlers=_one_of(env, "AI_CRAWLERS", ("refuse", "allow")),
        metrics_token=_metrics_token(env),
        instance_folder=Path(env.get("INSTANCE_FOLDER", "") or ROOT / "instance"),
    )


def _site_url(env: Mapping[str, str]) -> str:
    """Links in letters, cookies and the hosts we answer to all follow from it."""
    value = env.get("SITE_URL", "").strip() or _local_url(env)
    try:
        parts = urlsplit(value)
        is_good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        is_good = False
    if not is_good:
        raise SettingsError(f"SITE_URL must begin with https:// or http://, not {value!r}.")
    return value


def _local_url(env: Mapping[str, str]) -> str:
    return f"http://{env.get('HOST', '127.0.0.1')}:{env.get('PORT', '8000')}"


def _secret(env: Mapping[str, str]) -> str:
    value = env.get("SECRET_KEY", "")
    if not value and env.get("SECRET_KEY_FILE"):
        value = Path(env["SECRET_KEY_FILE"]).read_text().strip()
    if not value and env.get("FLASK_RUN_FROM_CLI") == "true":
        return ""
    if len(value) < 32:
        raise SettingsError(NO_SECRET)
    return value


def _locale(env: Mapping[str, str]) -> str:
    value = env.get("DEFAULT_LOCALE", "").strip() or "en"
    try:
        return str(Locale.parse(value, sep="-" if "-" in value else "_"))
    except (ValueError, UnknownLocaleError):
        raise SettingsError(
            f"DEFAULT_LOCALE must be a language such as en, de or pt_BR, not {value!r}."
        ) from None


def _currency(env: Mapping[str, str]) -> str:
    value = env.get("DEFAULT_CURRENCY", "").strip().upper() or "EUR"
    if not is_currency(value):
        raise SettingsError(
            f"DEFAULT_CURRENCY must be three letters of ISO 4217 such as EUR, not {value!r}."
        )
    return value


def _timezone(env: Mapping[str, str]) -> str:
    value = env.get("DEFAULT_TIMEZONE", "").strip() or "UTC"
    try:
        return ZoneInfo(value).key
    except (ValueError, OSError, KeyError):
        raise SettingsError(
            f"DEFAULT_TIMEZONE must be a name such as Europe/Berlin or UTC, not {value!r}."
        ) from None


def _metrics_token(env: Mapping[str, str]) -> str:
    value = env.get("METRICS_TOKEN", "").strip()
    if value and len(value) < 20:
        raise SettingsError("METRICS_TOKEN must hold at least 20 characters, or be left out.")
    return value


def _truth(env: Mapping[str, str], name: str) -> bool:
    return env.get(name, "").strip().lower() in ("1", "true", "yes", "on")


def _one_of(env: Mapping[str, str], name: str, words: tuple[str, ...]) -> str:
    """The first unless another is asked for."""
    value = env.get(name, "").strip().lower() or words[0]
    if value not in words:
        raise SettingsError(f"{name} must be one of {', '.join(words)}, not {value!r}.")
    return value


def _number(env: Mapping[str, str], name: str, default: int) -> int:
    value = env.get(name, "").strip()
    if not value:
        return default
    if not (value.isascii() and value.isdigit()):
        raise SettingsError(f"{name} must be a whole number, not {value!r}.")
    return int(value)


def _words(value: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in value.split(",") if word.strip())
