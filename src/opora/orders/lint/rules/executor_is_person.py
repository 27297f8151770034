"""An executor is a person by name, without a post: the next holder would not know.

Proposed: name the post or the organisation.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.persons import is_person
from opora.orders.lint.registry import Found, rule
from opora.orders.order import Order, Severity


@rule("R-57", Severity.WARNING)
def executor_is_person(order: Order) -> Iterator[Found]:
    for action in order.actions:
        if persons := list(filter(is_person, action.executors)):
            text = _("An executor is named without a post: {names}.").format(names=", ".join(persons))
            yield Found(action, text, _("Choose the post or the organisation in its place."), Column.EXECUTORS)
