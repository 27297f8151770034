"""What of an order is confirmed: the fields of its rows, each as a text that people write."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.utils import translation

from opora.core.periods import write_periods
from opora.orders.columns import Column
from opora.orders.order import Kind, Order, OrderAction, OrderIndicator
from opora.roadmap.models import Field

WHOLE = 100
"""Percent of a share that an order asks for with «100 %»."""


class Key(NamedTuple):
    """One field of one row: `row` counts from 1 in the document, `position` counts the indicators of the row."""

    row: int
    field: Field
    position: int = 0


class Value(NamedTuple):
    """What a person said of a field: the text, and whether it is another than the document has."""

    text: str
    corrected: bool


Values = Mapping[tuple[Field, int], Value]
"""What people said of one row, by field and position."""
OF_INDICATOR = (Field.INDICATOR, Field.TARGET, Field.FORMULA)
COLUMNS = {
    Field.NUMBER: Column.NUMBER,
    Field.TITLE: Column.TITLE,
    Field.PERIODS: Column.PERIODS,
    Field.EXECUTORS: Column.EXECUTORS,
    Field.LINKS: Column.LINKS,
    Field.INDICATOR: Column.INDICATORS,
    Field.TARGET: Column.INDICATORS,
    Field.FORMULA: Column.INDICATORS,
}
"""Where a field stands in the table of the document."""


def doubtful_numbers(order: Order) -> frozenset[int]:
    """Rows, from 1, whose number is lost, stands twice or was put right: only there the number is asked about."""
    times = Counter(action.number for action in order.actions)
    return frozenset(
        row
        for row, action in enumerate(order.actions, start=1)
        if action.number is None
        or times[action.number] > 1
        or any(repair.field is Column.NUMBER for repair in action.repairs)
    )


def positions(action: OrderAction, values: Values) -> list[int]:
    """The indicators of a row that stand: those read and not struck out, and those that people added.

    A row without any has the place 1 for one to be written.
    """
    said = {position: value.text for (field, position), value in values.items() if field == Field.INDICATOR}
    read = range(1, len(action.indicators) + 1)
    return [position for position in sorted({*read, *said}) if said.get(position, "read")] or [1]


def keys_of(action: OrderAction, row: int, values: Values, *, number: bool) -> Iterator[Key]:
    """The fields of a row in the order in which they are confirmed, without the formulas."""
    if number:
        yield Key(row, Field.NUMBER)
    for field in (Field.TITLE, Field.PERIODS, Field.EXECUTORS):
        yield Key(row, field)
    for position in positions(action, values):
        yield Key(row, Field.INDICATOR, position)
        yield Key(row, Field.TARGET, position)
    yield Key(row, Field.LINKS)


def read_text(action: OrderAction, field: Field, position: int = 0) -> str:
    """What the document has for a field, as people write it; "" for nothing."""
    if field in OF_INDICATOR:
        indicators = action.indicators
        return text_of_indicator(indicators[position - 1], field) if position <= len(indicators) else ""
    texts = {
        Field.NUMBER: action.number or "",
        Field.TITLE: action.title,
        Field.PERIODS: " ".join(action.raw.get(Column.PERIODS, "").split()) or _written(action),
        Field.EXECUTORS: "; ".join(action.executors),
        Field.LINKS: "\n".join(action.links),
    }
    return texts[field]


def target_of(indicator: OrderIndicator) -> str:
    """The target that the order sets, as a definition writes it; "" for none."""
    if indicator.minimum is None:
        return {Kind.DOCUMENT: "done", Kind.GROWTH: "> 0"}.get(indicator.kind, "")
    whole = indicator.kind is Kind.SHARE and indicator.minimum == WHOLE
    return f"{'=' if whole else '>='} {indicator.minimum}"


def text_of_indicator(indicator: OrderIndicator, field: Field) -> str:
    """The same for one indicator."""
    if field == Field.TARGET:
        return target_of(indicator)
    return indicator.text if field == Field.INDICATOR else indicator.formula or ""


def _written(action: OrderAction) -> str:
    with translation.override("ru"):
        return write_periods(action.periods)
