"""The order and its stamp of approval bear different dates.

Proposed: take the date of the order.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import day
from opora.orders.order import Order, Severity


@rule("R-01", Severity.ERROR)
def dates_differ(order: Order) -> Iterator[Found]:
    date, stamp = order.head.date, order.head.stamp_date
    if date and stamp and date != stamp:
        text = _("The order is of {date}, its stamp of approval says {stamp}.")
        mend = _("Take {date} for the date.").format(date=day(date))
        yield Found(None, text.format(date=day(date), stamp=day(stamp)), mend)
