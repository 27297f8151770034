"""An address was broken by a hyphen or by signs around it and is repaired.

Proposed: take the repaired address.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.order import Damage, Order, Severity


@rule("R-20", Severity.NOTE)
def link_damaged(order: Order) -> Iterator[Found]:
    for action in order.actions:
        for repair in action.repairs:
            if repair.field is Column.LINKS and {Damage.HYPHEN, Damage.PUNCTUATION} & set(repair.damage):
                text = _("A damaged address is read as {address}.").format(address=repair.after)
                mend = _("Take the repaired address; open it once.")
                yield Found(action, text, mend, Column.LINKS)
