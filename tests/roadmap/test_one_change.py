"""Every category of change by itself: one fact is changed, and it appears with its subject where it must, only there.

In the village nothing moves from 1 March to 1 April. Each deed below is one record, one record taken back, or one
definition; it is told as one change of its category, of one subject, in exactly the indicators that it reaches.
"""

import datetime as dt
import itertools
from collections.abc import Callable, Iterator
from typing import NamedTuple

import pytest

from opora.accounts.models import Post
from opora.core import clock
from opora.core.actions import void
from opora.core.actors import SYSTEM
from opora.core.models import Record
from opora.core.periods import Period, Precision
from opora.events.models import AttendanceClosing, Held, Speaker
from opora.indicators.changes import Cause, Step
from opora.indicators.context import Context
from opora.programmes.actions import enrol
from opora.roadmap import actions
from opora.roadmap.causes import step_text
from opora.roadmap.changes import why_changed
from opora.roadmap.models import Action, Indicator
from opora.roadmap.programme_values import take
from opora.roadmap.proposed import Proposed
from tests.accounts.people import appoint, person, signed_in
from tests.roadmap import small_programme
from tests.wordbook.reading import every_word
from tests.wordbook.village import START, Village, noon

pytestmark = pytest.mark.django_db
SINCE, UNTIL = dt.date(2022, 3, 1), dt.date(2022, 4, 1)
BEFORE, BETWEEN, LEARNT = dt.date(2022, 2, 20), dt.date(2022, 3, 10), dt.date(2022, 3, 20)
LATER = "2022-12-20"
FORMULAS = {
    "4": (LATER, "share(municipalities(current), coordinator_appointed())"),
    "5": (LATER, "share(schools(current), curator_appointed())"),
    "9": (LATER, "share(schools(current, previous), curator_appointed())"),
    "10": (LATER, 'share(schools(previous), presented("regional"))'),
    "24": (LATER, 'share(schools(previous), attended("forum"))'),
    "25": (LATER, 'share(schools(previous), attended("closed"))'),
    "33": (LATER, 'share(actions("regional"), executed())'),
    "45": (SINCE.isoformat(), 'share(schools(previous), attended("late"))'),
}
"""By key the deadline and the formula. The list of the forum is open, the last event has not taken place."""


class Place(NamedTuple):
    """The village with its roadmap and what happened in it before March."""

    village: Village
    facts: dict[str, Record]


@pytest.fixture
def place() -> Iterator[Place]:
    village = Village()
    content = small_programme.data()
    rows = [small_programme.row(key, due, formula) for key, (due, formula) in FORMULAS.items()]
    content |= {"actions": rows, "awaiting": {}, "titles": {}}
    with every_word():
        with clock.at(noon(START)):
            actions.load_programme(file=take(content), region=village.programme.region, by=SYSTEM)
        facts: dict[str, Record] = {}
        for code in ("forum", "closed", "late"):
            facts[code] = village.plan(code, START)
        for code in ("forum", "closed"):
            village.note(Held, BEFORE, event=facts[code])
        facts["list"] = village.note(AttendanceClosing, BEFORE, event=facts["closed"])
        village.note(Speaker, BEFORE, event=facts["closed"], school="n9", topic="topic")
        yield Place(village, facts)


def join(place: Place, on: dt.date, recorded: dt.date) -> None:
    schools = [place.village.schools["n9"]]
    with clock.at(noon(recorded)):
        enrol(programme=place.village.programme, schools=schools, on=on, basis="order", by=SYSTEM)


def take_back(record: Record) -> None:
    with clock.at(noon(LEARNT)):
        void(record=record, reason="mistake", by=SYSTEM)


def name_coordinator(place: Place, recorded: dt.date) -> None:
    village = place.village
    appoint(village.people["ulla"], Post.COORDINATOR, village.places["south"], on=BEFORE, at=noon(recorded))


def close_list(place: Place, on: dt.date) -> None:
    place.village.note(AttendanceClosing, on, recorded=LEARNT, event=place.facts["forum"])


def hold_event(place: Place) -> None:
    """On its last day the action is missing; held with an open list, nobody knows whether it is executed."""
    place.village.note(Held, BETWEEN, event=place.facts["late"])


def define(place: Place, key: str, formula: str) -> None:
    indicator = Indicator.objects.get(roadmap__programme=place.village.programme, key=key)
    with clock.at(noon(LEARNT)):
        proposed = Proposed(formula=formula, on=BETWEEN, basis="order 8")
        actions.define_indicator(indicator=indicator, proposed=proposed, by=SYSTEM)


class Case(NamedTuple):
    step: Step
    cause: Cause
    subject: str
    keys: set[str]
    do: Callable[[Place], object]


HAPPENED, CORRECTED, REDEFINED = Step.HAPPENED, Step.CORRECTED, Step.REDEFINED
CASES = [
    Case(HAPPENED, Cause.ENTERED, "n9", {"5"}, lambda place: join(place, BETWEEN, BETWEEN)),
    Case(HAPPENED, Cause.LEFT, "n1", {"5", "9"}, lambda place: place.village.leave_cohort("n1", BETWEEN)),
    Case(HAPPENED, Cause.MET, "south", {"4"}, lambda p: p.village.appoint("ulla", "coordinator", "south", BETWEEN)),
    Case(HAPPENED, Cause.UNMET, "n2", {"5", "9"}, lambda place: place.village.leave_post("mick", "n2", BETWEEN)),
    Case(HAPPENED, Cause.KNOWN, "n9", {"24"}, lambda place: close_list(place, BETWEEN)),
    Case(HAPPENED, Cause.UNKNOWN, "45. Действие 45", {"33"}, hold_event),
    Case(CORRECTED, Cause.ENTERED, "n9", {"5"}, lambda place: join(place, BEFORE, LEARNT)),
    Case(CORRECTED, Cause.LEFT, "n1", {"5", "9"}, lambda p: p.village.leave_cohort("n1", BEFORE, recorded=LEARNT)),
    Case(CORRECTED, Cause.MET, "south", {"4"}, lambda place: name_coordinator(place, LEARNT)),
    Case(CORRECTED, Cause.UNMET, "n2", {"5", "9"}, lambda place: take_back(place.village.posts["mick", "n2"])),
    Case(CORRECTED, Cause.KNOWN, "n9", {"24"}, lambda place: close_list(place, BEFORE)),
    Case(CORRECTED, Cause.UNKNOWN, "n9", {"25"}, lambda place: take_back(place.facts["list"])),
    Case(REDEFINED, Cause.ENTERED, "n9", {"5"}, lambda p: define(p, "5", FORMULAS["9"][1])),
    Case(REDEFINED, Cause.LEFT, "n9", {"9"}, lambda p: define(p, "9", FORMULAS["5"][1])),
    Case(REDEFINED, Cause.MET, "n9", {"25"}, lambda p: define(p, "25", FORMULAS["10"][1])),
    Case(REDEFINED, Cause.UNMET, "n9", {"10"}, lambda p: define(p, "10", FORMULAS["25"][1])),
    Case(REDEFINED, Cause.KNOWN, "n9", {"24"}, lambda p: define(p, "24", FORMULAS["25"][1])),
    Case(REDEFINED, Cause.UNKNOWN, "n9", {"25"}, lambda p: define(p, "25", FORMULAS["24"][1])),
]


def test_the_cases_are_all_categories() -> None:
    assert sorted((case.step, case.cause) for case in CASES) == sorted(itertools.product(Step, Cause))


def told(place: Place) -> dict[str, list[tuple[Step, Cause, list[str]]]]:
    """By indicator what changed in the month, as known then and now; unchanged ones are left out."""
    before = Context.of(place.village.programme, SINCE, clock.end_of(SINCE))
    after = Context.of(place.village.programme, UNTIL, clock.end_of(UNTIL))
    return {
        key: [(one.step, one.cause, [member.subject.label for member in one.members]) for one in found.changes]
        for key, found in why_changed(before, after).items()
        if found.changes
    }


def test_in_the_village_nothing_moves(place: Place) -> None:
    assert told(place) == {}


@pytest.mark.parametrize("case", CASES, ids=[f"{case.step}-{case.cause}" for case in CASES])
def test_one_fact_is_one_change_where_it_belongs(place: Place, case: Case) -> None:
    case.do(place)
    assert told(place) == {key: [(case.step, case.cause, [case.subject])] for key in case.keys}


def move_deadline(place: Place, number: str, end: dt.date) -> None:
    """By an act of 10 March."""
    action = Action.objects.get(roadmap__programme=place.village.programme, number=number)
    periods = (Period(None, end, Precision.DAY),)
    with clock.at(noon(BETWEEN)):
        actions.move_deadline(action=action, periods=periods, basis="order 8", on=BETWEEN, by=SYSTEM)


def test_the_row_that_counts_actions_is_counted_otherwise_by_its_own_deadline(place: Place) -> None:
    """What is due after the row is not counted any more; the row itself is due now, as any other might have been."""
    move_deadline(place, "33", dt.date(2022, 2, 1))
    due, left = (HAPPENED, Cause.ENTERED, ["33. Действие 33"]), (REDEFINED, Cause.LEFT, ["45. Действие 45"])
    assert told(place) == {"33": [due, left]}


def test_a_moved_deadline_counts_otherwise_too(place: Place) -> None:
    """By the deadline of 1 February the school that left on the 20th still takes part; the act is of 10 March.

    The row that counts the actions due by now gets one more: what others do to it has happened.
    """
    place.village.leave_cohort("n1", BEFORE)
    assert told(place) == {}
    move_deadline(place, "5", dt.date(2022, 2, 1))
    assert told(place) == {
        "5": [(REDEFINED, Cause.ENTERED, ["n1"])],
        "33": [(HAPPENED, Cause.ENTERED, ["5. Действие 5"])],
    }


@pytest.mark.parametrize("case", CASES, ids=[f"{case.step}-{case.cause}" for case in CASES])
def test_the_pages_tell_it(place: Place, case: Case) -> None:
    case.do(place)
    who = person("Синицына", "sinitsyna")
    client = signed_in(who, appoint(who, Post.MINISTRY, place.village.programme.region, on=START, at=noon(START)))
    with clock.at(clock.end_of(UNTIL)):
        moved = client.get("/roadmap/changes/", {"since": SINCE.isoformat()}).context["moved"]
        assert {row.key: len(row.causes) for row in moved if row.causes} == dict.fromkeys(case.keys, 1)
        redefined = {row.key for row in moved if row.redefined}
        assert redefined == (case.keys if case.step is REDEFINED else set())
        for key in case.keys:
            (change,) = client.get(f"/indicators/{key}/history/", {"since": SINCE.isoformat()}).context["changes"]
            assert (change.step, change.hidden) == (step_text(case.step), 0)
            assert [member.label for member in change.members] == [case.subject]
