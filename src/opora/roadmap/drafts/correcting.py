"""An order as people correct it: the order as read with their values in the place of its own."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from opora.core.periods import read_periods
from opora.indicators.targets import Target
from opora.orders.columns import Column
from opora.orders.executors import codes, executors
from opora.orders.formulas import propose
from opora.orders.measures import kind_of, minimum_of
from opora.orders.order import Kind, Order, OrderAction, OrderIndicator
from opora.roadmap.drafts.keys import COLUMNS, Value, Values, positions
from opora.roadmap.models import Field

OF_ROW = (Field.NUMBER, Field.TITLE, Field.PERIODS, Field.EXECUTORS, Field.LINKS)


def corrected(order: Order, rows: Mapping[int, Values]) -> Order:
    """The order with what people say otherwise, without findings. Values were checked when they were said.

    Indicators of a row stand as `keys.positions` lists them; a row without an indicator has none.
    """
    changed = {
        row
        for row, values in rows.items()
        if any(one.corrected or key[0] == Field.FORMULA for key, one in values.items())
    }
    actions = tuple(
        _row(order, action, rows[row]) if row in changed else action
        for row, action in enumerate(order.actions, start=1)
    )
    return _with_proposals(order, replace(order, actions=actions, findings=()), rows)


def _row(order: Order, action: OrderAction, values: Values) -> OrderAction:
    """One row. What is corrected is neither cut, nor repaired, nor in a row of its own any more."""
    said = {field: value.text for field in OF_ROW if (value := values.get((field, 0))) and value.corrected}
    changes: dict[str, Any] = {}
    for field, text in said.items():
        changes |= _change(order, field, text)
    touched = {COLUMNS[field] for field in said}
    raw = {**action.raw, **{COLUMNS[field]: text for field, text in said.items() if field != Field.NUMBER}}
    indicators = _indicators(action, values)
    if any(value.corrected and field == Field.INDICATOR for (field, _position), value in values.items()):
        touched.add(Column.INDICATORS)
        raw[Column.INDICATORS] = "; ".join(one.text for one in indicators)
    return replace(
        action,
        **changes,
        indicators=indicators,
        raw=raw,
        cut=tuple(column for column in action.cut if column not in touched),
        own_rows=action.own_rows - touched,
        repairs=tuple(repair for repair in action.repairs if repair.field not in touched),
    )


def _change(order: Order, field: Field, text: str) -> dict[str, Any]:
    match field:
        case Field.NUMBER:
            return {"number": text}
        case Field.TITLE:
            return {"title": text}
        case Field.PERIODS:
            return {"periods": read_periods(text, year=order.year)[0], "problems": ()}
        case Field.EXECUTORS:
            names = executors(text)
            return {"executors": names, "executor_codes": codes(names, order.definitions)}
        case _:
            addresses = tuple(text.split())
            return {"links": addresses, "damaged_links": addresses}


def _indicators(action: OrderAction, values: Values) -> tuple[OrderIndicator, ...]:
    found = []
    for position in positions(action, values):
        read = action.indicators[position - 1] if position <= len(action.indicators) else None
        one = _indicator(read, {field: value for (field, place), value in values.items() if place == position})
        if one:
            found.append(one)
    return tuple(found)


def _indicator(read: OrderIndicator | None, said: Mapping[Field, Value]) -> OrderIndicator | None:
    indicator = read
    text = said.get(Field.INDICATOR)
    if text and text.corrected:
        minimum, per = minimum_of(text.text)
        indicator = OrderIndicator(text.text, kind_of(text.text), minimum, per)
    if indicator is None or not indicator.text:
        return None
    target, formula = said.get(Field.TARGET), said.get(Field.FORMULA)
    if target and target.corrected:
        indicator = _aimed(indicator, target.text)
    return replace(indicator, formula=formula.text or None) if formula else indicator


def _aimed(indicator: OrderIndicator, target: str) -> OrderIndicator:
    """The same with another target; the kind of what needs none is its own again."""
    if target == "done":
        return replace(indicator, kind=Kind.DOCUMENT, minimum=None)
    number = Target.read(target).number if target else None
    plain = number if number is None or number.denominator > 1 else int(number)
    kind = Kind.OTHER if indicator.kind in (Kind.DOCUMENT, Kind.GROWTH) and number is None else indicator.kind
    return replace(
        indicator, kind=kind, minimum=float(plain) if plain is not None and not isinstance(plain, int) else plain
    )


def _with_proposals(read: Order, order: Order, rows: Mapping[int, Values]) -> Order:
    """Formulas proposed anew where the words of an indicator were corrected and nobody confirmed a formula."""
    anew = [
        (row, place)
        for row, values in rows.items()
        for place, position in enumerate(positions(read.actions[row - 1], values))
        if (said := values.get((Field.INDICATOR, position)))
        and said.corrected
        and (Field.FORMULA, position) not in values
    ]
    if not anew:
        return order
    proposed = propose(order)
    actions = list(order.actions)
    for row, place in anew:
        action = actions[row - 1]
        if place < len(action.indicators):
            own = list(action.indicators)
            own[place] = replace(
                own[place],
                formula=proposed[row - 1].indicators[place].formula,
                confidence=proposed[row - 1].indicators[place].confidence,
                evidence=proposed[row - 1].indicators[place].evidence,
            )
            actions[row - 1] = replace(action, indicators=tuple(own))
    return replace(order, actions=tuple(actions))
