"""Rules about deadlines."""

import re
from collections.abc import Iterator
from itertools import pairwise

from django.utils.translation import gettext as _

from opora.core.periods import plan_phrase
from opora.orders.columns import Column
from opora.orders.lint.rules import Found, called, listed, rule
from opora.orders.order import Kind, Order, OrderAction, Severity
from opora.orders.wording import fold

_RIGHT_PLAN = re.compile(
    r"по (?:отдельн(?:ому|ым)|отд\.?) (?:план|граф)|(?:по|согласно|в соответствии со?) (?!отд)(?:[а-я]+ )*(?:план|граф)"
)


@rule("R-02", Severity.WARNING)
def ends_before_order(order: Order) -> Iterator[Found]:
    """An action ends before the order itself was signed."""
    date = order.head.date
    for action in order.actions:
        if date and action.ends and action.ends < date:
            text = _("The deadline {end} is before the date of the order, {date}.")
            yield Found(action, text.format(end=f"{action.ends:%d.%m.%Y}", date=f"{date:%d.%m.%Y}"))


@rule("R-03", Severity.WARNING)
def report_too_early(order: Order) -> Iterator[Found]:
    """The report is due before actions that it should cover have ended."""
    for report in order.actions:
        if not _is_report(report) or report.ends is None:
            continue
        later = [called(other) for other in order.actions if other is not report and _after(other, report)]
        if later:
            text = _("Actions that end after this report is due: {count} ({numbers}).")
            yield Found(report, text.format(count=len(later), numbers=listed(later)), tuple(later))


def _is_report(action: OrderAction) -> bool:
    documents = [indicator for indicator in action.indicators if indicator.kind is Kind.DOCUMENT]
    return any(re.search(r"(?:аналитическ|итогов|сводн)[а-я]+ отчет", fold(found.text)) for found in documents)


def _after(action: OrderAction, report: OrderAction) -> bool:
    days = [day for period in action.periods for day in (period.start, period.end) if day]
    return report.ends is not None and bool(days) and max(days) > report.ends


@rule("R-04", Severity.NOTE)
def out_of_time_order(order: Order) -> Iterator[Found]:
    """An action starts and ends before the row above it."""
    for above, action in pairwise(order.actions):
        if not (action.starts and action.ends and above.starts and above.ends):
            continue
        if action.starts < above.starts and action.ends < above.ends:
            text = _("Starts and ends before action {above}, which stands above it.")
            yield Found(action, text.format(above=called(above)), (called(above),))


@rule("R-14", Severity.NOTE)
def plan_misspelt(order: Order) -> Iterator[Found]:
    """The words "by a separate plan" are misspelt; they are read as meant."""
    for action in order.actions:
        phrase = plan_phrase(action.raw.get(Column.PERIODS, ""))
        if phrase and not phrase.endswith("-") and not _RIGHT_PLAN.match(phrase):
            yield Found(action, _("“{phrase}” is read as “by a separate plan”.").format(phrase=phrase))
