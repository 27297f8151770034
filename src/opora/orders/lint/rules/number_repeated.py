"""A row has the number of a row above it; where each section counts anew, of one in its section.

Proposed: give the second row a number of its own.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.numbering import restarts
from opora.orders.lint.registry import Found, rule
from opora.orders.order import Order, OrderAction, Severity


@rule("R-31", Severity.ERROR)
def number_repeated(order: Order) -> Iterator[Found]:
    anew = restarts(order)
    seen: dict[tuple[str | None, str], OrderAction] = {}
    for action in order.actions:
        if action.number is None:
            continue
        place = (action.section if anew else None, action.number)
        if place in seen:
            text = _("The number stands at line {line} already.").format(line=seen[place].source.line)
            yield Found(action, text, _("Give this row a number of its own."), Column.NUMBER)
        else:
            seen[place] = action
