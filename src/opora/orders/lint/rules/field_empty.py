"""A row has no title, deadline, executor or indicator.

Proposed: enter it by hand, or leave the action without it.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.order import Order, Severity


@rule("R-34", Severity.ERROR)
def field_empty(order: Order) -> Iterator[Found]:
    words = {
        Column.TITLE: (_("The action has no title."), _("Enter the title.")),
        Column.PERIODS: (_("The action has no deadline."), _("Enter the deadline.")),
        Column.EXECUTORS: (_("The action has no executor."), _("Name the executor.")),
        Column.INDICATORS: (
            _("The action has no indicator."),
            _("Say what shows that it is done, or leave the action without a figure."),
        ),
    }
    for action in order.actions:
        values = (action.title, action.periods, action.executors, action.indicators)
        for value, (place, (message, mend)) in zip(values, words.items(), strict=True):
            if not value:
                yield Found(action, message, mend, place)
