"""Records of polls; one noun a file."""

from community.polls.models.option import MOST_OPTIONS, Option
from community.polls.models.poll import Poll, PollIsClosed, Results, Sort
from community.polls.models.vote import Vote

__all__ = ["MOST_OPTIONS", "Option", "Poll", "PollIsClosed", "Results", "Sort", "Vote"]
