"""What a definition would do before it is kept: the same records, read as if it were in force from its day on."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from opora.indicators.context import Context, History
from opora.indicators.figures import Figure
from opora.indicators.targets import Verdict
from opora.roadmap.answers import executions, figures, outline_in
from opora.roadmap.execution import ExecutionState
from opora.roadmap.loading import roadmap_records
from opora.roadmap.models import IndicatorDefinition
from opora.roadmap.outline import ActionOutline, IndicatorOutline
from opora.roadmap.trend import Point, days, line, point_on


@dataclass(frozen=True, slots=True)
class Shift:
    """The figure of one day by the definition in force and by the proposed one."""

    on: dt.date
    before: Point
    after: Point

    @property
    def moves(self) -> bool:
        """Whether a reader would see another figure or another verdict."""
        return _seen(self.before) != _seen(self.after)


@dataclass(frozen=True, slots=True)
class Dependant:
    """Another indicator, whose figure follows from the execution of actions."""

    action: ActionOutline
    outline: IndicatorOutline
    before: Figure
    after: Figure


def supposed(history: History, definition: IndicatorDefinition) -> History:
    """The history as it would be with one more definition; nothing is written and hardly anything loaded again."""
    records = history.once(roadmap_records)
    assert records, "a definition belongs to a roadmap that is known"
    return history.supposing(roadmap_records, records.supposing(definition))


def shifts(history: History, other: History, key: str, since: dt.date, until: dt.date) -> list[Shift]:
    """Both figures from one day to another, where either line has a point, at ends of months, on both days named."""
    found = []
    for day in sorted({*_ends(since, until), *_points(history, other, key, since, until)}):
        before, after = point_on(Context(history, day), key), point_on(Context(other, day), key)
        if before and after:
            found.append(Shift(day, before, after))
    return found


def dependants(history: History, other: History, key: str, day: dt.date) -> list[Dependant]:
    """The indicators that count the execution of actions, with both figures of a day."""
    now, then = Context(history, day), Context(other, day)
    outline = now.once(outline_in)
    if outline is None:
        return []
    return [
        Dependant(action, one, now.once(figures)[one.key], then.once(figures)[one.key])
        for action, one in outline.indicators()
        if one.key != key and one.over_actions(outline.registry)
    ]


def states(history: History, other: History, action_id: int, day: dt.date) -> tuple[ExecutionState, ExecutionState]:
    """The state of an action on a day, in force and proposed."""
    now, then = (Context(one, day).once(executions)[action_id].state for one in (history, other))
    return now, then


def verdict(point: Point) -> Verdict | None:
    """Whether the target of that day was met; None without one and while the range does not decide."""
    if point.target is None or point.range == (None, None):
        return None
    return point.target.verdict(*point.range)


def _seen(point: Point) -> tuple[object, ...]:
    return point.kind, point.met, point.missing, point.unknown, point.excluded, point.range, verdict(point)


def _ends(since: dt.date, until: dt.date) -> Iterator[dt.date]:
    """The first day, the last one, and the ends of months between them."""
    for day in days(since, until):
        if day in (since, until) or (day + dt.timedelta(days=1)).day == 1:
            yield day


def _points(history: History, other: History, key: str, since: dt.date, until: dt.date) -> Iterator[dt.date]:
    for one in (history, other):
        yield from (point.on for point in line(one, key, since, until))
