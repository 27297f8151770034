"""The rule about targets."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.lint.rules import Found, rule
from opora.orders.order import Order, Severity


@rule("R-07", Severity.NOTE)
def target_missing(order: Order) -> Iterator[Found]:
    """An indicator has no target: no number, no "done", no growth. One finding for each indicator."""
    for action in order.actions:
        for place, indicator in enumerate(action.indicators, 1):
            if not indicator.has_target:
                if len(action.indicators) == 1:
                    yield Found(action, _("The indicator has no target."))
                else:
                    yield Found(action, _("Indicator {place} of the action has no target.").format(place=place))
