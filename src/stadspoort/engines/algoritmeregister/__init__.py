"""The Dutch Algoritmeregister: entries out in both published forms, published entries in."""

from stadspoort.engines.algoritmeregister._entry import Category, Entry, Link, Status, check
from stadspoort.engines.algoritmeregister._forms import as_delivery, as_standard
from stadspoort.engines.algoritmeregister._products import Product, propose_products
from stadspoort.engines.algoritmeregister._published import read_published

__all__ = [
    "Category",
    "Entry",
    "Link",
    "Product",
    "Status",
    "as_delivery",
    "as_standard",
    "check",
    "propose_products",
    "read_published",
]
