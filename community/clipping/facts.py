from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Literal

Confidence = Literal["certain", "likely", "guess"]


@dataclass(frozen=True)
class Fact:
    value: str
    source: str
    confidence: Confidence


@dataclass(frozen=True)
class Facts:
    """What a page says about one product. `price` is a decimal string, `currency` an ISO code."""

    title: Fact | None = None
    price: Fact | None = None
    currency: Fact | None = None
    image: Fact | None = None
    brand: Fact | None = None
    availability: Fact | None = None
    canonical_url: Fact | None = None
    gtin: Fact | None = None
    description: Fact | None = None
    mpn: Fact | None = None
    sku: Fact | None = None
    category: Fact | None = None
    delivery: Fact | None = None
    pickup: Fact | None = None
    in_shops: Fact | None = None
    images: tuple[str, ...] = ()
    variants: tuple[dict[str, str], ...] = ()
    wall: str | None = None

    def named(self) -> dict[str, Fact | None]:
        skipped = {"images", "variants", "wall"}
        return {f.name: getattr(self, f.name) for f in fields(self) if f.name not in skipped}

    def to_json(self) -> dict[str, Any]:
        facts = self.named()
        plain: dict[str, Any] = {name: fact.value if fact else None for name, fact in facts.items()}
        plain["images"] = list(self.images)
        plain["variants"] = list(self.variants)
        plain["wall"] = self.wall
        plain["sources"] = {name: fact.source for name, fact in facts.items() if fact}
        plain["confidence"] = {name: fact.confidence for name, fact in facts.items() if fact}
        return plain
