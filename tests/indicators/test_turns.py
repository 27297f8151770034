"""A line evaluates only days on which something loaded turns, and says on every day what that day alone says."""

import datetime as dt
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opora.indicators.context import Context, History, turning_on
from opora.indicators.facts import State
from opora.indicators.figures import Figure
from opora.roadmap.answers import figures, outline_in
from opora.roadmap.trend import Point, line
from tests.indicators.conftest import Building
from tests.wordbook.reading import every_word
from tests.wordbook.world import World, moment

SINCE, UNTIL = dt.date(2022, 2, 1), dt.date(2022, 5, 31)
BUSY = dt.date(2022, 9, 20), dt.date(2022, 11, 25)
FIRST = dt.date(2022, 1, 1)
days = st.integers(0, 40).map(lambda number: FIRST + dt.timedelta(days=number))


def walked(history: History, answer: object, until: dt.date) -> Iterator[tuple[dt.date, object]]:
    """The days that are asked about, one after the other, with what they answer."""
    day = FIRST
    while day <= until:
        with history.watched() as turns:
            yield day, answer(Context(history, day))  # type: ignore[operator]  # a function of a context
        day = turns.after(day)


@given(st.lists(st.lists(days, max_size=6), min_size=1, max_size=3), st.sets(days, max_size=3))
def test_days_between_turns_are_like_the_day_before(tables: list[list[dt.date]], own: set[dt.date]) -> None:
    loads = [turning_on(lambda rows: rows)(lambda _history, rows=rows: rows) for rows in tables]

    def answer(context: Context) -> tuple[int, ...]:
        context.history.turns(*own)
        found = [sum(day <= context.as_of for day in context.history.once(load)) for load in loads]
        return *found, sum(day <= context.as_of for day in own)

    until = FIRST + dt.timedelta(days=45)
    asked = dict(walked(History(None, moment(until)), answer, until))
    assert asked.keys() == {FIRST, *(day for rows in tables for day in rows), *own}
    for number in range(46):
        day = FIRST + dt.timedelta(days=number)
        alone = answer(Context(History(None, moment(until)), day))
        assert asked[max(one for one in asked if one <= day)] == alone


def test_what_a_plain_function_loads_may_turn_on_each_day() -> None:
    until = FIRST + dt.timedelta(days=3)

    def plain(_history: History) -> int:
        return 7

    asked = walked(History(None, moment(until)), lambda context: context.history.once(plain), until)
    assert [day for day, _answer in asked] == [FIRST + dt.timedelta(days=number) for number in range(4)]


@pytest.fixture(scope="module")
def world(building: Building) -> Iterator[World]:
    with building(3) as made:
        yield made


@pytest.mark.django_db
@pytest.mark.parametrize("span", [(SINCE, UNTIL), BUSY], ids=["spring", "autumn"])
def test_the_line_of_every_indicator_is_that_of_each_day_alone(world: World, span: tuple[dt.date, dt.date]) -> None:
    since, until = span
    history = History(world.programme, moment(dt.date(2023, 6, 1)))
    with every_word():
        alone = {day: _alone(Context(history, day)) for day in _all_days(since, until)}
        keys = [key for key in alone[until] if key != "33"]  # counts actions: at the ends of months only
        lines = {key: line(history, key, since, until) for key in keys}
    assert len(keys) == 52
    for key, points in lines.items():
        assert {day: _of(_last(points, day)) for day in alone} == {day: alone[day][key] for day in alone}, key


@pytest.mark.django_db
def test_few_days_are_evaluated(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dt.date] = []

    def counted(context: Context) -> object:
        asked.append(context.as_of)
        return outline_in(context)

    monkeypatch.setattr("opora.roadmap.trend.outline_in", counted)
    history = History(world.programme, moment(dt.date(2023, 6, 1)))
    with every_word():
        line(history, "11", SINCE, UNTIL)
    assert len(asked) < 30


def _all_days(since: dt.date, until: dt.date) -> list[dt.date]:
    return [since + dt.timedelta(days=number) for number in range((until - since).days + 1)]


def _alone(context: Context) -> dict[str, tuple[object, ...]]:
    return {key: _of_figure(figure) for key, figure in context.once(figures).items()}


def _last(points: list[Point], day: dt.date) -> Point:
    return [point for point in points if point.on <= day][-1]


def _of(point: Point) -> tuple[object, ...]:
    return point.met, point.missing, point.unknown, point.excluded, point.range


def _of_figure(figure: Figure) -> tuple[object, ...]:
    return *(figure.counts[state] for state in (State.MET, State.MISSING, State.UNKNOWN, State.EXCLUDED)), figure.range
