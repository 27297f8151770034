"""Starting programmes, enrolling and leaving, settings: what is refused, and what is kept."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.models import JournalEntry
from opora.programmes import actions
from opora.programmes.models import CohortMembership, CohortMembershipEnd, Programme
from opora.programmes.queries import SettingsKnown
from opora.programmes.region_settings import AT_RISK_DAYS, SMALLEST_GROUP, Setting, setting
from tests.organisations import places
from tests.organisations.places import Places
from tests.programmes.years import cohort_size

pytestmark = pytest.mark.django_db

MARCH = dt.date(2022, 3, 1)
NOW = dt.datetime(2022, 12, 1, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _in_december() -> object:
    with clock.at(NOW):
        yield


def test_a_programme_comes_once_a_year_after_an_earlier_one_of_the_region(programme: Programme, made: Places) -> None:
    with pytest.raises(ValidationError):
        actions.start_programme(region=made.region, year=2022, title="again", by=SYSTEM)
    with pytest.raises(ValidationError):
        actions.start_programme(region=made.region, year=2020, title="2020", preceding=programme, by=SYSTEM)
    other = places.make("other")
    with pytest.raises(ValidationError):
        actions.start_programme(region=other.region, year=2023, title="2023", preceding=programme, by=SYSTEM)


def test_a_school_is_enrolled_once_at_a_time(programme: Programme, made: Places) -> None:
    for twice in ([made.first], [made.fourth, made.fourth]):
        with pytest.raises(ValidationError, match="priobye-"):
            actions.enrol(programme=programme, schools=twice, on=MARCH, basis="order", by=SYSTEM)
    assert cohort_size(programme.cohort, MARCH, NOW) == 3


def test_a_school_that_left_can_come_back(programme: Programme, made: Places) -> None:
    membership = CohortMembership.objects.get(school=made.first, cohort=programme.cohort)
    actions.leave(membership=membership, on=MARCH, reason="improved", basis="order 7", by=SYSTEM)
    with pytest.raises(ValidationError):
        actions.leave(membership=membership, on=MARCH, reason="improved", basis="order 7", by=SYSTEM)
    assert cohort_size(programme.cohort, MARCH, NOW) == 2
    actions.enrol(programme=programme, schools=[made.first], on=MARCH, basis="order 8", by=SYSTEM)
    assert cohort_size(programme.cohort, MARCH, NOW) == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"on": dt.date(2021, 12, 14)},
        {"reason": "bored"},
        {"reason": "other", "note": ""},
        {"basis": ""},
    ],
)
def test_leaving_needs_a_day_a_reason_and_a_basis(programme: Programme, made: Places, wrong: dict) -> None:
    membership = CohortMembership.objects.get(school=made.first, cohort=programme.cohort)
    how = {"on": MARCH, "reason": "improved", "basis": "order 7", "note": "", **wrong}
    with pytest.raises(ValidationError):
        actions.leave(membership=membership, by=SYSTEM, **how)
    assert not CohortMembershipEnd.objects.exists()


def test_schools_of_another_region_stay_out(programme: Programme) -> None:
    other = places.make("other")
    with pytest.raises(ValidationError):
        actions.enrol(programme=programme, schools=[other.first], on=MARCH, basis="order", by=SYSTEM)
    with pytest.raises(ValidationError):
        actions.list_low_results(region=programme.region, schools=[other.first], on=MARCH, basis="list", by=SYSTEM)


def test_enrolling_is_one_row_of_the_journal(programme: Programme) -> None:
    assert JournalEntry.objects.filter(verb="enrol").order_by("pk").values_list("count", flat=True)[1] == 3


def test_a_programme_does_not_precede_itself(programme: Programme) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Programme.objects.filter(pk=programme.pk).update(preceding=programme)


def test_settings_have_defaults_until_the_region_sets_its_own(made: Places) -> None:
    assert SettingsKnown(made.region, NOW).on(MARCH).get(AT_RISK_DAYS) == 7
    actions.change_setting(region=made.region, key="at_risk_days", value=10, on=MARCH, by=SYSTEM)
    with clock.at(NOW + dt.timedelta(days=1)):
        actions.change_setting(region=made.region, key="at_risk_days", value=14, on=MARCH, by=SYSTEM)
    assert SettingsKnown(made.region, NOW).on(MARCH - dt.timedelta(days=1)).get(AT_RISK_DAYS) == 7
    assert SettingsKnown(made.region, NOW).on(MARCH).get(AT_RISK_DAYS) == 10
    assert SettingsKnown(made.region, NOW + dt.timedelta(days=1)).on(MARCH).get(AT_RISK_DAYS) == 14
    assert SettingsKnown(made.region, NOW).on(MARCH).get(SMALLEST_GROUP) == 5


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("at_risk_day", 7, "at_risk_days"),
        ("at_risk_days", "7", "at_risk_days"),
        ("at_risk_days", True, "at_risk_days"),
        ("at_risk_days", -1, "0"),
        ("smallest_group", 4, "5"),
    ],
)
def test_settings_are_typed_and_known(made: Places, key: str, value: object, message: str) -> None:
    with pytest.raises(ValidationError, match=message):
        actions.change_setting(region=made.region, key=key, value=value, on=MARCH, by=SYSTEM)


def test_a_setting_is_defined_once() -> None:
    assert setting("at_risk_days") is AT_RISK_DAYS
    with pytest.raises(ValueError, match="twice"):
        Setting("at_risk_days", default=1, label="Again")
