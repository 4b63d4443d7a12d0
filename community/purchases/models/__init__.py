"""What members have, and what they bought; one noun a file."""

from community.purchases.models.consent import Consent
from community.purchases.models.mark import Mark, State
from community.purchases.models.proof import Proof
from community.purchases.models.purchase import Place, Purchase
from community.purchases.models.secret import Secret

__all__ = ["Consent", "Mark", "Place", "Proof", "Purchase", "Secret", "State"]
