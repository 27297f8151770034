"""A title begins with a small letter where nine of ten begin with a capital: its beginning may be lost.

Proposed: complete it from the paper.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import cut
from opora.orders.order import Order, Severity


@rule("R-62", Severity.WARNING)
def title_begins_small(order: Order) -> Iterator[Found]:
    titled = [action for action in order.actions if action.title]
    small = [action for action in titled if action.title[0].islower()]
    for action in small if len(small) * 10 <= len(titled) else ():
        text = _("The title begins with a small letter: “{title}”.").format(title=cut(action.title, 40))
        mend = _("Complete the beginning from the paper, or leave it if nothing is lost.")
        yield Found(action, text, mend, Column.TITLE)
