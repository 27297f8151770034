"""A deadline ends before it begins.

Proposed: swap the two days.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.backwards import backwards
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import day
from opora.orders.order import Order, Severity


@rule("R-40", Severity.ERROR)
def deadline_backwards(order: Order) -> Iterator[Found]:
    for action in order.actions:
        if found := backwards(action):
            start, end = map(day, found)
            text = _("The deadline ends on {end}, before it begins on {start}.").format(start=start, end=end)
            yield Found(action, text, _("Swap the days: {end} – {start}.").format(start=start, end=end), Column.PERIODS)
