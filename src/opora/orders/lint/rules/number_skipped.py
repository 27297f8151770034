"""The numbering skips or goes back; a row that lost its number counts as one.

Proposed: look whether rows are missing, else keep the numbers of the order.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.numbering import follows, parts, restarts
from opora.orders.lint.registry import Found, rule
from opora.orders.order import Order, Severity


@rule("R-32", Severity.WARNING)
def number_skipped(order: Order) -> Iterator[Found]:
    anew = restarts(order)
    before: tuple[int, ...] | None = None
    section: str | None = None
    for action in order.actions:
        number = parts(action.number) if action.number else None
        if action.number and number is None:
            return
        if anew and action.section != section:
            before = None
        section = action.section
        if number is not None and before is not None and not follows(before, number):
            was = ".".join(map(str, before))
            text = _("Number {number} follows number {before}.").format(number=action.number, before=was)
            mend = _("Look whether rows are missing after {before}; if none is, keep the numbers.").format(before=was)
            yield Found(action, text, mend, Column.NUMBER)
        before = number or (before and (*before[:-1], before[-1] + 1))
