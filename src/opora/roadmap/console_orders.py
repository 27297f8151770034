"""What `opora roadmap import` prints of an order: how each row was read, why a formula is proposed, what is wrong."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from opora.core import numbers
from opora.core.periods import PeriodStyle, write_periods
from opora.orders.order import Finding, Order, OrderAction, OrderIndicator


def order_lines(order: Order) -> Iterator[str]:
    """The head, the rows with their repairs and proposed formulas, then the faults with what to do about them."""
    head = order.head
    day = numbers.day(head.date) if head.date else numbers.NOTHING
    yield _("Order No. %(number)s of %(date)s") % {"number": head.number or numbers.NOTHING, "date": day}
    for action in order.actions:
        yield from _action_lines(action)
    indicators = [one for action in order.actions for one in action.indicators]
    yield _("Actions: %(actions)d, indicators: %(indicators)d.") % {
        "actions": len(order.actions),
        "indicators": len(indicators),
    }
    proposed = sum(one.formula is not None for one in indicators)
    yield _("Formulas proposed: %(n)d of %(m)d.") % {"n": proposed, "m": len(indicators)}
    yield from map(_finding_line, order.findings)


def _action_lines(action: OrderAction) -> Iterator[str]:
    due = write_periods(action.periods, PeriodStyle.DENSE) if action.periods else numbers.NOTHING
    yield f"  {action.number or numbers.NOTHING}. {action.title} [{due}; {', '.join(action.executors)}]"
    for repair in action.repairs:
        yield _("      repaired: %(before)s → %(after)s") % {"before": repair.before or "«»", "after": repair.after}
    for one in action.indicators:
        yield f"      {one.text}"
        if one.formula:
            yield f"        {one.formula}  {_reason(one)}"


def _reason(one: OrderIndicator) -> str:
    """How sure the proposal is, and the phrases behind its words: "(82 %; schools: «ШНОР»)"."""
    sure = [numbers.percent(round(100 * one.confidence), 100)] if one.confidence is not None else []
    return f"({'; '.join([*sure, *(f'{found.word}: «{found.phrase}»' for found in one.evidence)])})"


def _finding_line(finding: Finding) -> str:
    mend = f" → {finding.mend}" if finding.mend else ""
    return f"  {finding.severity.value}: {finding.action or numbers.NOTHING}: {finding.message} [{finding.code}]{mend}"
