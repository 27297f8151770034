"""What a school was on a day, as known at a moment."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from opora.core import clock
from opora.core.actions import void
from opora.core.actors import SYSTEM
from opora.core.models import JournalEntry
from opora.organisations import actions
from opora.organisations.actions import NewMunicipality, NewSchool
from opora.organisations.models import Municipality, Region, School
from opora.organisations.queries import SchoolHistories, schools_at, working

pytestmark = pytest.mark.django_db

JUNE = dt.datetime(2022, 6, 1, 12, tzinfo=dt.UTC)
MARCH_DAY = dt.date(2022, 3, 1)
NOW = dt.datetime(2022, 12, 1, tzinfo=dt.UTC)


def test_a_school_is_what_was_said_when_it_was_added(schools: list[School]) -> None:
    state = SchoolHistories(School.objects.all(), NOW).at(schools[2].pk, MARCH_DAY)
    assert (state.short_name, state.kind, state.status, state.growth_point) == ("Лужская", "secondary", "open", True)
    assert (state.works, state.status_since) == (True, dt.date(2021, 9, 1))


def test_values_change_from_a_day_on_and_only_once_known(schools: list[School]) -> None:
    school = schools[0]
    with clock.at(JUNE):
        actions.rename_school(school=school, name="Гимназия", short_name="Гимназия", on=MARCH_DAY, by=SYSTEM)
        actions.change_kind(school=school, kind="gymnasium", on=MARCH_DAY, by=SYSTEM)
        actions.change_status(school=school, status="closed", basis="order 5", on=dt.date(2022, 5, 1), by=SYSTEM)
        actions.set_growth_point(school=school, present=True, on=MARCH_DAY, by=SYSTEM)

    def shown(day: dt.date, moment: dt.datetime) -> tuple[str, str, str, bool]:
        state = SchoolHistories(School.objects.all(), moment).at(school.pk, day)
        return state.short_name, state.kind, state.status, state.growth_point

    before = ("Боровская № 1", "secondary", "open", False)
    assert shown(dt.date(2022, 5, 1), JUNE - dt.timedelta(seconds=1)) == before
    assert shown(dt.date(2022, 2, 28), JUNE) == before
    assert shown(MARCH_DAY, JUNE) == ("Гимназия", "gymnasium", "open", True)
    assert shown(dt.date(2022, 5, 1), JUNE) == ("Гимназия", "gymnasium", "closed", True)


def test_before_its_first_name_a_school_goes_by_its_code(schools: list[School]) -> None:
    state = SchoolHistories(School.objects.all(), NOW).at(schools[0].pk, dt.date(2021, 8, 31))
    assert (state.name, state.short_name, state.kind, state.status_since) == ("priobye-1", "priobye-1", "", None)


def test_a_school_counts_from_the_day_it_opens_until_it_is_closed_and_only_once_known(schools: list[School]) -> None:
    """The first closes in March, which is known in June and taken back in July."""
    opened, closed, july = dt.date(2021, 9, 1), MARCH_DAY, JUNE + dt.timedelta(days=30)
    with clock.at(JUNE):
        ended = actions.change_status(school=schools[0], status="closed", basis="order 5", on=closed, by=SYSTEM)
    with clock.at(july):
        void(record=ended, reason="another school was meant", by=SYSTEM)

    def first_works(day: dt.date, moment: dt.datetime) -> tuple[bool, bool]:
        """By the query, and by the state that is opened and works."""
        state = SchoolHistories(School.objects.all(), moment).at(schools[0].pk, day)
        found = working(School.objects.all(), day, moment).filter(pk=schools[0].pk)
        return found.exists(), state.opened and state.works

    both, neither = (True, True), (False, False)
    before, second = dt.timedelta(days=1), dt.timedelta(seconds=1)
    assert first_works(opened - before, NOW) == neither
    assert first_works(opened, NOW) == both
    assert first_works(opened, dt.datetime(2020, 1, 1, tzinfo=dt.UTC)) == neither
    assert first_works(closed, JUNE - second) == both
    assert first_works(closed - before, JUNE) == both
    assert first_works(closed, JUNE) == neither
    assert first_works(closed, july) == both
    assert working(School.objects.all(), closed, JUNE).count() == len(schools) - 1


@pytest.mark.parametrize("count", [1, 3])
def test_schools_come_in_five_queries(schools: list[School], count: int, django_assert_num_queries) -> None:
    chosen = School.objects.filter(pk__in=[school.pk for school in schools[:count]])
    with django_assert_num_queries(5):
        assert len(schools_at(chosen, MARCH_DAY, NOW)) == count


def test_closing_needs_a_basis(schools: list[School]) -> None:
    with pytest.raises(ValidationError):
        actions.change_status(school=schools[0], status="closed", on=MARCH_DAY, by=SYSTEM)
    with pytest.raises(ValidationError):
        actions.change_status(school=schools[0], status="asleep", basis="order", on=MARCH_DAY, by=SYSTEM)


def test_codes_are_taken_once(region: Region, schools: list[School]) -> None:
    again = [NewSchool(municipality=schools[0].municipality, code="priobye-1", name="X", short_name="X")]
    with pytest.raises(ValidationError, match="priobye-1"):
        actions.add_schools(region=region, rows=again, on=MARCH_DAY, by=SYSTEM)
    twice = [NewMunicipality(code="new", name=name, short_name="N") for name in ("One", "Two")]
    with pytest.raises(ValidationError, match="new"):
        actions.add_municipalities(region=region, rows=twice, by=SYSTEM)
    assert not Municipality.objects.filter(code="new").exists()


def test_a_school_stays_in_its_region(schools: list[School]) -> None:
    other = actions.open_region(name="Other", code="other", time_zone="Europe/Moscow", by=SYSTEM)
    row = NewSchool(municipality=schools[0].municipality, code="x", name="X", short_name="X")
    with pytest.raises(ValidationError):
        actions.add_schools(region=other, rows=[row], on=MARCH_DAY, by=SYSTEM)


def test_a_tile_has_both_numbers_and_one_municipality(municipalities: list[Municipality]) -> None:
    for change in ({"tile_row": None}, {"tile_column": 1, "tile_row": 1}, {"tile_column": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Municipality.objects.filter(pk=municipalities[1].pk).update(**change)


def test_a_region_lives_in_a_real_time_zone_and_only_a_demonstration_is_shown_at_a_day(region: Region) -> None:
    with pytest.raises(ValidationError):
        actions.open_region(name="R", code="r", time_zone="Asia/Nowhere", by=SYSTEM)
    with pytest.raises(ValidationError):
        actions.show_demonstration_at(region=region, on=MARCH_DAY, by=SYSTEM)
    shown = actions.open_region(
        name="D", code="d", time_zone="Asia/Barnaul", by=SYSTEM, demonstration_on=dt.date(2022, 10, 1)
    )
    actions.show_demonstration_at(region=shown, on=MARCH_DAY, by=SYSTEM)
    shown.refresh_from_db()
    assert shown.demonstration_on == MARCH_DAY


def test_a_batch_is_one_row_of_the_journal(schools: list[School]) -> None:
    assert list(JournalEntry.objects.order_by("pk").values_list("verb", "count")) == [
        ("open", 1),
        ("add-municipalities", 2),
        ("add-schools", 4),
    ]
