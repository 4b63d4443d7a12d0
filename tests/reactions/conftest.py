from tests.polls.conftest import as_cleo, ben, cleo, poll

__all__ = ["as_cleo", "ben", "cleo", "poll"]
