"""The executors end with a comma: another one may be lost.

Proposed: look who else stands in the paper, else leave those named.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.order import Order, Severity


@rule("R-25", Severity.WARNING)
def executor_lost(order: Order) -> Iterator[Found]:
    for action in order.actions:
        if action.raw.get(Column.EXECUTORS, "").rstrip().endswith((",", ";")):
            text = _("The executors end with a comma: another one may be lost.")
            mend = _("Leave {names}, unless the paper names another one.").format(names=", ".join(action.executors))
            yield Found(action, text, mend, Column.EXECUTORS)
