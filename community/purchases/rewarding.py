"""Whether a shop gave somebody something for what they told of a product.

Who gives says so here; who shows words about products asks, so that neither needs the other.
"""

from __future__ import annotations

from collections.abc import Callable

_givers: dict[str, Callable[[int, int], bool]] = {}


def gives(name: str, has_given: Callable[[int, int], bool]) -> None:
    """`has_given` takes the ids of a profile and of a product."""
    _givers[name] = has_given


def is_rewarded(profile_id: int, product_id: int) -> bool:
    return any(has_given(profile_id, product_id) for has_given in _givers.values())
