"""What people say under things, and what they like."""

from community.reactions.models.comment import Comment
from community.reactions.models.like import Like, LikeCount

__all__ = ["Comment", "Like", "LikeCount"]
