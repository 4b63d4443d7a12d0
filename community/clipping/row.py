"""What a row of the table of rules is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from community.clipping.evidence import Evidence
from community.clipping.facts import Confidence
from community.clipping.products import Product

Rule = Callable[[Evidence], "str | None"]


@dataclass(frozen=True)
class Row:
    source: str
    confidence: Confidence
    rule: Rule


def of(kind: str, field: str) -> Rule:
    """A field of the main product of one structured source."""

    def rule(evidence: Evidence) -> str | None:
        product: Product | None = getattr(evidence, kind)
        return (getattr(product, field) or None) if product else None

    return rule


def labelled(*names: str) -> Rule:
    return lambda evidence: evidence.labels.first(*names) or None
