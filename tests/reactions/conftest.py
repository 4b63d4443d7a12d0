from tests.polls.conftest import ana, as_ana, as_ben, as_cleo, ben, cleo, listen, poll

__all__ = ["ana", "as_ana", "as_ben", "as_cleo", "ben", "cleo", "listen", "poll"]
