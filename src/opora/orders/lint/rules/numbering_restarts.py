"""Sections count their rows anew, so that one number names several actions.

Proposed: number the actions throughout.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.numbering import restarts
from opora.orders.lint.registry import Found, rule
from opora.orders.order import Order, Severity


@rule("R-47", Severity.WARNING)
def numbering_restarts(order: Order) -> Iterator[Found]:
    if restarts(order):
        text = _("Sections count their rows anew: one number names several actions.")
        mend = _("Number the actions throughout: 1–{count}.").format(count=len(order.actions))
        yield Found(None, text, mend, Column.NUMBER)
