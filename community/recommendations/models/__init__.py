"""Records of tastes and of what follows from them; one noun a file."""

from community.recommendations.models.hidden_product import HiddenProduct
from community.recommendations.models.neighbour import FEWEST, Neighbour
from community.recommendations.models.standing import Standing
from community.recommendations.models.taste import NEVER, Reading, Taste

__all__ = ["FEWEST", "NEVER", "HiddenProduct", "Neighbour", "Reading", "Standing", "Taste"]
