"""A further link stands in a row of its own; it belongs to the action above.

Proposed: add the link to that action.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.order import Order, Severity


@rule("R-13", Severity.NOTE)
def link_in_own_row(order: Order) -> Iterator[Found]:
    for action in order.actions:
        if Column.LINKS in action.own_rows:
            mend = _("Leave both links with this action.")
            yield Found(action, _("A second link stands in a row of its own."), mend, Column.LINKS)
