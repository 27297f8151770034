"""The text of a cell ends inside a word: the rest is lost at a page break.

Proposed: complete it from the paper.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.order import Order, OrderAction, Severity


@rule("R-12", Severity.ERROR)
def row_is_cut(order: Order) -> Iterator[Found]:
    names = {
        Column.TITLE: pgettext("column of an order", "action"),
        Column.PERIODS: pgettext("column of an order", "deadline"),
        Column.EXECUTORS: pgettext("column of an order", "executor"),
        Column.INDICATORS: pgettext("column of an order", "indicator"),
    }
    for action in order.actions:
        if action.cut:
            fields = ", ".join(str(names.get(column, column)) for column in action.cut)
            ends = "; ".join(f"«…{_end(action, column)}»" for column in action.cut)
            mend = _("Complete from the paper: {ends}.").format(ends=ends)
            place = action.cut[0] if len(action.cut) == 1 else None
            yield Found(action, _("The row is cut inside a word: {fields}.").format(fields=fields), mend, place)


def _end(action: OrderAction, column: Column) -> str:
    """The last words of a cell."""
    return " ".join(action.raw.get(column, "").split()[-2:])
