"""The indicator only repeats the title of its action and measures nothing.

Proposed: say what shows that it is done.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import told
from opora.orders.order import Order, Severity


@rule("R-52", Severity.WARNING)
def indicator_is_title(order: Order) -> Iterator[Found]:
    for action in order.actions:
        title = told(action.title).rstrip(" .")
        if title and any(told(indicator.text) == title for indicator in action.indicators):
            text = _("The indicator only repeats the title of the action.")
            mend = _("Say what shows that it is done: a share, a number or a document.")
            yield Found(action, text, mend, Column.INDICATORS)
