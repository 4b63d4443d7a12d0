"""What the world calls a product."""

from __future__ import annotations

from typing import Any

from community.clipping.document import tidy


def gtin_of(node: dict[str, Any]) -> str:
    for key in ("gtin13", "gtin", "gtin14", "gtin12", "gtin8", "isbn", "ean"):
        digits = tidy(_one(node.get(key)), 40).replace("-", "").replace(" ", "")
        if digits.isascii() and digits.isdigit() and has_right_checksum(digits):
            return digits
    return ""


def world_codes(gtin: str, brand: str, mpn: str) -> list[str]:
    """`gtin:…` in 14 digits, `mpn:brand|number`: equal for equal things."""
    codes = [f"gtin:{gtin.zfill(14)}"] if has_right_checksum(gtin) else []
    if mpn and brand:
        codes.append(f"mpn:{brand.casefold()}|{mpn.casefold()}"[:180])
    return codes


def has_right_checksum(digits: str) -> bool:
    if len(digits) not in (8, 12, 13, 14) or not (digits.isascii() and digits.isdigit()):
        return False
    total = sum(int(d) * (3 if i % 2 == 0 else 1) for i, d in enumerate(reversed(digits[:-1])))
    return (10 - total % 10) % 10 == int(digits[-1]) and int(digits) > 0


def _one(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value
