"""Records of polls; one noun a file."""

from community.polls.models.option import Option
from community.polls.models.poll import Poll, Results, Sort
from community.polls.models.vote import Vote

__all__ = ["Option", "Poll", "Results", "Sort", "Vote"]
