"""Delivery, pick-up and stock in shops, as words on the page say it: never the price."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from community.clipping.amounts import priced
from community.clipping.document import text_of, tidy
from community.clipping.evidence import Evidence
from community.clipping.terms import POSSIBLE

LONGEST = 90
_LABELS = ("dt", "th", "td", "label", "b", "strong")
_COLON = re.compile(r"[:：]\s{0,3}$")
_SENDING = re.compile(
    r"shipping|delivery|postage|versand|lieferung|livraison|frais de port|envío|gastos de envio|"
    r"spedizione|consegna|verzend|bezorg|frakt|leverans|levering|fragt|toimitus|doprava|dostawa|"
    r"wysyłka|szállítás|livrare|kargo|доставка|送料|運費|运费|배송비|entrega|frete|poštovné",
    re.I,
)
_FREE = re.compile(
    r"\b(?:free|kostenlos\w{0,2}|kostenfrei\w{0,2}|gratis|gratuite?|offerte?|gratuita?|grátis|"
    r"darmow\w|zdarma|zadarmo|ingyenes|ilmainen|бесплатн\w{2,3}|fri|fritt)\b|無料|免運|무료",
    re.I,
)
_ONLY_IF = re.compile(
    r"\b(?:over|above|from|orders?|when|spend|members?|ab|bei|über|mindest\w*|dès|partir|achats?|"
    r"superior\w*|superando|más de|oltre|vanaf|boven|över|ved|od|powyżej|nad|от|acima)\b|以上|이상",
    re.I,
)
_PICK_UP = re.compile(
    r"click (?:&|and|et|n.?) collect|pick[- ]?up (?:in|at|from|today|available|possible|point)|"
    r"(?:in-?store|store|free|local|same[- ]day) pick[- ]?up|collect (?:in|from) (?:store|shop)|"
    r"abholung (?:im|in|möglich|vor ort)|selbstabholung|(?:filiale|markt|laden) abholen|"
    r"marktabholung|retrait (?:en|gratuit|magasin|boutique)|(?:retiro|recogida|recoger) en tienda|"
    r"ritiro in (?:negozio|store|sede)|(?:afhalen|ophalen) in|h[äe]mta i butik|hent i butik|"
    r"nouto myymälästä|odbiór (?:osobisty|w (?:sklepie|salonie))|osobn[íý] odb[ěe]r|"
    r"bolti átvétel|самовывоз|店舗受取|店頭受取|門市取貨|매장 픽업|levantamento em loja|"
    r"retir(?:ar|ada) na loja|ridicare din magazin|mağazadan teslim",
    re.I,
)
_IN_SHOPS = re.compile(
    r"(?:in stock|available) (?:at|in) (?:\d{1,4} |our |your |the )?[\w ]{0,30}"
    r"(?:stores?|shops?)\b|"
    r"(?:auf lager|verfügbar|vorrätig) in (?:\d{1,4} |ihrer |ihrem |der )?(?:filiale|markt|märkte|"
    r"shop)|disponible (?:en|dans) (?:\d{1,4} )?(?:tiendas?|magasins?|boutiques?)|"
    r"disponibile in (?:\d{1,4} )?negoz|op voorraad in [\w ]{0,20}winkel|"
    r"(?:finns )?i lager i (?:varuhus|butik)|på lager i [\w ]{0,20}(?:butik|varehus)|"
    r"dostępn\w{1,2} w (?:\d{1,4} )?(?:salon|sklep)|skladem na (?:\d{1,4} )?prodejn|"
    r"na sklade v (?:\d{1,4} )?predajn|есть в (?:\d{1,4} )?магазин|店舗に?在庫あり",
    re.I,
)
# “plus delivery”: how much is not said here; and what is not what delivery costs
_BESIDES = re.compile(
    r"zzgl|zuzügl|plus|excl|exkl|hors|más|escl|bez|insur|protect|saving|save|return|retour|"
    r"rücksend|import|duty|duties|zoll|estimat|to:|nach:",
    re.I,
)
_NOT = re.compile(
    r"\b(?:not|no|un\w+able|unavailable|keine?|nicht|pas|sin|non|niet|inte|ikke|ei|nie|není|нет)\b",
    re.I,
)


def delivery_seen(evidence: Evidence) -> str | None:
    """The first cost of delivery after the heading; what is free for large orders is not free."""
    for element, text in _told(evidence, _SENDING):
        if _BESIDES.search(text):
            continue
        for said in (text, *_wider(element)):
            amounts = priced(said, evidence.country)
            if len(amounts) == 1 and not _FREE.search(said):
                return f"{amounts[0].amount} {amounts[0].currency or ''}".strip()
            if not amounts and _FREE.search(said) and not _ONLY_IF.search(said):
                return "0"
            if amounts:
                break
    return None


def pickup_seen(evidence: Evidence) -> str | None:
    told = (text for _element, text in _told(evidence, _PICK_UP))
    return POSSIBLE if any(not _NOT.search(text) for text in told) else None


def shops_seen(evidence: Evidence) -> str | None:
    told = (text for _element, text in _told(evidence, _IN_SHOPS))
    return next((text for text in told if not _NOT.search(text)), None)


def _told(evidence: Evidence, words: re.Pattern[str]) -> Iterator[tuple[HtmlElement, str]]:
    """Short texts after the heading that say such words."""
    for element, line in evidence.lines:
        if len(line) < LONGEST and words.search(line) and not _is_elsewhere(element):
            yield element, text_of(element, LONGEST)


def _wider(element: HtmlElement) -> Iterator[str]:
    """With what stands behind it, when it is the label of that."""
    following = element.getnext()
    if following is not None and (element.tag in _LABELS or _COLON.search(element.text or "")):
        yield f"{tidy(element.text, LONGEST)} {text_of(following, LONGEST)}"


def _is_elsewhere(element: HtmlElement) -> bool:
    chain = [element, *islice(element.iterancestors(), 20)]
    return any(
        e.tag in ("nav", "footer", "header", "select", "option") or e.get("hidden") is not None
        for e in chain
    )
