from tests.friends.conftest import sign_in, world

__all__ = ["sign_in", "world"]
