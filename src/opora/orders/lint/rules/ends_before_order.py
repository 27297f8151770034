"""An action ends before the order itself was signed.

Proposed: leave it, the action has been carried out already.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import day
from opora.orders.order import Order, Severity


@rule("R-02", Severity.WARNING)
def ends_before_order(order: Order) -> Iterator[Found]:
    date = order.head.date
    for action in order.actions:
        if date and action.ends and action.ends < date:
            text = _("The deadline {end} is before the date of the order, {date}.")
            mend = _("Leave as it is: the action has been carried out already.")
            yield Found(action, text.format(end=day(action.ends), date=day(date)), mend, Column.PERIODS)
