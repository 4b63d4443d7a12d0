"""What the demo shops sell: PRODUCTS in a fixed order, SHOPS by key."""

from community.demo.goods.clothes import CLOTHES
from community.demo.goods.electronics import ELECTRONICS
from community.demo.goods.home import HOME
from community.demo.goods.leisure import LEISURE
from community.demo.goods.shops import SHOPS, DemoProduct, DemoShop
from community.demo.goods.worn import WORN

__all__ = ["PRODUCTS", "PRODUCTS_BY_KEY", "SHOPS", "DemoProduct", "DemoShop"]

PRODUCTS: list[DemoProduct] = [*HOME, *CLOTHES, *WORN, *ELECTRONICS, *LEISURE]
PRODUCTS_BY_KEY = {product.key: product for product in PRODUCTS}
