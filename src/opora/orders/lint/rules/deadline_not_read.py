"""A deadline, or a part of it, cannot be read.

Proposed: enter the deadline by hand.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.backwards import backwards
from opora.orders.lint.registry import Found, rule
from opora.orders.order import Order, Severity


@rule("R-33", Severity.ERROR)
def deadline_not_read(order: Order) -> Iterator[Found]:
    for action in order.actions:
        if len(action.problems) == 1 and backwards(action):
            continue  # that is all there is, and R-40 says it
        for problem in action.problems:
            mend = _("Enter the day by hand; the order says “{text}”.")
            yield Found(action, problem, mend.format(text=action.raw.get(Column.PERIODS, "")), Column.PERIODS)
