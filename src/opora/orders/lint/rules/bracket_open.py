"""A bracket or quotation mark of a cell is never closed: its end may be lost.

Proposed: complete it from the paper.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.lint.cells import texts
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import cut
from opora.orders.order import Order, Severity


@rule("R-63", Severity.WARNING)
def bracket_open(order: Order) -> Iterator[Found]:
    for action, place, text in texts(order):
        for opening, closing in ("()", "«»", "[]"):
            if place not in action.cut and opening in text and closing not in text:
                message = _("“{sign}” is not closed: “{text}”.")
                rest = cut(text[text.index(opening) :], 60)
                mend = _("Complete from the paper, or close it.")
                yield Found(action, message.format(sign=opening, text=rest), mend, place)
