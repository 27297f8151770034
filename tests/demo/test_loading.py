"""The invented year lived through: what pages show of it on different days, as known then and now."""

import datetime as dt

import pytest
from django.apps import apps
from django.utils import translation

from opora.accounts import populations
from opora.core import clock, journal
from opora.core.models import JournalEntry, Origin, Record
from opora.demo import plan
from opora.demo.curators import exceptional
from opora.demo.festival_works import OF_COORDINATORS, OF_CURATORS, OF_SCHOOLS
from opora.demo.size import SMALL
from opora.indicators.context import Context
from opora.indicators.facts import State
from opora.organisations.models import Region, School
from opora.organisations.queries import SchoolHistories
from opora.programmes.groups import SchoolGroup
from opora.programmes.models import Cohort, Programme
from opora.programmes.populations import Roster, roster
from opora.roadmap.control import control_log
from opora.roadmap.execution import ExecutionState
from opora.roadmap.queries import IndicatorView, RoadmapView, read_roadmap
from tests.demo.conftest import SHOWN_ON
from tests.programmes.years import cohort_size

pytestmark = pytest.mark.django_db

DUE = dt.date(2022, 2, 8)
MARCH = dt.date(2022, 3, 24)
PLAN = plan.draw(1, SMALL)
JOINED = len(PLAN.cohorts.current)


def read(as_of: dt.date, known_at: dt.datetime | None = None) -> RoadmapView:
    view = read_roadmap(Programme.objects.get(year=2022), as_of, known_at)
    assert view is not None
    return view


def indicator(key: str, as_of: dt.date, known_at: dt.datetime | None = None) -> IndicatorView:
    return read(as_of, known_at).indicators[key][1]


def counts(key: str, as_of: dt.date, known_at: dt.datetime | None = None) -> tuple[int, int]:
    """Met and missing."""
    found = indicator(key, as_of, known_at).figure.counts
    return found[State.MET], found[State.MISSING]


def missing(key: str, as_of: dt.date, known_at: dt.datetime | None = None) -> set[str]:
    """Codes of the schools that are missing."""
    ids = {m.subject.school_id for m in indicator(key, as_of, known_at).figure.list(State.MISSING)}
    return set(School.objects.filter(pk__in=ids).values_list("code", flat=True))


def test_a_release_is_taken_back_when_a_school_loses_its_curator(region: Region) -> None:
    seen = read(SHOWN_ON)
    log = seen.context.history.once(control_log)
    row = next(action.outline.id for action in seen.actions if action.number == "5")
    release = log.release(row, dt.date(2022, 4, 5))
    assert release
    assert [(one.met, one.missing) for one in release.remainders.all()] == [(JOINED, 0)]
    assert log.release(row, dt.date(2022, 4, 4)) is None
    assert log.release(row, dt.date(2022, 8, 29)) is None
    assert [one.kind for one in log.of(row, SHOWN_ON)] == ["note", "note", "returned", "released"]
    assert [one.occurred_on for one in log.meetings(SHOWN_ON)][:1] == [dt.date(2022, 9, 19)]


def cohort_on(day: dt.date, known_at: dt.datetime) -> Roster:
    context = Context.of(Programme.objects.get(year=2022), day, known_at)
    return roster(context, day, [SchoolGroup.CURRENT])


def test_the_region_says_that_it_is_a_demonstration(region: Region) -> None:
    assert region.demonstration_on == SHOWN_ON
    assert region.municipalities.count() == len(SMALL.places)
    assert School.objects.count() == len(PLAN.schools)


def test_every_record_of_ours_is_marked_and_none_is_from_the_future(region: Region) -> None:
    for model in apps.get_models():
        if issubclass(model, Record):
            rows = model._base_manager.all()
            assert not rows.exclude(origin=Origin.DEMO).exists(), model
            assert not rows.filter(recorded_at__gt=clock.end_of(SHOWN_ON)).exists(), model
            assert not rows.filter(voided_at__gt=clock.end_of(SHOWN_ON)).exists(), model


def test_the_cohort_loses_the_school_that_was_merged(region: Region) -> None:
    cohort = Cohort.objects.get(programme__year=2022)
    now = clock.now()
    assert cohort_size(cohort, dt.date(2022, 3, 13), now) == JOINED
    assert cohort_size(cohort, dt.date(2022, 3, 14), now) == JOINED - 1
    assert cohort_size(cohort, SHOWN_ON, now) == JOINED - 1
    left = School.objects.get(code=PLAN.cohorts.closed)
    excluded = cohort_on(MARCH, now).excluded[left.pk]
    assert (excluded.school.status, excluded.on) == ("reorganised", dt.date(2022, 3, 14))
    assert cohort_size(Cohort.objects.get(programme__year=2021), SHOWN_ON, now) == SMALL.previous_cohort


def test_a_school_enrolled_for_its_namesake_was_a_member_only_as_known_then(region: Region) -> None:
    wrong, right = (School.objects.get(code=code).pk for code in (PLAN.cohorts.mistaken, PLAN.cohorts.meant))
    day = dt.date(2022, 1, 10)
    then, now = cohort_on(day, clock.end_of(day)).schools, cohort_on(day, clock.now()).schools
    assert (wrong in then, right in then) == (True, False)
    assert (wrong in now, right in now) == (False, True)


def test_coordinators_were_all_there_three_days_late(region: Region) -> None:
    places = len({school.municipality_id for school in cohort_on(DUE, clock.now()).schools.values()})
    assert counts("4", DUE) == (places - 1, 1)
    assert counts("4", DUE, clock.end_of(DUE)) == (places - 3, 3)  # two orders were recorded after the day
    assert counts("4", SHOWN_ON) == (places, 0)
    for day in (dt.date(2022, 2, 11), MARCH, SHOWN_ON):  # a handover in May makes nothing late
        execution = read(day).indicators["4"][0].execution
        assert (execution.state, execution.on, execution.late) == (ExecutionState.EXECUTED, dt.date(2022, 2, 11), True)
    assert read(dt.date(2022, 2, 10)).indicators["4"][0].execution.state is ExecutionState.OVERDUE


def test_curators_are_late_corrected_and_at_last_missing(region: Region) -> None:
    told = exceptional(PLAN.cohorts)
    assert missing("5", DUE) == {told.late, told.latest, told.corrected}
    assert missing("5", DUE, clock.end_of(DUE)) == {told.late, told.latest, told.recorded_late}
    assert missing("5", DUE, clock.end_of(dt.date(2022, 3, 2))) == {told.late, told.latest}
    assert counts("5", MARCH) == (JOINED, 0)
    assert read(MARCH).indicators["5"][0].execution.on == dt.date(2022, 3, 1)
    assert counts("5", SHOWN_ON) == (JOINED - 2, 2)
    assert missing("5", SHOWN_ON) == set(told.vacant)
    assert read(SHOWN_ON).indicators["5"][0].execution.state is ExecutionState.OVERDUE
    late = {m.subject.school_id for m in indicator("5", SHOWN_ON).figure.list(State.MET) if m.late}
    codes = School.objects.filter(pk__in=late).values_list("code", flat=True)
    assert set(codes) == {told.late, told.latest, told.corrected}


def test_a_target_is_set_by_the_ministry_in_march(region: Region) -> None:
    assert indicator("5", DUE).outline.target is None
    assert str(indicator("5", SHOWN_ON).result) == "not_met"
    assert indicator("5", SHOWN_ON).outline.version == 2


@pytest.mark.parametrize(
    ("day", "place", "note"),
    [
        (dt.date(2021, 12, 15), "tavolzhskii", "vacant"),
        (dt.date(2022, 1, 12), "tavolzhskii", ""),
        (dt.date(2022, 2, 9), "plyosovskii", "vacant"),
        (dt.date(2022, 3, 21), "plyosovskii", ""),
        (dt.date(2022, 4, 27), "ryabinovskii", ""),  # the full head stands before the acting one
        (dt.date(2022, 8, 31), "medovskii", "acting"),
        (dt.date(2022, 8, 31), "klyuchevskoi", ""),
    ],
)
def test_heads_of_municipalities_leave_and_come(region: Region, day: dt.date, place: str, note: str) -> None:
    context = Context.of(Programme.objects.get(year=2022), day, clock.now())
    pk = region.municipalities.get(code=place).pk
    with translation.override("en"):
        (head,) = (one for one in populations.municipal_heads(context, day).subjects if one.municipality_id == pk)
    assert head.note == note
    assert bool(head.person) is (note != "vacant")


def test_heads_of_schools_change_too(region: Region) -> None:
    context = Context.of(Programme.objects.get(year=2022), SHOWN_ON, clock.now())

    def notes(day: dt.date) -> list[str]:
        return [one.note for one in populations.school_heads(context, day, [SchoolGroup.CURRENT]).subjects if one.note]

    assert len(notes(dt.date(2022, 2, 8))) == 0
    assert len(notes(dt.date(2022, 3, 1))) == 1  # vacant; the head who is stood in for still holds the post
    assert len(notes(dt.date(2022, 7, 1))) == 1
    assert len(notes(SHOWN_ON)) == 1  # acting


def test_schools_change_in_autumn(region: Region) -> None:
    then, now = clock.end_of(dt.date(2022, 9, 19)), clock.now()
    schools, first = School.objects.all(), dt.date(2022, 9, 1)
    before, after = SchoolHistories(schools, now).all_at(MARCH), SchoolHistories(schools, now).all_at(first)
    opened = len(PLAN.school_year.growth_points)
    assert opened >= 4
    assert sum(s.growth_point for s in after) == sum(s.growth_point for s in before) + opened
    wrong = School.objects.get(code=PLAN.school_year.wrong_growth_point).pk
    assert SchoolHistories(schools, then).at(wrong, first).growth_point
    assert not SchoolHistories(schools, now).at(wrong, first).growth_point
    gymnasium = SchoolHistories(schools, now).at(School.objects.get(code=PLAN.school_year.gymnasium).pk, first)
    assert (gymnasium.kind, gymnasium.short_name.split()[0]) == ("gymnasium", "Гимназия")


def test_the_list_of_low_results_is_renewed(region: Region) -> None:
    def listed(day: dt.date) -> int:
        context = Context.of(Programme.objects.get(year=2022), day, clock.now())
        return len(roster(context, day, [SchoolGroup.LOW_RESULTS]).schools)

    assert listed(dt.date(2022, 1, 31)) == len(PLAN.cohorts.low_results)
    assert listed(SHOWN_ON) == len(PLAN.cohorts.next_low_results)


def test_each_batch_is_one_row_of_the_journal_and_the_chain_holds(region: Region) -> None:
    assert JournalEntry.objects.count() < 500
    assert JournalEntry.objects.get(verb="add-schools").count == len(PLAN.schools)
    first_day = JournalEntry.objects.filter(verb="appoint-many").order_by("pk")[0]
    assert first_day.count > len(PLAN.schools)
    journal.seal()
    assert journal.verify().fault is None


def test_the_festival_counts_the_works_that_were_accepted_by_the_day(region: Region) -> None:
    for key, works in (("35.1", OF_SCHOOLS), ("35.2", OF_CURATORS), ("35.3", OF_COORDINATORS)):
        for day in (dt.date(2022, 6, 30), dt.date(2022, 9, 15), SHOWN_ON):
            accepted = [told for told in works if told.accepted and told.accepted <= day]
            assert counts(key, day)[0] == len(accepted), (key, day)
