"""The years that an order is about."""

import re

from opora.core.periods import SchoolYear
from opora.orders.order import Order


def years_of(order: Order) -> set[int]:
    """Those its title and heading name, that of its date, and that of dates without a year."""
    named = {int(year) for text in (order.head.title, order.head.heading) for year in re.findall(r"20\d\d", text or "")}
    signed = {order.head.date.year} if order.head.date else set()
    match order.year:
        case SchoolYear(first=first):
            return named | signed | {first, first + 1}
        case int(year):
            return named | signed | {year}
        case _:
            return named | signed
