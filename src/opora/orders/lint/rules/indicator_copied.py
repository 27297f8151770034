"""The indicator repeats another action's word for word and speaks of an event that its own action does not name.

Proposed: count what belongs to the action itself.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.formulas.codes import event_kinds
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import by_indicator, cut, others, told
from opora.orders.order import Order, Severity


@rule("R-05", Severity.WARNING)
def indicator_copied(order: Order) -> Iterator[Found]:
    groups = by_indicator(order)
    for action in order.actions:
        for indicator in action.indicators:
            named, own = event_kinds(indicator.text), event_kinds(action.title)
            if not named or not own or named & own:
                continue
            if names := others(groups[told(indicator.text)], action):
                text = _("The indicator repeats that of action {others} and speaks of its event, not of this one.")
                mend = _("Count the attendance of this action: “{title}”.").format(title=cut(action.title, 60))
                yield Found(action, text.format(others=names[0]), mend, Column.INDICATORS, names)
