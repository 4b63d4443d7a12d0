"""The cast, signed in and listening, as for the news they are told of."""

from tests.activity.conftest import listen, sign_in, world

__all__ = ["listen", "sign_in", "world"]
