"""What a link from a checkout names: a product, perhaps not known here yet, and a shop's word."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from wtforms import BooleanField, StringField
from wtforms.validators import DataRequired, InputRequired

from community.accounts.models import Profile
from community.catalog.access import merged_into
from community.catalog.adding import offer_at
from community.catalog.models import LinkDomain, Offer, Product
from community.catalog.models.offer import url_key
from community.clipping.addresses import canonical_address, has_secret, shop_domain
from community.core.ids import encode
from community.core.text import host_for_people, plain_line
from community.extensions import db
from community.friends.viewer import Viewer
from community.purchases.awaiting import Awaiting, day_for
from community.purchases.buying import PurchaseForm
from community.purchases.models import Consent, Proof, Purchase
from community.purchases.tokens import BadToken, Token, note_use, read, retailer_of
from community.retailers.models import Retailer

LONGEST_URL, LONGEST_DOMAIN = 2000, 253


@dataclass(frozen=True)
class Order:
    """`retailer` is who the link is from, where they have proved that the address is theirs."""

    url: str
    title: str
    offer: Offer | None
    retailer: Retailer | None
    token: Token | None
    token_text: str
    shop_text: str

    @property
    def product(self) -> Product | None:
        """The one that stands for it now, unless a moderator has hidden it."""
        found = self.offer.product if self.offer else None
        if found is not None and found.merged_into_id is not None:
            found = db.session.get(Product, merged_into(found.id))
        return found if found is not None and found.hidden_at is None else None

    @property
    def shop(self) -> str:
        if self.retailer is not None:
            return self.retailer.name
        return self.offer.shop.label if self.offer else host_for_people(shop_domain(self.url))

    def offer_for(self, by: Profile, title: str) -> Offer:
        """The shop's page for it, made if it is new. Inside `writing()`; raises BadToken."""
        offer = self.offer or offer_at(self.url, by, title=title)
        if offer is None or offer.product.hidden_at is not None:
            raise BadToken(_("This product cannot be shared here."))
        return offer

    def settle(self, purchase: Purchase, by: Profile) -> None:
        """What was agreed to, and the use of the token. Raises TokenIsUsed."""
        if self.retailer is not None:
            purchase.retailer_id = self.retailer.id
        db.session.add(
            Consent(
                profile_id=by.id,
                purchase_id=purchase.id,
                retailer_id=purchase.retailer_id,
                shop=self.shop,
                product=purchase.product.title,
                audience=purchase.audience,
            )
        )
        db.session.flush()
        if self.token is not None:
            _use(self.token, by, purchase)


def _use(token: Token, by: Profile, purchase: Purchase) -> None:
    price = token.price
    amount, currency = (price.amount, price.currency) if price else (None, "")
    Proof.use(token.retailer.id, token.id, by, purchase.product, amount, currency, purchase.id)
    note_use(token)


def order_of(viewer: Viewer, said: Mapping[str, str]) -> Order:
    """Of a link or of its form; writes nothing. Raises BadToken."""
    url, shop, text = (said.get(name, "").strip() for name in ("url", "shop", "token"))
    token = read(text, shop or url, url) if text else None
    address = token.url if token else url
    _demand_address(address)
    offer = (token.offer if token else None) or _offer_at(address)
    if offer is not None and not _is_known_to(viewer, offer):
        offer = None
    retailer = token.retailer if token else retailer_of(address)
    return Order(address, _title(said), offer, retailer, token, text, shop)


def _is_known_to(viewer: Viewer, offer: Offer) -> bool:
    """What another member typed and keeps to themselves is told to nobody: only its address is
    known, and it is asked for again."""
    product = offer.product
    is_mine = viewer.is_member and product.found_by_id == viewer.profile_id
    return product.listed_at is not None or offer.checked_at is not None or is_mine


def _title(said: Mapping[str, str]) -> str:
    return plain_line(said.get("title", "")[:300], 300)


def _demand_address(url: str) -> None:
    domain = shop_domain(url) if url.lower().startswith(("http://", "https://")) else ""
    is_good = 0 < len(domain) <= LONGEST_DOMAIN and len(url) <= LONGEST_URL and url.isprintable()
    if not is_good or has_secret(url) or LinkDomain.state_of(domain) == "blocked":
        raise BadToken(_("This link names no product that could be shared."))


def _offer_at(url: str) -> Offer | None:
    key = url_key(canonical_address(url))
    return db.session.scalar(select(Offer).where(Offer.url_key == key)) if url else None


class CheckoutForm(PurchaseForm):
    """The same form, begun by a link; what was agreed to is kept."""

    title = StringField(_l("What is it?"), filters=[lambda text: plain_line(text or "", 300)])
    agree = BooleanField(
        _l("Yes, share it with the people I chose"),
        validators=[InputRequired(_l("Without this nothing is shared."))],
    )

    def begin(self, order: Order) -> None:
        """What the link brought along; a price is the shop's word, and not shown by itself."""
        self.title.data = self.title.data or order.title
        if not self.product:
            self.title.validators = [DataRequired(_l("Give it a name, in your own words."))]
        if order.offer and not self.is_submitted():
            self.seller.data = encode(order.offer.shop_id)
        price = order.token.price if order.token else None
        if price and not self.is_submitted():
            self.price.data, self.currency.data = str(price.decimal()), price.currency

    def settle_on(self, product: Product, awaiting: list[Awaiting]) -> None:
        """What stands in the transaction that writes it down."""
        self.product, self.awaiting = product, awaiting
        self.shops = [offer.shop for offer in product.offers]
        self.until.data = self.until.data or day_for(awaiting)

    def unblamed(self) -> CheckoutForm:
        """For looking at it beforehand: what is missing is said when it is shared."""
        self.validate()
        for field in self:
            field.errors = []
        return self
