"""The host of a link is written otherwise than in most rows, by one letter.

Proposed: take the host that most rows have.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.order import Damage, Order, Severity


@rule("R-21", Severity.WARNING)
def host_misspelt(order: Order) -> Iterator[Found]:
    for action in order.actions:
        for repair in action.repairs:
            if repair.field is Column.LINKS and Damage.MISREAD in repair.damage:
                wrong, right = urlsplit(repair.before).netloc, urlsplit(repair.after).netloc
                text = _("The host “{wrong}” is read as “{right}”.").format(wrong=wrong, right=right)
                yield Found(action, text, _("Take {host}.").format(host=right), Column.LINKS)
