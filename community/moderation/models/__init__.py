"""Records of moderation; one noun a file."""

from community.moderation.models.appeal import Appeal
from community.moderation.models.case import Case
from community.moderation.models.decision import Act, Decision
from community.moderation.models.report import Reason, Report

__all__ = ["Act", "Appeal", "Case", "Decision", "Reason", "Report"]
