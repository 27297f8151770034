"""The order names no place where progress is published.

Proposed: leave it empty.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.order import Order, Severity
from opora.orders.wording import dash


@rule("R-18", Severity.NOTE)
def link_missing(order: Order) -> Iterator[Found]:
    for action in order.actions:
        if not action.links and dash(action.raw.get(Column.LINKS, "")):
            text = _("No link: the order does not say where progress is published.")
            yield Found(action, text, _("Leave it empty."), Column.LINKS)
