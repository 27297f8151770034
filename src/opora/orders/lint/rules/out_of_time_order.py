"""An action starts and ends before the row above it.

Proposed: leave it, rows need not stand by date.
"""

from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import called
from opora.orders.order import Order, Severity


@rule("R-04", Severity.NOTE)
def out_of_time_order(order: Order) -> Iterator[Found]:
    for above, action in pairwise(order.actions):
        if not (action.starts and action.ends and above.starts and above.ends):
            continue
        if action.starts < above.starts and action.ends < above.ends:
            text = _("Starts and ends before action {above}, which stands above it.").format(above=called(above))
            mend = _("Leave as it is: rows need not stand by date.")
            yield Found(action, text, mend, Column.PERIODS, (called(above),))
