from community.forums.models.board import Board
from community.forums.models.draft import Draft
from community.forums.models.post import Mention, Post, PostEdit, PostPicture
from community.forums.models.reader import Reader
from community.forums.models.topic import Topic

__all__ = ["Board", "Draft", "Mention", "Post", "PostEdit", "PostPicture", "Reader", "Topic"]
