"""The executor's cell is empty and was taken for the lower part of a merged one.

Proposed: leave the executor of the row above.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.order import Damage, Order, Severity


@rule("R-37", Severity.NOTE)
def executor_inherited(order: Order) -> Iterator[Found]:
    for action in order.actions:
        for repair in action.repairs:
            if Damage.MERGED in repair.damage:
                text = _("The executor is taken from the row above: {names}.").format(names=repair.after)
                mend = _("Leave {names}.").format(names=repair.after)
                yield Found(action, text, mend, Column.EXECUTORS)
