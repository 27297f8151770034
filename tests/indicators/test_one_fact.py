"""One changed fact moves exactly the predicted figures; every other one stays the same to the last member."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from django.db import models, transaction

from opora.programmes.models import CohortMembership
from tests.indicators.conftest import Building
from tests.wordbook.oracle import Recount
from tests.wordbook.reading import Shape, read, recounted, shapes
from tests.wordbook.tables import SPINE, Row, Tables, dump
from tests.wordbook.tables import facts as facts_of_tables
from tests.wordbook.world import World, moment

pytestmark = pytest.mark.django_db
AS_OF, NOW = dt.date(2022, 12, 31), dt.date(2023, 6, 1)
EVENTS_OF_SCHOOLS = {"24", "25", "27.1", "28.1", "36", "37", "41", "48"}
EVENTS_OF_EVERYBODY = {"12", "29", "42"}
EVENTS_OF_HEADS = {"1", "2", "6", "22", "31", "34", "45"}
RECORDS = {"17.1", "17.2", "18", "19", "27.2", "28.2"}
DOCUMENTS = {"11", "13", "16", "32", "40", "47"}
BY_CODE = {
    "vks-1": "1",
    "collegium": "2",
    "vks-2": "6",
    "vector-1": "12",
    "vks-3": "22",
    "mentor-session": "24",
    "mentor-day": "25",
    "vector-2": "29",
    "vks-4": "31",
    "vks-5": "34",
    "round-table": "36",
    "fl-conference": "37",
    "fl-relay": "41",
    "vector-3": "42",
    "vks-6": "45",
    "mentors-session": "48",
    "effective-leader": "20",
    "online-seminar": "27.1",
    "internship": "28.1",
    "concept-templates": "11",
    "expert-council": "13",
    "programme-risk-factors": "16",
    "programme-mentoring": "32",
    "analytic-report": "40",
    "methodical-guide": "47",
    "risk-factors": "23",
    "mentoring": "39",
}
SESSIONS = {"online-seminar": "27.2", "internship": "28.2"}
REVIEWED = {"concept": "14", "stage-1": "30", "stage-2": "43"}
CONFIRMED = {"concept": "15", "stage-2": "46"}
"""Where the code of a fact leads; no other figure may notice it."""


class Facts:
    """The rows of a region, and the way from a row to the one that bears its code."""

    def __init__(self, world: World) -> None:
        self.world, self.tables = world, dump()
        self.before = shapes(read(world.programme, AS_OF, moment(NOW)))

    def parent(self, table: str, row: Row, column: str) -> Row:
        return next(one for one in self.tables[table] if one["id"] == row[column])

    def without(self, table: str, row: Row) -> Tables:
        """All rows, this one taken back."""
        gone = [{**one, "voided_at": taken_back()} if one is row else one for one in self.tables[table]]
        return {**self.tables, table: gone}

    def recounted(self, tables: Tables) -> dict[str, Shape]:
        return recounted(Recount(tables, self.world.programme.pk, AS_OF, moment(NOW)))


Reach = Callable[[Facts, Row], set[str]]


def fixed(*keys: str) -> Reach:
    return lambda _facts, _row: set(keys)


def by(codes: Mapping[str, str], column: str, *path: tuple[str, str]) -> Reach:
    """Where the code leads that the row, or the row at the end of the path, bears."""

    def reach(facts: Facts, row: Row) -> set[str]:
        for table, foreign in path:
            row = facts.parent(table, row, foreign)
        return {codes[row[column]]} if row[column] in codes else set()

    return reach


def event(*, held: bool) -> Reach:
    """An event by its series or its own code; what is held counts as a session too, and shows what was presented."""

    def reach(facts: Facts, row: Row) -> set[str]:
        one = row if "code" in row else facts.parent("Event", row, "event_id")
        series = facts.parent("EventSeries", one, "series_id") if one.get("series_id") else one
        code = series["code"]
        keys = {BY_CODE.get(code), SESSIONS.get(code) if held else None, "10" if held else None}
        return {key for key in keys if key}

    return reach


def of_post(_facts: Facts, row: Row) -> set[str]:
    return {
        "municipal_head": EVENTS_OF_HEADS,
        "coordinator": {"4", "35.3"} | EVENTS_OF_EVERYBODY,
        "curator": {"5", "35.2"} | EVENTS_OF_EVERYBODY,
        "school_head": {"20", "23", "39"} | EVENTS_OF_EVERYBODY | EVENTS_OF_SCHOOLS,
        "deputy_head": {"23", "39"} | EVENTS_OF_SCHOOLS,
        "team_member": {"23", "39"} | EVENTS_OF_SCHOOLS,
    }[row["post"]]


def of_post_of_span(facts: Facts, row: Row) -> set[str]:
    return of_post(facts, facts.parent("Appointment", row, "span_id"))


WAVES = {1: ("21", "44"), 2: ("44",)}


def of_schools(facts: Facts, _row: Row) -> set[str]:
    return facts.before.keys() - EVENTS_OF_HEADS - RECORDS - DOCUMENTS - {"9"}


def wave(facts: Facts, row: Row) -> set[str]:
    one = row if "number" in row else facts.parent("Wave", row, "wave_id")
    return set(WAVES.get(one["number"], ()))


def stage(*codes: Mapping[str, str]) -> Reach:
    return lambda _facts, row: {code[row["stage"]] for code in codes if row["stage"] in code}


def nothing(_facts: Facts, _row: Row) -> set[str]:
    return set()


VERSION = ("Document", "document_id")
REACH: Mapping[str, Reach] = {
    "SchoolStatus": of_schools,
    "GrowthPoint": fixed("10"),
    "CohortMembership": of_schools,
    "CohortMembershipEnd": of_schools,
    "Appointment": of_post,
    "AppointmentEnd": of_post_of_span,
    "Campaign": fixed("3"),
    "CampaignClosed": fixed("3"),
    "Surveyed": fixed("3"),
    "Visit": fixed("7"),
    "RiskAgreement": fixed("8", "15"),
    "RoadmapStep": fixed("9"),
    "Stage": by(CONFIRMED, "code"),
    "Measure": fixed("46"),
    "Document": stage(CONFIRMED),
    "Version": by(CONFIRMED, "stage", VERSION),
    "Confirmation": by(CONFIRMED, "stage", ("Version", "version_id"), VERSION),
    "Submission": nothing,
    "Conclusion": stage(REVIEWED),
    "ReviewClosed": nothing,
    "Exemption": stage(REVIEWED, CONFIRMED),
    "EventSeries": event(held=True),
    "Event": event(held=True),
    "Cancellation": nothing,
    "Held": event(held=True),
    "AttendanceClosing": event(held=False),
    "Presence": event(held=False),
    "Speaker": fixed("10"),
    "Group": by(BY_CODE, "training"),
    "GroupClosed": nothing,
    "Completion": by(BY_CODE, "training", ("Group", "group_id")),
    "OutsideCourse": fixed("26"),
    "CourseImported": fixed("26"),
    "CourseParticipant": fixed("26"),
    "Work": fixed("35.1", "35.2", "35.3"),
    "WorkAcceptance": fixed("35.1", "35.2", "35.3"),
    "Wave": wave,
    "WaveClosed": wave,
    "RequirementMet": wave,
    "Assessment": fixed("38"),
    "ExpectedClass": fixed("38"),
    "ResultsImported": fixed("38"),
    "ClassResult": fixed("38"),
    "Request": fixed("17.1"),
    "Consultation": fixed("17.2"),
    "PageViews": fixed("18"),
    "News": fixed("19"),
    "Deliverable": by(BY_CODE, "code"),
    "Approval": by(BY_CODE, "code", ("Deliverable", "deliverable_id")),
}
"""Which figures a fact of each kind may move. Action 33 counts executed actions and may follow any of them."""


@pytest.fixture(scope="module")
def facts(building: Building) -> Iterator[Facts]:
    with building(3, municipalities=5, schools=20) as world:
        yield Facts(world)


def test_every_kind_of_fact_has_its_prediction() -> None:
    made = {model.__name__ for model in facts_of_tables()}
    assert REACH.keys() >= made
    assert REACH.keys() - made == {name for name in kinds() if name not in made} - {"Action"}


@pytest.mark.parametrize("table", REACH)
def test_taking_a_fact_back_moves_the_predicted_figures_and_no_other(facts: Facts, table: str) -> None:
    row, expected = find_one_that_matters(facts, table)
    with transaction.atomic():
        kinds()[table]._default_manager.filter(pk=row["id"]).update(
            voided_at=taken_back(), voided_by="user:2", void_reason="test"
        )
        after = shapes(read(facts.world.programme, AS_OF, moment(NOW)))
        transaction.set_rollback(True)
    moved = {key for key in after if after[key] != facts.before[key]}
    assert after == expected
    assert moved - {"33"} <= REACH[table](facts, row)
    assert moved or REACH[table] is nothing


def find_one_that_matters(facts: Facts, table: str) -> tuple[Row, dict[str, Shape]]:
    """A standing row whose absence changes something, by the oracle, or any one; and what it counts without it."""
    rows = [row for row in facts.tables[table] if not row["voided_at"] and row["recorded_at"] <= taken_back()]
    for row in rows[:60]:
        without = facts.recounted(facts.without(table, row))
        if any(without[key] != facts.before[key] for key in without if key != "33"):
            return row, without
    return row, without


def taken_back() -> dt.datetime:
    return moment(dt.date(2023, 5, 1))


def kinds() -> dict[str, type[models.Model]]:
    """The tables of records by their names."""
    ours: list[Any] = [*SPINE, CohortMembership, *facts_of_tables()]
    return {model.__name__: model for model in ours if any(field.name == "voided_at" for field in model._meta.fields)}
