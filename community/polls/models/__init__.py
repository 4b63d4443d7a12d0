"""Records of polls; one noun a file."""

from community.polls.models.option import Option
from community.polls.models.poll import MOST_OPTIONS, Poll, PollIsClosed, Results, Sort
from community.polls.models.vote import Vote

__all__ = ["MOST_OPTIONS", "Option", "Poll", "PollIsClosed", "Results", "Sort", "Vote"]
