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
_GONE = re.compile(  # said in so many words anywhere in a short text
    r"no longer available|currently unavailable|(?:this (?:item|product) is |currently |"
    r"temporarily )(?:sold out|out of stock|unavailable)|item (?:is )?discontinued|"
    r"product (?:has been )?discontinued|actuellement indisponible|derzeit nicht verfügbar|"
    r"nicht mehr verfügbar|derzeit vergriffen|leider ausverkauft|actualmente no disponible|"
    r"no disponible por el momento|non disponibile al momento|momentaneamente non disponibile|"
    r"rupture de stock|ausverkauft|esgotado|produto indisponível|fora de estoque|"
    r"nie je možné (?:kúpiť|objednať)|momentálne nedostupn|sa (?:momentálne )?nedá kúpiť|"
    r"nedá sa kúpiť|vypredané|vyprodáno|není skladem|нет в наличии|снят с производства|"
    r"товар закончился|немає в наявності|niedostępny|uitverkocht|niet (?:meer )?leverbaar|"
    r"slutsåld|slut i lager|udsolgt|utsolgt|loppuunmyyty|elfogyott|stoc epuizat|stokta yok|"
    r"売り切れ|在庫切れ|在庫なし|販売終了|품절|已售完|已售罄|缺貨|缺货|"
    r"hết hàng|אזל מהמלאי|نفدت الكمية",
    re.I,
)
_GONE_ALONE = re.compile(  # or as all that is said
    r"^(?:sold out|out[ -]of[ -]stock|unavailable|not in stock|agotado|sin stock|sin existencias|"
    r"esaurito|non disponibile|épuisé|indisponible|nicht (?:lieferbar|auf lager)|vergriffen|"
    r"indisponível|niet op voorraad|ej i lager|ikke på lager|ei varastossa|brak w magazynie|"
    r"nie je skladom|nedostupné|nincs raktáron|indisponibil|tükendi|распродано|εξαντλήθηκε|"
    r"rasprodano|ni na zalogi|habis|無貨|sold out!?)\W{0,3}$",
    re.I,
)
_BUY_MARK = re.compile(
    r"add[-_]?to[-_]?(?:cart|basket|bag|trolley)|addtocart|buy[-_]?now|buybutton|btn-?buy"
)
_SOLD_OUT_BADGE = re.compile(r"badge|label|tooltip|variant|swatch|option")
_CHOICES = frozenset(("option", "li", "label", "select", "script", "noscript"))
_BUY = re.compile(
    r"^(?:add to (?:cart|basket|bag|trolley)|add to shopping (?:cart|bag)|buy (?:it )?now|"
    r"in den (?:warenkorb|einkaufswagen)(?: legen)?|jetzt (?:kaufen|bestellen)|"
    r"ajouter au panier|acheter(?: maintenant)?|j.achète|añadir (?:a la cesta|al carrito)|"
    r"a(?:gregar|ñadir) al carr(?:o|ito)|comprar(?: ahora| agora)?|aggiungi al carrello|"
    r"acquista(?: ora)?|adicionar (?:ao carrinho|à sacola)|kúpiť|(?:pridať |vložiť )?do košíka|"
    r"(?:přidat |vložit )?do košíku|(?:dodaj )?do koszyka|в корзину|купить|"
    r"구매하기|바로구매|장바구니(?: 담기)?|カートに(?:入れる|追加)|買い物かごに入れる|購入する|"
    r"加入(?:購物車|购物车)|放入購物車|立即(?:購買|购买)|直接購買|"
    r"dodaj (?:u|v) košarico?u?|kupi(?: odmah| zdaj)?|koupit|kup teraz|"
    r"in (?:de )?winkel(?:wagen|mand|mandje)|(?:voeg )?toe(?:voegen)? aan winkel(?:wagen|mandje)|"
    r"köp(?: nu)?|lägg i (?:varukorg|varukorgen|kundvagn)|kjøp|"
    r"(?:læg i|føj til|tilføj til) kurv(?:en)?|"
    r"legg i handlekurv(?:en)?|lisää (?:ostos)?koriin|osta|"
    r"sepete ekle|satın al|adaugă în coș|(?:adauga )?in cos|kosárba(?: teszem)?|"
    r"в кошик|додати в кошик|добавить в корзину|προσθήκη στο καλάθι|"
    r"thêm vào giỏ hàng|mua ngay|beli sekarang|أضف (?:إلى|الى) (?:السلة|العربة)|הוסף לסל|"
    r"(?:✓ |✔ )?in stock|auf lager|sofort (?:verfügbar|lieferbar)|en stock|disponibile|op voorraad|"
    r"i lager|på lager|skladem|skladom|na skladě|w magazynie|в наличии|在庫あり|"
    r"install now|play game|"
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
    return bool(_GONE.search(text[:300]) or _GONE_ALONE.match(text[:60].strip()))


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
    if says_buy((element.text or "").strip()) and any(e.tag in ("a", "button") for e in chain):
        chain = [e for e in chain if e.tag != "li"]  # buttons in a list are no sizes
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
