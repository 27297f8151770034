"""The place where progress is published is named in words, without an address.

Proposed: add the address of the page.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import cut
from opora.orders.order import Order, Severity
from opora.orders.wording import dash


@rule("R-59", Severity.NOTE)
def link_is_words(order: Order) -> Iterator[Found]:
    for action in order.actions:
        told = action.raw.get(Column.LINKS, "")
        if not action.links and not dash(told):
            text = _("Words without an address: “{text}”.").format(text=cut(told, 80))
            yield Found(action, text, _("Add the address of that page."), Column.LINKS)
