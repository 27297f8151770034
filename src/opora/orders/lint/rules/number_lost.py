"""A row of the table has no number.

Proposed: the number that follows the one above, where it is free.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import cut
from opora.orders.order import Order, Severity


@rule("R-30", Severity.ERROR)
def number_lost(order: Order) -> Iterator[Found]:
    taken = {action.number for action in order.actions}
    above: str | None = None
    for action in order.actions:
        if action.number is None:
            following = str(int(above) + 1) if above and above.isdigit() else None
            free = following and following not in taken
            mend = _("Number it {number}.").format(number=following) if free else _("Give it a number of its own.")
            text = _("The row has lost its number (“{title}”).").format(title=cut(action.title, 60))
            yield Found(action, text, mend, Column.NUMBER)
            above = following
        else:
            above = action.number
