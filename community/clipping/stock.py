"""Can it be bought: schema.org words, shops' own words, and what the page says in plain sight."""

from __future__ import annotations

import re
from itertools import islice
from typing import Literal

from lxml.html import HtmlElement

TOKENS = {
    "instock": "in_stock",
    "instoreonly": "in_stock",
    "onlineonly": "in_stock",
    "available": "in_stock",
    "limitedavailability": "in_stock",
    "limitedstock": "in_stock",
    "madetoorder": "in_stock",
    "outofstock": "out_of_stock",
    "soldout": "out_of_stock",
    "oos": "out_of_stock",
    "outstock": "out_of_stock",
    "unavailable": "out_of_stock",
    "notavailable": "out_of_stock",
    "discontinued": "discontinued",
    "preorder": "preorder",
    "presale": "preorder",
    "backorder": "backorder",
    "availablefororder": "in_stock",
    "1": "in_stock",
    "true": "in_stock",
}
_ORDER = ("in_stock", "preorder", "backorder", "out_of_stock", "discontinued")
_GONE = re.compile(
    r"no longer available|currently unavailable|(?:this (?:item|product) is |currently |"
    r"temporarily )"
    r"(?:sold out|out of stock|unavailable)|^sold out$|^out of stock$|^out-of-stock$|"
    r"item (?:is )?discontinued|"
    r"product (?:has been )?discontinued|actuellement indisponible|derzeit nicht verfügbar|"
    r"nicht mehr verfügbar|actualmente no disponible|no disponible por el momento|"
    r"non disponibile al momento|"
    r"rupture de stock|ausverkauft|^agotado$|^esaurito$|^épuisé$|esgotado|"
    r"nie je možné (?:kúpiť|objednať)|momentálne nedostupn|sa (?:momentálne )?nedá kúpiť|"
    r"nedá sa kúpiť|vypredané|vyprodáno|нет в наличии|снят с производства|"
    r"niedostępny|uitverkocht|slutsåld|udsolgt|売り切れ|在庫切れ|품절|已售完|缺貨",
    re.I,
)
_BUY_MARK = re.compile(
    r"add[-_]?to[-_]?(?:cart|basket|bag|trolley)|addtocart|buy[-_]?now|buybutton|btn-?buy"
)
_SOLD_OUT_BADGE = re.compile(r"badge|label|tooltip|variant|swatch|option")
_CHOICES = frozenset(("option", "li", "label", "select", "script", "noscript"))
_BUY = re.compile(
    r"^(?:add to (?:cart|basket|bag|trolley)|buy (?:it )?now|in den warenkorb|ajouter au panier|"
    r"añadir (?:a la cesta|al carrito)|aggiungi al carrello|adicionar ao carrinho|comprar|kúpiť|"
    r"do košíka|do koszyka|в корзину|купить|구매하기|바로구매|장바구니(?: 담기)?|"
    r"カートに入れる|加入購物車|立即購買|"
    r"dodaj u košaricu|kupi(?: odmah)?|koupit|do koszyka|kup teraz|in winkelwagen|köp(?: nu)?|"
    r"lägg i (?:varukorg|varukorgen)|kjøp|læg i kurv|legg i handlekurv|lisää ostoskoriin|osta|"
    r"sepete ekle|satın al|adaugă în coș|kosárba|в кошик|добавить в корзину|"
    r"thêm vào giỏ hàng|mua ngay|beli sekarang|أضف (?:إلى|الى) (?:السلة|العربة)|הוסף לסל|"
    r"(?:✓ |✔ )?in stock|auf lager|en stock|disponibile|skladom|в наличии|install now|play game|"
    r"add to cart .{0,20}|pre-?order(?: now)?)\W{0,3}$",
    re.I,
)


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


def said_first(tree: HtmlElement, heading: HtmlElement | None) -> Literal["gone", "buy"] | None:
    """What the page says first after the heading: gone, or for sale."""
    is_after = heading is None
    for element in islice(tree.iter(), 40_000):
        is_after = is_after or element is heading
        if is_after and isinstance(element.tag, str):
            said = _said(element)
            if said and not _is_choice(element):
                return said
    return None


def is_for_sale(tree: HtmlElement) -> bool:
    """A buy button anywhere: some shops set it before the heading."""
    elements = (e for e in islice(tree.iter(), 40_000) if isinstance(e.tag, str))
    return any(_said(e) == "buy" and not _is_choice(e) for e in elements)


def _said(element: HtmlElement) -> Literal["gone", "buy"] | None:
    for text in (element.text, element.tail, element.get("value"), element.get("aria-label")):
        if text and len(text) < 300 and (short := text.strip()):
            if says_gone(short) and not _SOLD_OUT_BADGE.search(element.get("class", "").lower()):
                return "gone"
            if says_buy(short):
                return "buy"
    return "buy" if is_buy_button(element) else None


def _is_choice(element: HtmlElement) -> bool:
    """One size among many, or not to be seen."""
    chain = [element, *list(islice(element.iterancestors(), 4))]
    return any(e.tag in _CHOICES or e.get("hidden") is not None or _is_unseen(e) for e in chain)


def _is_unseen(element: HtmlElement) -> bool:
    marks = element.get("class", "").split()
    style = element.get("style", "").replace(" ", "").lower()
    return "display:none" in style or any(
        m in ("hidden", "d-none", "hide", "is-hidden") for m in marks
    )


def is_buy_button(element: HtmlElement) -> bool:
    if element.tag not in ("button", "input") or element.get("disabled") is not None:
        return False
    marks = " ".join(element.get(a, "") for a in ("id", "name", "class", "data-testid"))
    return bool(_BUY_MARK.search(marks.lower()))
