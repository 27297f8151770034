"""The texts of an order's rows, cell by cell."""

from collections.abc import Iterator

from opora.orders.columns import Column
from opora.orders.order import Order, OrderAction


def texts(order: Order) -> Iterator[tuple[OrderAction, Column, str]]:
    """Each cell of words that is not empty; addresses are not words."""
    for action in order.actions:
        for place, text in action.raw.items():
            if text and place is not Column.LINKS:
                yield action, place, text
