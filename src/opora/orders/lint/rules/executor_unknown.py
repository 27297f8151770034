"""None of the executors of an action is a body that Opora knows.

Proposed: choose the organisation or post that is meant.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.persons import is_person
from opora.orders.lint.registry import Found, rule
from opora.orders.order import Order, Severity


@rule("R-35", Severity.WARNING)
def executor_unknown(order: Order) -> Iterator[Found]:
    for action in order.actions:
        bodies = [name for name in action.executors if not is_person(name)]
        if bodies and not action.executor_codes:
            text = _("It is not known who “{names}” is.").format(names=", ".join(action.executors))
            yield Found(action, text, _("Choose the organisation or post that is meant."), Column.EXECUTORS)
