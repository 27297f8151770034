"""A deadline names no day by which the action is to be done, and nothing that returns.

Proposed: the last day of the order's year.
"""

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.core.periods import Precision, SchoolYear
from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import day
from opora.orders.order import Order, Severity


@rule("R-43", Severity.NOTE)
def deadline_names_no_day(order: Order) -> Iterator[Found]:
    last = order.year.end if isinstance(order.year, SchoolYear) else order.year and dt.date(order.year, 12, 31)
    mend = _("Take {day} for the last day.").format(day=day(last)) if last else _("Set the last day.")
    for action in order.actions:
        open_ended = [found.precision is Precision.OPEN for found in action.periods]
        told = any(found.recurring or found.by_plan for found in action.periods)
        if open_ended and all(open_ended) and not told and not action.problems:
            text = _("The deadline names no day: “{text}”.").format(text=action.raw.get(Column.PERIODS, ""))
            yield Found(action, text, mend, Column.PERIODS)
