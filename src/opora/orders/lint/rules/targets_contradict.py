"""The same action with the same deadline has one indicator with two different targets.

Proposed: the higher of the two.
"""

import datetime as dt
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import called, figure, told
from opora.orders.order import Order, OrderAction, OrderIndicator, Severity


@rule("R-55", Severity.WARNING)
def targets_contradict(order: Order) -> Iterator[Found]:
    seen: dict[tuple[str, str, dt.date | None], tuple[OrderAction, OrderIndicator]] = {}
    for action in order.actions:
        for indicator in action.indicators:
            if indicator.minimum is None or not (wording := _without_target(indicator)):
                continue
            above, first = seen.setdefault((told(action.title), wording, action.ends), (action, indicator))
            if first.minimum is not None and first.minimum != indicator.minimum:
                high = figure(max(first.minimum, indicator.minimum))
                text = _("For the same indicator action {above} asks for {first}, this one for {second}.")
                message = text.format(
                    above=called(above), first=figure(first.minimum), second=figure(indicator.minimum)
                )
                mend = _("Ask for {value}.").format(value=high)
                yield Found(action, message, mend, Column.INDICATORS, (called(above),))


def _without_target(indicator: OrderIndicator) -> str | None:
    """The words with the number of the target left out; None where it is not the only such number in them."""
    number = figure(indicator.minimum or 0).replace(",", "[.,]")
    wording, times = re.subn(rf"(?<![\d.,]){number}(?![\d.,]*\d)", "#", told(indicator.text))
    return wording if times == 1 else None
