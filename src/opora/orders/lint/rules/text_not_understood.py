"""Text stands between the rows of the table and belongs to none.

Proposed: add it to the row it belongs to, or leave it out.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import cut
from opora.orders.order import Order, Severity


@rule("R-39", Severity.WARNING)
def text_not_understood(order: Order) -> Iterator[Found]:
    for line, text in order.strays:
        message = _("Line {line} stands in the table and belongs to no row: “{text}”.")
        mend = _("Add it to its row, or leave it out.")
        yield Found(None, message.format(line=line, text=cut(text, 80)), mend)
