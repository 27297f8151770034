"""The indicator counts by month or quarter, the action lasts a single day.

Proposed: set the beginning and the end of the work.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.order import Order, Severity


@rule("R-58", Severity.WARNING)
def monthly_on_one_day(order: Order) -> Iterator[Found]:
    for action in order.actions:
        one_day = bool(action.periods) and all(found.start and found.start == found.end for found in action.periods)
        if one_day and any(indicator.minimum_per for indicator in action.indicators):
            text = _("The indicator counts by month or quarter, and the action lasts a single day.")
            yield Found(action, text, _("Set from when to when the work goes on."), Column.PERIODS)
