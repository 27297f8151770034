"""A share is asked to be more than 100 %.

Proposed: 100 %.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import figure
from opora.orders.order import Kind, Order, Severity


@rule("R-53", Severity.ERROR)
def share_over_hundred(order: Order) -> Iterator[Found]:
    for action in order.actions:
        for indicator in action.indicators:
            if indicator.kind is Kind.SHARE and indicator.minimum is not None and indicator.minimum > 100:
                text = _("A share cannot be {value} %.").format(value=figure(indicator.minimum))
                yield Found(action, text, _("Set at most 100 percent."), Column.INDICATORS)
