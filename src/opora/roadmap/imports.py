"""Holding an order against the programme it belongs to: which rows match by number, and everything that differs."""

import re
from collections.abc import Iterator

from opora.core.periods import Period
from opora.indicators.targets import Target
from opora.orders.order import Kind, Order, OrderAction, OrderIndicator
from opora.roadmap.differences import Difference
from opora.roadmap.due import write_due
from opora.roadmap.programme_values import ActionEntry, IndicatorEntry, ProgrammeFile

_CODE = re.compile(r'"[^"]*"')


def order_differences(programme: ProgrammeFile, order: Order) -> list[Difference]:
    """Where the order says something else than the programme: numbers, periods, executors, indicators, targets.

    Titles and codes of formulas are the programme's own words and are not compared.
    """
    return list(_differences(programme, order))


def rows_by_number(order: Order) -> dict[str, OrderAction]:
    """The rows that have a number of their own; of several with one number the first."""
    rows: dict[str, OrderAction] = {}
    for row in order.actions:
        if row.number:
            rows.setdefault(row.number, row)
    return rows


def _differences(programme: ProgrammeFile, order: Order) -> Iterator[Difference]:
    yield from _head(programme, order)
    rows = rows_by_number(order)
    for action in programme.actions:
        if row := rows.get(action.number):
            yield from _row(action, row)
        else:
            yield Difference(action.place, action.title["ru"], None)
    known = {action.number for action in programme.actions}
    for number, row in rows.items():
        if number not in known:
            yield Difference(f"actions.{number}", None, row.title)
    for row in order.actions:
        if row.number is None:
            yield Difference(f"actions.?{row.source.line}", None, row.title)


def _head(programme: ProgrammeFile, order: Order) -> Iterator[Difference]:
    head = order.head
    found = {
        "number": head.number,
        "date": head.date.isoformat() if head.date else None,
        "stamp_date": head.stamp_date.isoformat() if head.stamp_date else None,
    }
    for name, value in found.items():
        before = programme.order.get(name)
        if before and value and before != value:
            yield Difference(f"programme.order.{name}", before, value)


def _row(action: ActionEntry, row: OrderAction) -> Iterator[Difference]:
    if _days(action.due) != _days(row.periods):
        yield Difference(f"{action.place}.due", _written(action.due), _written(row.periods))
    plan = any(period.by_plan for period in row.periods)
    if any(period.by_plan for period in action.due) is not plan:
        yield Difference(f"{action.place}.by_plan", not plan, plan)
    if row.executor_codes and set(row.executor_codes) != set(action.executors):
        yield Difference(f"{action.place}.by", "+".join(action.executors), "+".join(row.executor_codes))
    if len(row.indicators) != len(action.indicators):
        yield Difference(f"{action.place}.indicators", len(action.indicators), len(row.indicators))
        return
    for number, (ours, theirs) in enumerate(zip(action.indicators, row.indicators, strict=True), start=1):
        yield from _indicator(f"{action.place}.indicators.{number}", ours, theirs)


def _indicator(place: str, ours: IndicatorEntry, theirs: OrderIndicator) -> Iterator[Difference]:
    if theirs.formula and _shape(theirs.formula) != _shape(ours.formula):
        yield Difference(f"{place}.formula", ours.formula, theirs.formula)
    if theirs.minimum is not None and not (ours.target and Target.read(ours.target).number == theirs.minimum):
        yield Difference(f"{place}.target", ours.target or None, theirs.minimum)
    elif theirs.kind is Kind.DOCUMENT and not ours.target:
        yield Difference(f"{place}.target", None, "done")


def _days(periods: tuple[Period, ...]) -> list[object]:
    return [(period.start, period.end) for period in periods]


def _written(periods: tuple[Period, ...]) -> list[str]:
    return [write_due(period) for period in periods]


def _shape(formula: str) -> str:
    """A formula without its codes and spaces: those are our own words."""
    return "".join(_CODE.sub('""', formula).split())
