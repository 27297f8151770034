"""Properties of every figure: its lists partition its population, and it obeys both clocks."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pytest
from django.db import models, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opora.core import clock
from opora.indicators.context import Context
from opora.indicators.evaluation import join
from opora.indicators.facts import State
from opora.indicators.figures import Figure, FigureKind, groups
from opora.indicators.registry import Registry
from opora.indicators.subjects import Population
from opora.indicators.syntax import Call, Constant, Name, Node, Union
from opora.roadmap.answers import figures, outline_in
from tests.indicators.conftest import Building
from tests.indicators.test_one_fact import kinds
from tests.wordbook.oracle import Recount
from tests.wordbook.reading import Shape, every_word, read, recounted, shapes
from tests.wordbook.tables import dump
from tests.wordbook.world import World, moment

pytestmark = pytest.mark.django_db
FIRST, LAST = dt.date(2021, 12, 1), dt.date(2022, 12, 31)
NEVER = moment(dt.date(2100, 1, 1))
DAYS = st.dates(FIRST, LAST)
FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def world(building: Building) -> Iterator[World]:
    with building(6, municipalities=4, schools=20) as made:
        yield made


@pytest.fixture(scope="module")
def records(world: World) -> Mapping[type[models.Model], Sequence[Any]]:
    """Every standing record of the world, by its table."""
    found = {model: list(model._default_manager.filter(voided_at=None).order_by("pk")) for model in kinds().values()}
    return {model: rows for model, rows in found.items() if rows and model.__name__ != "Action"}


def seen(world: World, as_of: dt.date, known_at: dt.datetime) -> dict[str, Shape]:
    return shapes(read(world.programme, as_of, known_at))


def change(record: Any, **columns: Any) -> None:
    type(record)._default_manager.filter(pk=record.pk).update(**columns)


@FEW
@given(data=st.data(), as_of=DAYS)
def test_a_voided_fact_is_gone_from_then_on_and_there_before(
    world: World, records: Mapping[Any, Sequence[Any]], data: st.DataObject, as_of: dt.date
) -> None:
    record = data.draw(st.sampled_from(data.draw(st.sampled_from(list(records.values())))))
    voided_at = record.recorded_at + dt.timedelta(days=data.draw(st.integers(0, 300)))
    earlier, later = voided_at - dt.timedelta(seconds=1), voided_at + dt.timedelta(days=data.draw(st.integers(0, 60)))
    before = seen(world, as_of, earlier)
    with transaction.atomic():
        change(record, recorded_at=NEVER)
        without = seen(world, as_of, later)
        change(record, recorded_at=record.recorded_at, voided_at=voided_at, voided_by="user:2", void_reason="test")
        assert seen(world, as_of, earlier) == before
        assert seen(world, as_of, later) == without
        transaction.set_rollback(True)


@FEW
@given(data=st.data())
def test_a_back_dated_fact_counts_from_its_day_and_from_the_moment_it_is_known(
    world: World, records: Mapping[Any, Sequence[Any]], data: st.DataObject
) -> None:
    record = data.draw(st.sampled_from(data.draw(st.sampled_from(list(records.values())))))
    recorded_at = record.recorded_at + dt.timedelta(days=data.draw(st.integers(1, 300)))
    on_its_day = max(record.occurred_on, FIRST) + dt.timedelta(days=data.draw(st.integers(0, 90)))
    not_known, known = recorded_at - dt.timedelta(seconds=1), recorded_at + dt.timedelta(days=1)
    the_day_before = record.occurred_on - dt.timedelta(days=1)
    with transaction.atomic():
        change(record, recorded_at=NEVER)
        without = seen(world, on_its_day, not_known), seen(world, the_day_before, known)
        change(record, recorded_at=recorded_at)
        assert (seen(world, on_its_day, not_known), seen(world, the_day_before, known)) == without
        oracle = Recount(dump(), world.programme.pk, on_its_day, known)
        assert seen(world, on_its_day, known) == recounted(oracle)
        transaction.set_rollback(True)


@FEW
@given(as_of=DAYS, later=st.integers(-20, 200))
def test_the_lists_partition_the_population_to_the_last_unit(world: World, as_of: dt.date, later: int) -> None:
    context = Context.of(world.programme, as_of, clock.end_of(as_of) + dt.timedelta(days=later))
    with every_word():
        outline, found = context.once(outline_in), context.once(figures)
        assert outline is not None
        for _action, indicator in outline.indicators():
            figure = found[indicator.key]
            if figure.kind in (FigureKind.SHARE, FigureKind.COUNT):
                assert isinstance(indicator.node, Call)
                assert figure.population_on is not None
                population = asked(context, outline.registry, indicator.node.arguments[0], figure.population_on)
                assert_partition(figure, population)


@FEW
@given(as_of=DAYS)
def test_a_breakdown_loses_and_doubles_nobody(world: World, as_of: dt.date) -> None:
    for figure in read(world.programme, as_of, clock.end_of(as_of)).values():
        rows = [row for _place, row in groups(figure, lambda member: member.subject.municipality_id)]
        if figure.kind is not FigureKind.MINIMUM:
            assert sum((Counter(row.counts) for row in rows), Counter()) == +Counter(figure.counts)
        assert Counter(m.subject.key for row in rows for m in row.counted) == Counter(
            m.subject.key for m in figure.counted
        )


def assert_partition(figure: Figure, population: Population) -> None:
    """Each subject stands in the lists with its whole weight; what left it stands in the excluded once."""
    left = Counter(exclusion.subject.key for exclusion in population.excluded)
    listed: Counter[str] = Counter()
    for member in figure.members:
        if member.state is State.EXCLUDED and left[member.subject.key]:
            left[member.subject.key] -= 1
        else:
            listed[member.subject.key] += member.weight
    assert not +left
    assert listed == {subject.key: subject.weight for subject in population.subjects}
    assert sum(figure.counts.values()) == sum(listed.values()) + sum(e.subject.weight for e in population.excluded)
    low, high = figure.range
    assert (figure.value is not None) == (low is not None and low == high)


def asked(context: Context, words: Registry, node: Node, on: dt.date) -> Population:
    """The population of a sentence, taken anew."""
    if isinstance(node, Union):
        return join(asked(context, words, node.left, on), asked(context, words, node.right, on))
    assert isinstance(node, Call)
    call = words.words[node.name].call
    assert call is not None
    arguments = [_value(words, one) for one in node.arguments]
    population: Population = call(context, on, *arguments, **{name: _value(words, one) for name, one in node.keywords})
    return population


def _value(words: Registry, node: Node) -> Any:
    assert isinstance(node, Constant | Name)
    return node.value if isinstance(node, Constant) else words.constants[node.id]
