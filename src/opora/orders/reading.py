"""The whole way from a file to a linted order."""

from pathlib import Path

from opora.orders.lint import lint
from opora.orders.order import Order
from opora.orders.readers import read
from opora.orders.recognition import recognise


def read_order(source: Path | str | bytes, name: str | None = None) -> Order:
    """Read, recognise and lint an order. Raises UnreadableOrder (one line); writes nothing and fetches nothing.

    Messages of findings and errors are in the active language.
    """
    order = recognise(read(source, name))
    return order.with_findings(lint(order))
