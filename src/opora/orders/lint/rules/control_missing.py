"""The order has points, and none of them says who controls that it is carried out.

Proposed: appoint the controller by a decision.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.lint.registry import Found, rule
from opora.orders.order import Order, Severity
from opora.orders.wording import fold


@rule("R-46", Severity.WARNING)
def control_missing(order: Order) -> Iterator[Found]:
    if order.head.points and not order.head.control and "контрол" not in fold(" ".join(order.head.points)):
        text = _("No point of the order says who controls that it is carried out.")
        yield Found(None, text, _("Appoint the controller by a decision."))
