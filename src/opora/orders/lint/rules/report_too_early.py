"""The report is due before actions that it should cover have ended.

Proposed: write the report anew after the last of them.
"""

import datetime as dt
import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.orders.columns import Column
from opora.orders.lint.registry import Found, rule
from opora.orders.lint.telling import called, day, listed, told
from opora.orders.order import Kind, Order, OrderAction, Severity


@rule("R-03", Severity.WARNING)
def report_too_early(order: Order) -> Iterator[Found]:
    lasts = [(action, last) for action in order.actions if (last := _last(action))]
    for report in filter(_is_report, order.actions):
        due = report.ends
        later = [(called(other), last) for other, last in lasts if due and last > due and other is not report]
        if later:
            names = tuple(name for name, _last_day in later)
            text = _("Actions that end after this report is due: {count} ({numbers}).")
            mend = _("Prepare a further report after {day}.").format(day=day(max(last for _name, last in later)))
            message = text.format(count=len(names), numbers=listed(names))
            yield Found(report, message, mend, Column.PERIODS, names)


def _is_report(action: OrderAction) -> bool:
    documents = [indicator for indicator in action.indicators if indicator.kind is Kind.DOCUMENT]
    return any(re.search(r"(?:аналитическ|итогов|сводн)[а-я]+ отчет", told(found.text)) for found in documents)


def _last(action: OrderAction) -> dt.date | None:
    return max((day for period in action.periods for day in (period.start, period.end) if day), default=None)
