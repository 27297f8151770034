"""An indicator has no head word that says what it measures.

Proposed: choose a share, a number or a document.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import cut
from opora.orders.order import Kind, Order, Severity


@rule("R-36", Severity.WARNING)
def indicator_unclear(order: Order) -> Iterator[Found]:
    for action in order.actions:
        for indicator in action.indicators:
            if indicator.kind is Kind.OTHER:
                text = _("It is not clear what the indicator measures: “{text}”.")
                mend = _("Choose what it is: a share, a number or a document.")
                yield Found(action, text.format(text=cut(indicator.text, 80)), mend, Column.INDICATORS)
