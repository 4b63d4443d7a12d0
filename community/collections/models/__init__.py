"""Records of collections; one noun a file."""

from community.collections.models.collaborator import Collaborator
from community.collections.models.collection import Collection
from community.collections.models.follow import CollectionFollow
from community.collections.models.piece import Piece, Sort
from community.collections.models.tag import CollectionTag

__all__ = ["Collaborator", "Collection", "CollectionFollow", "CollectionTag", "Piece", "Sort"]
