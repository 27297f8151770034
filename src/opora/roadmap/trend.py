"""The whole line of an indicator: what its figure was on each day, from records loaded once."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from opora.indicators.context import Context, History
from opora.indicators.evaluation import evaluate
from opora.indicators.facts import State
from opora.indicators.figures import Figure, FigureKind, Range
from opora.indicators.targets import Target
from opora.roadmap.answers import figures, outline_in
from opora.roadmap.outline import ActionOutline, IndicatorOutline, Outline


@dataclass(frozen=True, slots=True)
class Point:
    """The figure from a day on, until the next point: its lists, between what the number lies, how it was defined."""

    on: dt.date
    kind: FigureKind
    met: int
    missing: int
    unknown: int
    excluded: int
    range: Range
    version: int
    target: Target | None

    @property
    def counted(self) -> int:
        """How many take part: met, missing and unknown together."""
        return self.met + self.missing + self.unknown


def line(history: History, key: str, since: dt.date, until: dt.date) -> list[Point]:
    """The points of an indicator from one day to another, both included: one wherever anything of it changed.

    Nothing is loaded for a further day, and only days on which something loaded turns are evaluated. A figure that
    counts the actions of the roadmap needs all the others, so it is asked for at the ends of months and on the last
    day only. Days on which the roadmap had no such indicator have no point.
    """
    counts_actions = _counts_actions(Context(history, until), key)
    found = _month_ends(history, key, since, until) if counts_actions else _turns(history, key, since, until)
    return [next(alike) for _said, alike in groupby(filter(None, found), key=_said)]


def days(since: dt.date, until: dt.date) -> list[dt.date]:
    """Every day from one to another, both included."""
    return [since + dt.timedelta(days=n) for n in range((until - since).days + 1)]


def _month_ends(history: History, key: str, since: dt.date, until: dt.date) -> Iterator[Point | None]:
    for day in days(since, until):
        if day == until or (day + dt.timedelta(days=1)).day == 1:
            yield point_on(Context(history, day), key)


def _turns(history: History, key: str, since: dt.date, until: dt.date) -> Iterator[Point | None]:
    """The figure wherever something it was worked out from turns: the days between are like the day before."""
    day = since
    while day <= until:
        with history.watched() as turns:
            yield point_on(Context(history, day), key)
        day = turns.after(day)


def _said(point: Point) -> tuple[object, ...]:
    lists = (point.met, point.missing, point.unknown, point.excluded)
    return point.kind, lists, point.range, point.version, point.target


def _found(context: Context, key: str) -> Iterator[tuple[Outline, ActionOutline, IndicatorOutline]]:
    outline = context.once(outline_in)
    if outline:
        yield from ((outline, action, one) for action, one in outline.indicators() if one.key == key)


def _counts_actions(context: Context, key: str) -> bool:
    return any(one.over_actions(outline.registry) for outline, _action, one in _found(context, key))


def point_on(context: Context, key: str) -> Point | None:
    """The figure on the day of the context; None when the roadmap had no such indicator."""
    for outline, action, indicator in _found(context, key):
        figure = figure_of(context, outline, action, indicator)
        counts = figure.counts
        return Point(
            on=context.as_of,
            kind=figure.kind,
            met=counts[State.MET],
            missing=counts[State.MISSING],
            unknown=counts[State.UNKNOWN],
            excluded=counts[State.EXCLUDED],
            range=figure.range,
            version=indicator.version,
            target=indicator.target,
        )
    return None


def figure_of(context: Context, outline: Outline, action: ActionOutline, indicator: IndicatorOutline) -> Figure:
    """The figure alone, where it needs no other."""
    question = action.question(indicator)
    if question is None or indicator.over_actions(outline.registry):
        return context.once(figures)[indicator.key]
    return evaluate(context, outline.registry, [question])[indicator.key]
