"""The whole way from a file to a linted order."""

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from opora.orders.lint import lint
from opora.orders.order import Order
from opora.orders.readers import read
from opora.orders.recognition import recognise


class Stage(StrEnum):
    """What is being done to a file."""

    READING = "reading"
    RECOGNISING = "recognising"
    CHECKING = "checking"


def read_order(
    source: Path | str | bytes, name: str | None = None, told: Callable[[Stage], None] = lambda _stage: None
) -> Order:
    """Read, recognise and lint an order. Raises UnreadableOrder (one line); writes nothing and fetches nothing.

    Messages of findings and errors are in the active language. `told` hears each stage as it begins.
    """
    told(Stage.READING)
    document = read(source, name)
    told(Stage.RECOGNISING)
    order = recognise(document)
    told(Stage.CHECKING)
    return order.with_findings(lint(order))
