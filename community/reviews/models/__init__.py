from community.reviews.models.followup import Followup
from community.reviews.models.helpful import Helpful
from community.reviews.models.question import Answer, Question
from community.reviews.models.rating import Rating
from community.reviews.models.reply import ShopReply
from community.reviews.models.review import Review, ReviewPicture, Said

__all__ = [
    "Answer",
    "Followup",
    "Helpful",
    "Question",
    "Rating",
    "Review",
    "ReviewPicture",
    "Said",
    "ShopReply",
]
