"""A single day is a Sunday or a public holiday. Saturdays are not told: the government makes some of them work.

Proposed: agree on a working day, or leave it where the event is meant for a day off.
"""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.core.periods import Period, Precision
from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import day
from opora.orders.order import Order, Severity

_HOLIDAYS = {*((1, number) for number in range(1, 9)), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)}
"""Months and days of article 112 of the Labour Code. Days that the government moves differ from year to year."""


@rule("R-42", Severity.NOTE)
def deadline_on_day_off(order: Order) -> Iterator[Found]:
    for action in order.actions:
        for found in filter(None, map(_single_day, action.periods)):
            if not _off(found):
                continue
            text = _("{day} is a day off.").format(day=day(found))
            mend = _("Move to {day}, or leave it when a day off is meant.").format(day=day(_working_after(found)))
            yield Found(action, text, mend, Column.PERIODS)


def _single_day(period: Period) -> dt.date | None:
    """The day of a period that is one day or ends "by" a day."""
    return period.end if period.precision is Precision.DAY and period.start in {None, period.end} else None


def _off(found: dt.date) -> bool:
    return found.isoweekday() == 7 or (found.month, found.day) in _HOLIDAYS


def _working_after(found: dt.date) -> dt.date:
    while _off(found) or found.isoweekday() == 6:
        found += dt.timedelta(days=1)
    return found
