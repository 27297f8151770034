"""Deadlines of which the end stands before the beginning."""

import datetime as dt
import re

from opora.core.periods import read_date
from opora.orders.columns import Column
from opora.orders.order import OrderAction

_RANGE = re.compile(r"(\d{1,2}\.\d{1,2}\.\d{4})(?:\s*г\.?)?\s*(?:[-–—]|по|до)\s*(\d{1,2}\.\d{1,2}\.\d{4})")


def backwards(action: OrderAction) -> tuple[dt.date, dt.date] | None:
    """The two days as written, the later first; None where they stand in order."""
    for first, second in _RANGE.findall(action.raw.get(Column.PERIODS, "")):
        start, end = read_date(first), read_date(second)
        if start and end and start > end:
            return start, end
    return None
