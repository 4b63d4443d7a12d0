"""Can it be bought: schema.org words, shops' own words, and what the page says in plain sight."""

from __future__ import annotations

import re

TOKENS = {
    "instock": "in_stock", "instoreonly": "in_stock", "onlineonly": "in_stock", "available": "in_stock",
    "limitedavailability": "in_stock", "limitedstock": "in_stock", "madetoorder": "in_stock",
    "outofstock": "out_of_stock", "soldout": "out_of_stock", "oos": "out_of_stock",
    "outstock": "out_of_stock", "unavailable": "out_of_stock", "notavailable": "out_of_stock",
    "discontinued": "discontinued", "preorder": "preorder", "presale": "preorder",
    "backorder": "backorder", "availablefororder": "in_stock", "1": "in_stock", "true": "in_stock",
}
_ORDER = ("in_stock", "preorder", "backorder", "out_of_stock", "discontinued")
_GONE = re.compile(
    r"no longer available|currently unavailable|(?:this (?:item|product) is |currently |temporarily )"
    r"(?:sold out|out of stock|unavailable)|^sold out$|^out of stock$|^out-of-stock$|item (?:is )?discontinued|"
    r"product (?:has been )?discontinued|actuellement indisponible|derzeit nicht verfügbar|"
    r"nicht mehr verfügbar|actualmente no disponible|no disponible por el momento|non disponibile al momento|"
    r"rupture de stock|ausverkauft|^agotado$|^esaurito$|^épuisé$|esgotado|"
    r"nie je možné (?:kúpiť|objednať)|nedá sa kúpiť|vypredané|vyprodáno|нет в наличии|снят с производства|"
    r"niedostępny|uitverkocht|slutsåld|udsolgt|売り切れ|在庫切れ|품절|已售完|缺貨", re.I)
_BUY = re.compile(
    r"^(?:add to (?:cart|basket|bag|trolley)|buy (?:it )?now|in den warenkorb|ajouter au panier|"
    r"añadir (?:a la cesta|al carrito)|aggiungi al carrello|adicionar ao carrinho|comprar|kúpiť|"
    r"do košíka|do koszyka|в корзину|купить|カートに入れる|加入購物車|立即購買|dodaj u košaricu|"
    r"(?:✓ |✔ )?in stock|auf lager|en stock|disponibile|skladom|в наличии|install now|play game|"
    r"add to cart .{0,20}|pre-?order(?: now)?)\W{0,3}$", re.I)


def token(value: str | None) -> str | None:
    last = (value or "").strip().rstrip("/").rsplit("/", 1)[-1].rsplit("#", 1)[-1]
    return TOKENS.get(re.sub(r"[^a-z0-9]", "", last.lower()))


def of_offers(values: list[str | None]) -> str | None:
    """Any variant in stock makes the thing available."""
    found = {token(v) for v in values}
    return next((state for state in _ORDER if state in found), None)


def says_gone(text: str) -> bool:
    return bool(_GONE.search(text[:300]))


def says_buy(text: str) -> bool:
    return bool(_BUY.match(text[:60].strip()))
