"""Passwords: argon2id with OWASP's t=2, 19 MiB, p=1 (24 ms of CPU here; see docs/security.md).

Hashing never happens inside a transaction, and in a gevent process it runs on real threads.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from threading import BoundedSemaphore
from typing import Any, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

T = TypeVar("T")

hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_at_once = BoundedSemaphore(4)
_nobody: str | None = None


def hash_password(password: str) -> str:
    return _aside(hasher.hash, password)


def is_password(kept: str, password: str) -> bool:
    try:
        return _aside(hasher.verify, kept, password)
    except (VerificationError, InvalidHashError):
        return False


def pretend_to_check(password: str) -> None:
    """As much work as a real check, so that unknown addresses answer no faster."""
    global _nobody
    _nobody = _nobody or hash_password("nobody has this password")
    is_password(_nobody, password)


def _aside(work: Callable[..., T], *args: Any) -> T:
    with _at_once:
        gevent = sys.modules.get("gevent")
        if gevent is not None and sys.modules["gevent.monkey"].is_module_patched("socket"):
            return gevent.get_hub().threadpool.apply(work, args)
        return work(*args)
