"""A roadmap read on a day: figures, execution, results, both clocks, and a number of queries that never grows."""

import datetime as dt
from typing import Any

import pytest
from django.utils import translation
from pytest_django import DjangoAssertNumQueries

from opora.accounts.models import Post, User
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.indicators.evaluation import not_connected
from opora.indicators.facts import Gap, State
from opora.indicators.targets import Verdict
from opora.programmes.actions import change_setting
from opora.programmes.models import Programme
from opora.roadmap.actions import load_programme
from opora.roadmap.execution import ExecutionState
from opora.roadmap.models import IndicatorDefinition, Roadmap
from opora.roadmap.programme_file import programme_path, read_programme
from opora.roadmap.queries import RoadmapView, links, read_roadmap, roadmap_of, source_cells
from tests.accounts.people import appoint, end
from tests.organisations.places import Places
from tests.roadmap import small_programme

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def read(programme: Programme, as_of: str, known_at: dt.datetime | None = None) -> RoadmapView:
    view = read_roadmap(programme, dt.date.fromisoformat(as_of), known_at)
    assert view is not None
    return view


def states(view: RoadmapView) -> dict[str, str]:
    return {action.number: action.execution.state.value for action in view.actions}


def test_before_anybody_is_appointed(programme: Programme, roadmap: Roadmap) -> None:
    assert states(read(programme, "2022-01-15")) == {
        "1": "unknown", "4": "upcoming", "5": "upcoming", "33": "upcoming", "35": "upcoming"}  # fmt: skip
    assert states(read(programme, "2022-02-01")) == {
        "1": "unknown", "4": "at_risk", "5": "at_risk", "33": "upcoming", "35": "upcoming"}  # fmt: skip
    late = read(programme, "2022-05-01")
    assert states(late) == {"1": "unknown", "4": "overdue", "5": "overdue", "33": "upcoming", "35": "overdue"}
    assert late.states[ExecutionState.OVERDUE] == 3
    assert late.indicators["4"][1].result is Verdict.NOT_MET
    assert late.indicators["5"][1].result is None


def test_appointments_execute_their_rows(
    programme: Programme,
    roadmap: Roadmap,
    made: Places,
    siskin: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    appoint(siskin, Post.COORDINATOR, made.bor)
    appoint(siskin, Post.COORDINATOR, made.luga, on=dt.date(2022, 2, 10), at=dt.datetime(2022, 2, 20, tzinfo=dt.UTC))
    for school in (made.first, made.second, made.third):
        appoint(siskin, Post.CURATOR, school)
    view = read(programme, "2022-03-01")
    four, five = view.indicators["4"][0].execution, view.indicators["5"][0].execution
    assert (four.state, four.late, four.on) == (ExecutionState.EXECUTED, True, dt.date(2022, 2, 10))
    assert (five.state, five.late, five.on) == (ExecutionState.EXECUTED, False, dt.date(2022, 2, 8))
    assert view.indicators["4"][1].result is Verdict.MET
    assert view.indicators["35.1"][1].result is Verdict.MET
    assert states(read(programme, "2022-02-09"))["4"] == "overdue"
    then = dt.datetime(2022, 2, 19, tzinfo=dt.UTC)
    assert states(read(programme, "2022-03-01", then))["4"] == "overdue"


def test_row_33_counts_actions_due_and_waits_for_what_is_not_known(
    programme: Programme, roadmap: Roadmap, made: Places, siskin: User
) -> None:
    for school in (made.first, made.second, made.third):
        appoint(siskin, Post.CURATOR, school)

    def lists(as_of: str) -> dict[str, list[str]]:
        figure = read(programme, as_of).indicators["33"][1].figure
        return {state.value: [one.subject.label[:2].rstrip(".") for one in figure.list(state)] for state in State}

    assert lists("2021-12-14") == {"met": [], "missing": [], "unknown": [], "excluded": []}
    assert lists("2022-03-01") == {"met": ["5"], "missing": ["4"], "unknown": ["1"], "excluded": []}
    assert lists("2022-05-01") == {"met": ["5"], "missing": ["4", "35"], "unknown": ["1"], "excluded": []}
    assert lists("2022-10-01") == {"met": ["5"], "missing": ["4", "35"], "unknown": ["1", "33"], "excluded": []}
    figure = read(programme, "2022-03-01").indicators["33"][1].figure
    assert [[one.gap for one in figure.list(state)] for state in (State.MISSING, State.UNKNOWN)] == [
        [Gap("ministry", "/roadmap/4/", step="Carry out the action")],
        [Gap("ministry", "/roadmap/1/", step="Bring in the evidence that it was carried out")],
    ]
    assert states(read(programme, "2022-08-15"))["33"] == "in_progress"
    after = read(programme, "2022-08-31").indicators["33"][0].execution
    assert (after.state, after.on) == (ExecutionState.UNKNOWN, None)
    assert after.reason == "1 counted action is not known yet"


def test_row_33_is_executed_by_its_period_once_everything_else_is_known(programme: Programme) -> None:
    content = small_programme.data()
    content["actions"] = [one for one in content["actions"] if str(one["n"]) != "1"]
    for name in ("summoned", "municipal_heads"):
        content["awaiting"].pop(name, None)
    small_programme.load(programme, content)
    after = read(programme, "2022-08-30").indicators["33"][0].execution
    assert (after.state, after.on, after.late) == (ExecutionState.EXECUTED, dt.date(2022, 8, 30), False)


def test_row_33_is_at_risk_when_its_target_cannot_be_reached_and_still_rests_on_its_period(
    programme: Programme, made: Places
) -> None:
    content = small_programme.data()
    content["actions"][3]["indicators"][0]["target"] = "= 100"
    small_programme.load(programme, content)
    view = read(programme, "2022-08-15")
    assert states(view)["33"] == "in_progress"
    assert view.indicators["33"][1].result is Verdict.NOT_MET


def test_an_ended_appointment_opens_the_gap_again(
    programme: Programme, roadmap: Roadmap, made: Places, siskin: User
) -> None:
    for municipality in (made.bor, made.luga):
        held = appoint(siskin, Post.COORDINATOR, municipality)
    end(held, on=dt.date(2022, 5, 1), at=dt.datetime(2022, 5, 2, tzinfo=dt.UTC))
    assert states(read(programme, "2022-04-30"))["4"] == "executed"
    assert states(read(programme, "2022-05-01"))["4"] == "overdue"
    assert states(read(programme, "2022-05-01", dt.datetime(2022, 5, 1, tzinfo=dt.UTC)))["4"] == "executed"


def test_the_warning_is_a_setting_of_the_region(programme: Programme, roadmap: Roadmap) -> None:
    region = programme.region
    change_setting(region=region, key="at_risk_days", value=30, on=dt.date(2022, 1, 10), by=SYSTEM)
    assert states(read(programme, "2022-01-09"))["4"] == "upcoming"
    assert states(read(programme, "2022-01-10"))["4"] == "at_risk"


def test_each_figure_says_what_it_counts_and_why_it_is_unknown(programme: Programme, roadmap: Roadmap) -> None:
    view = read(programme, "2022-02-20")
    first, guide = view.indicators["1"][1], view.indicators["35.2"][1]
    assert first.sentence == "Share of municipal heads present at the call of 2022."
    assert first.figure.awaiting == ("summoned",)
    assert first.why_unknown == not_connected()
    assert (first.figure.counts[State.UNKNOWN], first.figure.value) == (2, None)
    assert guide.figure.value is None
    assert view.indicators["4"][1].why_unknown == ""
    action = view.action("4")
    assert action is not None
    assert action.outline.section is not None
    outline = action.outline
    assert (outline.title, outline.reading, action.outline.section.title) == ("Action 4", "so", "People")
    assert [one.title for one in view.actions[4].outline.executors] == ["Ministry", "Institute"]
    assert view.actions[0].outline.pages[0].url == "https://example.org/audit"
    with translation.override("ru"):
        russian = read(programme, "2022-02-20").indicators["1"][1].sentence
    assert (
        russian
        == "Доля руководителей муниципальных органов управления образованием, участвовавших в совещании 2022\u00a0года."
    )


def test_what_was_not_loaded_yet_is_not_known(programme: Programme, roadmap: Roadmap) -> None:
    before = small_programme.LOADED_AT - dt.timedelta(seconds=1)
    assert read_roadmap(programme, dt.date(2022, 3, 1), before) is None
    assert roadmap_of(programme, before) is None
    assert roadmap_of(programme) == roadmap
    row = roadmap.actions.get(number="4")
    assert (source_cells(row, clock.now()), links(row, clock.now())) == ({}, [])


def test_a_formula_that_cannot_be_read_any_more_is_unknown_and_says_why(programme: Programme, roadmap: Roadmap) -> None:
    IndicatorDefinition.objects.filter(indicator__key="5").update(formula="share(schools(current), forgotten())")
    view = read(programme, "2022-02-20")
    one = view.indicators["5"][1]
    assert (one.figure.known, one.figure.value, one.sentence) == (False, None, "")
    assert "forgotten" in one.why_unknown
    assert states(view)["5"] == "unknown"


QUERIES = 23
OF_FACTS = 12
"""How many more it takes where rows ask about events and works."""
COMPUTED = "1 2 6 10 12 20 22 24 25 27.1 27.2 28.1 28.2 29 31 34 35.1 35.2 35.3 36 37 41 42 45 48"


def test_the_number_of_queries_does_not_grow_with_the_rows(
    programme: Programme, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    small_programme.load(programme)
    with django_assert_num_queries(QUERIES):
        view = read_roadmap(Programme.objects.get(pk=programme.pk), dt.date(2022, 10, 1))
        assert view is not None
        assert len(view.indicators) == 6


def test_nor_does_it_with_all_48_actions(
    programme: Programme, made: Places, siskin: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    load_programme(file=read_programme(programme_path("2022")), region=programme.region, by=SYSTEM)
    for school in (made.first, made.second, made.third):
        appoint(siskin, Post.CURATOR, school)
    appoint(siskin, Post.COORDINATOR, made.bor)
    with django_assert_num_queries(QUERIES + OF_FACTS):
        view = read_roadmap(Programme.objects.get(pk=programme.pk), dt.date(2022, 10, 1))
    assert view is not None
    assert (len(view.actions), len(view.indicators)) == (48, 53)
    live = {key for key, (_action, one) in view.indicators.items() if not one.figure.awaiting}
    assert live == {"4", "5", "33", *COMPUTED.split()}
    waiting: list[Any] = [one for key, (_action, one) in view.indicators.items() if key not in live]
    assert [one.key for one in waiting if one.figure.value is not None or not one.why_unknown] == []
