"""The number, date or title of the order is not found.

Proposed: enter it by hand.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.lint.registry import Found, rule
from opora.orders.order import Order, Severity


@rule("R-38", Severity.WARNING)
def head_incomplete(order: Order) -> Iterator[Found]:
    values = (
        (order.head.number, _("The number of the order is not found."), _("Enter the number of the order.")),
        (order.head.date, _("The date of the order is not found."), _("Enter the date of the order.")),
        (order.head.title, _("The title of the order is not found."), _("Enter the title of the order.")),
    )
    for value, message, mend in values:
        if not value:
            yield Found(None, message, mend)
