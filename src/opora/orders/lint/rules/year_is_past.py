"""The title sets the roadmap for a year that was over when the order was signed.

Proposed: check the year against the signed copy.
"""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import day
from opora.orders.order import Order, Severity


@rule("R-45", Severity.WARNING)
def year_is_past(order: Order) -> Iterator[Found]:
    years = [int(year) for year in re.findall(r"\b(?:в|на) (?:20\d\d ?[-–—/] ?)?(20\d\d)", order.head.title or "")]
    date = order.head.date
    if years and date and max(years) < date.year:
        text = _("The order of {date} sets out what is to be done in {year}.").format(date=day(date), year=max(years))
        yield Found(None, text, _("Check the year against the signed copy: {year}?").format(year=date.year))
