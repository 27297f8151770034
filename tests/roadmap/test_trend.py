"""The line of an indicator says on every day what the roadmap of that day says, and loads nothing for a further day."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from opora.accounts.models import Post, User
from opora.core import clock
from opora.core.actions import void
from opora.core.actors import SYSTEM
from opora.indicators.context import History
from opora.indicators.facts import State
from opora.indicators.figures import FigureKind
from opora.programmes.actions import change_setting, enrol
from opora.programmes.models import Programme
from opora.roadmap.actions import define_indicator
from opora.roadmap.models import Indicator, Roadmap
from opora.roadmap.proposed import Proposed
from opora.roadmap.queries import read_roadmap
from opora.roadmap.trend import Point, line
from tests.accounts.people import appoint, end
from tests.organisations.places import Places

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
SINCE, UNTIL = dt.date(2021, 12, 10), dt.date(2022, 5, 10)
TURNS = [dt.date.fromisoformat(f"2022-{day}") for day in ("01-15", "02-08", "03-01", "04-20", "05-02")]
DAYS = sorted({SINCE, dt.date(2021, 12, 15), UNTIL, *(turn + dt.timedelta(days=n) for turn in TURNS for n in (-1, 0))})
"""Where something turns, the day before, and both ends."""
NOW = dt.datetime(2022, 6, 1, tzinfo=dt.UTC)
TAKEN_BACK = dt.datetime(2022, 4, 1, tzinfo=dt.UTC)


@pytest.fixture
def lived(roadmap: Roadmap, made: Places, siskin: User) -> Programme:
    """Half a year in which everything that moves the line of row 5 happens once."""
    programme = roadmap.programme
    end(appoint(siskin, Post.CURATOR, made.first), dt.date(2022, 4, 20), NOW)
    wrong = appoint(
        siskin, Post.CURATOR, made.second, on=dt.date(2022, 3, 1), at=dt.datetime(2022, 3, 10, tzinfo=dt.UTC)
    )
    with clock.at(TAKEN_BACK):
        void(record=wrong, reason="another school was meant", by=SYSTEM)
    with clock.at(dt.datetime(2022, 1, 20, tzinfo=dt.UTC)):
        day = dt.date(2022, 1, 15)
        enrol(programme=programme, schools=[made.fourth], on=day, basis="order 3", by=SYSTEM)
        change_setting(region=made.region, key="at_risk_days", value=30, on=day, by=SYSTEM)
    with clock.at(NOW):
        indicator = roadmap.indicators.get(key="5")
        proposed = Proposed(
            formula="share(schools(current), curator_appointed())",
            target="= 100",
            target_basis="minutes 7",
            basis="minutes 7",
            on=dt.date(2022, 5, 2),
        )
        define_indicator(indicator=indicator, proposed=proposed, by=SYSTEM)
    return programme


def day_by_day(programme: Programme, key: str, known_at: dt.datetime) -> dict[dt.date, tuple[int, ...]]:
    """Each of these days read alone."""
    found = {}
    for day in DAYS:
        view = read_roadmap(programme, day, known_at)
        assert view is not None
        one = view.indicators[key][1]
        counts = one.figure.counts
        lists = (counts[state] for state in (State.MET, State.MISSING, State.UNKNOWN, State.EXCLUDED))
        found[view.as_of] = (*lists, one.outline.version)
    return found


def spread(points: list[Point]) -> dict[dt.date, tuple[int, ...]]:
    """What the points of a line say of these days."""
    found = {}
    for day in DAYS:
        point = [one for one in points if one.on <= day][-1]
        found[day] = (point.met, point.missing, point.unknown, point.excluded, point.version)
    return found


@pytest.mark.parametrize(
    "known_at", [NOW + dt.timedelta(days=1), TAKEN_BACK - dt.timedelta(days=1)], ids=["now", "then"]
)
@pytest.mark.parametrize("key", ["4", "5", "1", "35.1", "35.2"])
def test_the_line_is_that_of_the_days(lived: Programme, key: str, known_at: dt.datetime) -> None:
    points = line(History(lived, known_at), key, SINCE, UNTIL)
    assert spread(points) == day_by_day(lived, key, known_at)


def test_the_line_has_a_point_wherever_something_changed(lived: Programme) -> None:
    points = line(History(lived, NOW + dt.timedelta(days=1)), "5", SINCE, UNTIL)
    assert [(f"{point.on:%m-%d}", point.met, point.counted, point.version) for point in points] == [
        ("12-10", 0, 0, 1),
        ("12-15", 0, 3, 1),
        ("01-15", 0, 4, 1),
        ("02-08", 1, 4, 1),
        ("04-20", 0, 4, 1),
        ("05-02", 0, 4, 2),
    ]


def test_a_row_that_counts_actions_is_asked_for_at_the_ends_of_months(lived: Programme) -> None:
    points = line(History(lived, NOW), "33", SINCE, UNTIL)
    assert {point.on for point in points} <= {
        *(dt.date(2022, month, 1) - dt.timedelta(days=1) for month in (1, 2, 3, 4, 5)), UNTIL}  # fmt: skip
    last = read_roadmap(lived, UNTIL, NOW)
    assert last is not None
    assert points[-1].missing == last.indicators["33"][1].figure.counts[State.MISSING]


@pytest.mark.parametrize("key", ["4", "5"])
def test_a_further_day_costs_no_query(lived: Programme, key: str) -> None:
    lived = Programme.objects.select_related("region", "preceding").get(pk=lived.pk)

    def queries(since: dt.date) -> int:
        with CaptureQueriesContext(connection) as captured:
            line(History(lived, NOW), key, since, UNTIL)
        return len(captured)

    assert queries(UNTIL) == queries(SINCE)


def test_an_indicator_that_is_not_there_has_no_line(lived: Programme) -> None:
    assert line(History(lived, NOW), "99", SINCE, UNTIL) == []
    assert line(History(lived, dt.datetime(2021, 12, 1, tzinfo=dt.UTC)), "5", SINCE, UNTIL) == []


def test_a_formula_that_nobody_can_read_has_a_line_of_nothing(lived: Programme) -> None:
    Indicator.objects.get(key="5").definitions.filter(version=1).update(formula="share(schools(current), juggled())")
    first, *rest = line(History(lived, NOW + dt.timedelta(days=1)), "5", SINCE, UNTIL)
    assert (first.on, first.counted, first.range) == (SINCE, 0, (None, None))
    assert [(point.on, point.counted) for point in rest] == [(dt.date(2022, 5, 2), 4)]


def test_who_takes_part_are_the_three_lists_together() -> None:
    point = Point(SINCE, FigureKind.SHARE, 1, 2, 4, 8, (None, None), version=1, target=None)
    assert point.counted == 7
