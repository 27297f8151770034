"""Between any two moments of a nasty year the parts of every change add up, and each step is what a recount says.

The year holds late and voided facts; on top of it definitions and a deadline change, some of them recorded late: so
between two moments facts, corrections and redefinitions come together.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.periods import Period, Precision
from opora.indicators.changes import Counts, Step
from opora.indicators.context import Context
from opora.indicators.facts import State
from opora.indicators.figures import Figure
from opora.roadmap.actions import define_indicator, move_deadline
from opora.roadmap.answers import outline_in
from opora.roadmap.changes import WhyChanged, why_changed
from opora.roadmap.models import Action, Indicator
from opora.roadmap.outline import Outline
from opora.roadmap.proposed import Proposed
from tests.indicators.conftest import Building
from tests.wordbook.oracle import Recount, everything
from tests.wordbook.reading import every_word
from tests.wordbook.tables import Tables, dump
from tests.wordbook.world import World, moment

pytestmark = pytest.mark.django_db
FIRST, LAST = dt.date(2021, 12, 1), dt.date(2022, 12, 31)
DEFINITIONS = {
    "3": ('share(schools(current, previous), surveyed("risk-profile"))', dt.date(2022, 2, 20), 0),
    "5": ("share(schools(current, growth_point=True), curator_appointed())", dt.date(2022, 3, 1), 90),
    "24": ('share(schools(current), attended("mentor-day"))', dt.date(2022, 6, 1), 20),
    "37": ('share(schools(previous), presented("regional"))', dt.date(2022, 9, 1), 5),
}
"""By key the other formula, from which day on, and after how many days it is recorded."""
MOVED, MOVED_ON, MOVED_TO = "7", dt.date(2022, 4, 1), dt.date(2022, 5, 31)
COUNTED_OTHERWISE = {"33", "19"}
"""The recount counts them by other units: actions by the definitions of the day, months in place of records."""


@pytest.fixture(scope="module")
def world(building: Building) -> Iterator[World]:
    with building(7, municipalities=4, schools=20) as made, every_word():
        for key, (formula, on, later) in DEFINITIONS.items():
            indicator = Indicator.objects.get(roadmap__programme=made.programme, key=key)
            with clock.at(moment(on + dt.timedelta(days=later))):
                proposed = Proposed(formula=formula, on=on, basis="order")
                define_indicator(indicator=indicator, proposed=proposed, by=SYSTEM)
        action = Action.objects.get(roadmap__programme=made.programme, number=MOVED)
        with clock.at(moment(MOVED_ON + dt.timedelta(days=10))):
            periods = (Period(None, MOVED_TO, Precision.DAY),)
            move_deadline(action=action, periods=periods, basis="order", on=MOVED_ON, by=SYSTEM)
        yield made


@pytest.fixture(scope="module")
def tables(world: World) -> Tables:
    return dump()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(days=st.lists(st.dates(FIRST, LAST), min_size=2, max_size=2, unique=True), later=st.integers(0, 120))
def test_the_parts_add_up(world: World, tables: Tables, days: list[dt.date], later: int) -> None:
    check(world, tables, min(days), max(days), later)


def test_facts_corrections_and_redefinitions_come_together(world: World, tables: Tables) -> None:
    """Over the whole year every step has a part, and in one figure at least all three."""
    found = check(world, tables, dt.date(2022, 2, 5), LAST, 100)
    steps = {key: {change.step for change in one.changes} for key, one in found.items()}
    assert {*Step} in steps.values()
    assert {key for key, of_it in steps.items() if Step.REDEFINED in of_it} <= {*DEFINITIONS, MOVED}
    assert {key for key, one in found.items() if one.redefined} == {*DEFINITIONS, MOVED}


def check(world: World, tables: Tables, since: dt.date, until: dt.date, later: int) -> Mapping[str, WhyChanged]:
    """Compare a day as it was known at its end with a later one, known at the end of it or after."""
    then, now = clock.end_of(since), clock.end_of(until + dt.timedelta(days=later))
    before, after = Context.of(world.programme, since, then), Context.of(world.programme, until, now)
    found = why_changed(before, after)
    outline = before.once(outline_in)
    assert outline is not None
    was, corrected, happened = (
        recount(world, tables, day, known_at) for day, known_at in ((since, then), (since, now), (until, now))
    )
    for key, one in found.items():
        assert_adds_up(one)
        if key not in COUNTED_OTHERWISE and first_in_force(outline, key):
            assert effect(one, Step.CORRECTED) == corrected[key] - was[key], key
            assert effect(one, Step.HAPPENED) == happened[key] - corrected[key], key
        if not one.redefined:
            assert effect(one, Step.REDEFINED) == Counts(), key
    return found


def assert_adds_up(one: WhyChanged) -> None:
    """Each part begins where the one before it ended; from the first figure to the last."""
    running = counts(one.before)
    for change in one.changes:
        assert change.before == running
        assert change.members
        running = change.after
    assert running == counts(one.after)


def effect(one: WhyChanged, step: Step) -> Counts:
    """What all parts of a step did."""
    total = Counts()
    for change in one.changes:
        if change.step is step:
            total = total + (change.after - change.before)
    return total


def recount(world: World, tables: Tables, day: dt.date, known_at: dt.datetime) -> dict[str, Counts]:
    """All indicators counted in plain Python, as the programme began."""
    found = {}
    for key, one in everything(Recount(tables, world.programme.pk, day, known_at)).items():
        units = {state: sum(weight for _key, weight, _day in members) for state, members in one.lists.items()}
        found[key] = Counts(units["met"], units["missing"], units["unknown"])
    return found


def first_in_force(outline: Outline, key: str) -> bool:
    """Whether an indicator is still counted as the programme began: the recount knows nothing else."""
    return any(one.key == key and one.version == 1 and not action.former for action, one in outline.indicators())


def counts(figure: Figure) -> Counts:
    found: Counter[State] = Counter()
    for member in figure.counted:
        found[member.state] += member.weight
    return Counts(found[State.MET], found[State.MISSING], found[State.UNKNOWN])
