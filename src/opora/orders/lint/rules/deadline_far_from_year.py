"""A deadline lies more than a year before or after the years of the order.

Proposed: the same day in the order's own year.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.core.periods import SchoolYear
from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import day
from opora.orders.lint.years import years_of
from opora.orders.order import Order, Severity


@rule("R-41", Severity.WARNING)
def deadline_far_from_year(order: Order) -> Iterator[Found]:
    years = years_of(order)
    if not years:
        return
    for action in order.actions:
        days = (one for period in action.periods for one in (period.start, period.end) if one)
        far = next((one for one in days if not min(years) - 1 <= one.year <= max(years) + 1), None)
        if far:
            year = order.year.year_of(far.month) if isinstance(order.year, SchoolYear) else order.year or max(years)
            text = _("The deadline {day} is far from the order's year, {year}.")
            mend = _("Read {day}.").format(day=f"{far:%d.%m}.{year}")
            yield Found(action, text.format(day=day(far), year=year), mend, Column.PERIODS)
