"""Records of who knows whom; one noun a file."""

from community.friends.models.block import Block
from community.friends.models.follow import Follow
from community.friends.models.guest import Guest
from community.friends.models.invitation import MailInvitation, MailRefusal
from community.friends.models.link import ShareLink
from community.friends.models.mute import Mute
from community.friends.models.people import Membership, PeopleSet
from community.friends.models.request import FollowRequest

__all__ = [
    "Block",
    "Follow",
    "FollowRequest",
    "Guest",
    "MailInvitation",
    "MailRefusal",
    "Membership",
    "Mute",
    "PeopleSet",
    "ShareLink",
]
