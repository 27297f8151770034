"""Since when an action is in its state: the same as asking every day, of all that lives, lapses and comes back."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from opora.indicators.context import Context, History
from opora.programmes.models import Programme
from opora.roadmap.execution import ExecutionState
from opora.roadmap.queries import RoadmapView, roadmap_in
from opora.roadmap.since import state_since
from tests.roadmap.lived import NOW, live

pytestmark = pytest.mark.django_db
BEGIN = dt.date(2021, 12, 15)
DAYS = [dt.date.fromisoformat(f"2022-{day}") for day in ("01-20", "02-07", "02-09", "02-12", "03-20", "05-09", "06-01")]


def view(programme: Programme, day: dt.date, known_at: dt.datetime = NOW) -> RoadmapView:
    found = roadmap_in(Context(History(programme, known_at), day))
    assert found
    return found


def every_day(programme: Programme, day: dt.date, known_at: dt.datetime = NOW) -> dict[str, dt.date | None]:
    """The same, by looking at the whole roadmap of each day back to the first."""
    now = {row.number: row.execution.state for row in view(programme, day, known_at).actions}
    since: dict[str, dt.date | None] = dict.fromkeys(now)
    going = set(now)
    while going and day > BEGIN:
        day -= dt.timedelta(days=1)
        before = {row.number: row.execution.state for row in view(programme, day, known_at).actions}
        for number in {number for number in going if before.get(number) is not now[number]}:
            since[number] = day + dt.timedelta(days=1)
            going.discard(number)
    return since


@pytest.mark.parametrize("day", DAYS)
def test_every_row_on_every_day(day: dt.date) -> None:
    programme = live().programme
    seen = view(programme, day)
    alone = [row for row in seen.actions if not seen.outline.over_actions(row.outline)]
    expected = every_day(programme, day)
    assert {row.number: state_since(seen, row) for row in alone} == {row.number: expected[row.number] for row in alone}
    assert len(alone) == len(seen.actions) - 1


def test_a_row_that_lapsed_is_late_since_it_lapsed_and_not_since_its_deadline() -> None:
    """The coordinator of the second municipality left; the action had been executed until then."""
    programme = live().programme
    seen = view(programme, DAYS[-1])
    (row,) = [row for row in seen.actions if row.number == "4"]
    assert row.execution.state is ExecutionState.OVERDUE
    assert row.outline.terms.last_due == dt.date(2022, 2, 8)
    since = state_since(seen, row)
    assert since
    assert since > dt.date(2022, 3, 1)
    (before,) = [row for row in view(programme, since - dt.timedelta(days=1)).actions if row.number == "4"]
    assert before.execution.state is ExecutionState.EXECUTED


def test_a_row_that_counts_the_others_does_not_say() -> None:
    seen = view(live().programme, DAYS[-1])
    (row,) = [row for row in seen.actions if row.number == "33"]
    assert state_since(seen, row) is None


def test_no_day_costs_a_query() -> None:
    seen = view(live().programme, DAYS[-1])
    with CaptureQueriesContext(connection) as captured:
        for row in seen.actions:
            state_since(seen, row)
    assert len(captured) == 0
