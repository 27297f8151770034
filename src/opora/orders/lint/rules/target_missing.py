"""An indicator has no target: no number, no "done", no growth. One finding for each indicator.

Proposed: set a target by a decision; without one the page gives no verdict.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.order import Order, Severity


@rule("R-07", Severity.NOTE)
def target_missing(order: Order) -> Iterator[Found]:
    mend = _("Set a target, now or later by a decision: without one there is no verdict.")
    for action in order.actions:
        for place, indicator in enumerate(action.indicators, 1):
            if not indicator.has_target:
                message = _("The indicator has no target.")
                if len(action.indicators) > 1:
                    message = _("Indicator {place} of the action has no target.").format(place=place)
                yield Found(action, message, mend, Column.INDICATORS)
