"""Several actions have the same title.

Proposed: tell them apart by number and deadline.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import listed, others, told
from opora.orders.order import Order, OrderAction, Severity


@rule("R-10", Severity.NOTE)
def same_titles(order: Order) -> Iterator[Found]:
    alike: dict[str, list[OrderAction]] = {}
    for action in order.actions:
        if action.title:
            alike.setdefault(told(action.title), []).append(action)
    for group in alike.values():
        for action in group if len(group) > 1 else ():
            names = others(group, action)
            text = _("The same title as action {others}.").format(others=listed(names))
            yield Found(action, text, _("Tell them apart by number and deadline."), Column.TITLE, names)
