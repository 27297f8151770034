"""A row repeats one above it in its title, deadline, executors and indicators.

Proposed: keep one of the two.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import called, told
from opora.orders.order import Order, OrderAction, Severity


@rule("R-48", Severity.WARNING)
def row_repeated(order: Order) -> Iterator[Found]:
    seen: dict[tuple[str, ...], OrderAction] = {}
    for action in order.actions:
        row = tuple(told(text) for column, text in action.raw.items() if column is not Column.LINKS)
        if not action.title or not action.periods:
            continue
        above = seen.setdefault(row, action)
        if above is not action:
            text = _("The row repeats action {above}.").format(above=called(above))
            mend = _("Keep action {above} alone.").format(above=called(above))
            yield Found(action, text, mend, None, (called(above),))
