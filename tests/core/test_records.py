"""Both clocks, spans and dated values, on the tables that use them first."""

import datetime as dt

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from opora.core import clock, dated, spans
from opora.core.actions import void
from opora.core.actors import SYSTEM, Actor
from opora.core.models import Record, SpanEnd, SpanStart, stamp
from opora.organisations.models import Municipality, Region, School, SchoolName
from opora.programmes.models import Cohort, CohortMembership, CohortMembershipEnd, LeavingReason, Programme

pytestmark = pytest.mark.django_db

MARCH = dt.datetime(2022, 3, 1, 12, tzinfo=dt.UTC)
APRIL = dt.datetime(2022, 4, 1, 12, tzinfo=dt.UTC)
MAY = dt.datetime(2022, 5, 1, 12, tzinfo=dt.UTC)
CLERK = Actor(key="user:1")


@pytest.fixture
def school() -> School:
    region = Region.objects.create(name="Region", code="region", time_zone="Asia/Barnaul")
    municipality = Municipality.objects.create(region=region, code="m", name="District", short_name="D")
    return School.objects.create(municipality=municipality, code="s-1")


def name(school: School, value: str, on: dt.date, at: dt.datetime) -> SchoolName:
    with clock.at(at):
        return SchoolName.objects.create(school=school, name=value, short_name=value, **stamp(on=on, by=CLERK))


def membership(school: School, on: dt.date, at: dt.datetime) -> CohortMembership:
    programme, _new = Programme.objects.get_or_create(
        region=school.municipality.region, year=2022, defaults={"title": "2022"}
    )
    cohort, _new = Cohort.objects.get_or_create(programme=programme)
    with clock.at(at):
        return CohortMembership.objects.create(cohort=cohort, school=school, basis="order", **stamp(on=on, by=CLERK))


def leave(span: CohortMembership, on: dt.date, at: dt.datetime) -> CohortMembershipEnd:
    with clock.at(at):
        return CohortMembershipEnd.objects.create(
            span=span, reason=LeavingReason.CLOSED, basis="order", **stamp(on=on, by=CLERK)
        )


def test_a_record_is_known_from_the_moment_it_was_recorded(school: School) -> None:
    name(school, "Old", dt.date(2022, 2, 1), MARCH)
    assert not SchoolName.objects.known(dt.date(2022, 3, 1), MARCH - dt.timedelta(seconds=1)).exists()
    assert SchoolName.objects.known(dt.date(2022, 3, 1), MARCH).exists()
    assert not SchoolName.objects.known(dt.date(2022, 1, 31), MARCH).exists()


def test_a_voided_record_is_known_only_before_it_was_voided(school: School) -> None:
    record = name(school, "Old", dt.date(2022, 2, 1), MARCH)
    with clock.at(APRIL):
        void(record=record, reason="a slip", by=CLERK)
    day = dt.date(2022, 3, 1)
    assert SchoolName.objects.known(day, APRIL - dt.timedelta(seconds=1)).exists()
    assert not SchoolName.objects.known(day, APRIL).exists()
    assert not SchoolName.objects.standing().exists()
    assert (record.voided_by, record.void_reason) == ("user:1", "a slip")


def test_voiding_needs_a_reason_and_happens_once(school: School) -> None:
    record = name(school, "Old", dt.date(2022, 2, 1), MARCH)
    with pytest.raises(ValidationError):
        void(record=record, reason="  ", by=CLERK)
    void(record=record, reason="a slip", by=CLERK)
    with pytest.raises(ValidationError):
        void(record=record, reason="again", by=CLERK)


@pytest.mark.parametrize(
    "half",
    [
        {"voided_at": APRIL},
        {"voided_by": "user:1"},
        {"void_reason": "a slip"},
        {"voided_at": APRIL, "voided_by": "user:1"},
        {"voided_at": MARCH - dt.timedelta(days=1), "voided_by": "user:1", "void_reason": "earlier than recorded"},
        {"recorded_by": ""},
        {"origin": "rumour"},
    ],
)
def test_the_database_refuses_half_a_state(school: School, half: dict[str, object]) -> None:
    record = name(school, "Old", dt.date(2022, 2, 1), MARCH)
    with pytest.raises(IntegrityError), transaction.atomic():
        SchoolName.objects.filter(pk=record.pk).update(**half)


def test_the_latest_known_value_not_after_the_day_wins(school: School) -> None:
    name(school, "Old", dt.date(2022, 1, 1), MARCH)
    name(school, "New", dt.date(2022, 3, 15), MARCH)
    corrected = name(school, "Right", dt.date(2022, 3, 15), APRIL)

    then = dated.load(SchoolName.objects.all(), MARCH, of="school_id")
    now = dated.load(SchoolName.objects.all(), MAY, of="school_id")

    def shown(values: dated.DatedValues[SchoolName], day: dt.date) -> str | None:
        row = values.at(school.pk, day)
        return row.name if row else None

    assert shown(now, dt.date(2021, 12, 31)) is None
    assert shown(now, dt.date(2022, 3, 14)) == "Old"
    assert shown(now, dt.date(2022, 3, 15)) == "Right"
    assert shown(then, dt.date(2022, 12, 31)) == "New"
    assert now.history(school.pk)[-1] == corrected
    assert now.at(school.pk + 1, dt.date(2022, 3, 15)) is None


def test_a_span_is_in_force_from_its_first_day_until_the_day_of_its_end(school: School) -> None:
    start = membership(school, dt.date(2022, 2, 1), MARCH)
    leave(start, dt.date(2022, 4, 10), APRIL)
    (span,) = spans.load(CohortMembership.objects.all(), MAY)
    days = [dt.date(2022, 1, 31), dt.date(2022, 2, 1), dt.date(2022, 4, 9), dt.date(2022, 4, 10)]
    assert [span.covers(day) for day in days] == [False, True, True, False]
    assert [span.over(day) for day in days] == [False, False, False, True]
    stored = [CohortMembership.objects.in_force(day, MAY).exists() for day in days]
    assert stored == [False, True, True, False]
    assert (span.starts_on, span.ends_on) == (dt.date(2022, 2, 1), dt.date(2022, 4, 10))


def test_an_end_is_not_there_before_it_was_recorded_nor_after_it_was_voided(school: School) -> None:
    start = membership(school, dt.date(2022, 2, 1), MARCH)
    end = leave(start, dt.date(2022, 2, 20), APRIL)
    with clock.at(MAY):
        void(record=end, reason="stayed after all", by=CLERK)
    day = dt.date(2022, 3, 1)
    for moment, expected in ((MARCH, True), (APRIL, False), (MAY, True)):
        (span,) = spans.load(CohortMembership.objects.all(), moment)
        assert span.covers(day) is expected
        assert CohortMembership.objects.in_force(day, moment).exists() is expected
        assert CohortMembership.objects.open(moment).exists() is expected


def test_a_corrected_end_is_the_only_one(school: School) -> None:
    start = membership(school, dt.date(2022, 2, 1), MARCH)
    wrong = leave(start, dt.date(2022, 2, 20), MARCH)
    with pytest.raises(IntegrityError), transaction.atomic():
        leave(start, dt.date(2022, 3, 20), APRIL)
    with clock.at(APRIL):
        void(record=wrong, reason="a slip", by=CLERK)
    leave(start, dt.date(2022, 3, 20), APRIL)
    (then,) = spans.load(CohortMembership.objects.all(), MARCH)
    (now,) = spans.load(CohortMembership.objects.all(), APRIL)
    assert (then.ends_on, now.ends_on) == (dt.date(2022, 2, 20), dt.date(2022, 3, 20))


@pytest.mark.parametrize("count", [1, 3])
def test_spans_come_in_one_query_whatever_their_number(school: School, count: int, django_assert_num_queries) -> None:
    for number in range(count):
        start = membership(school, dt.date(2022, 2, 1 + number), MARCH)
        leave(start, dt.date(2022, 3, 1), APRIL)
    with django_assert_num_queries(1):
        loaded = spans.load(CohortMembership.objects.all(), MAY)
        assert [span.ends_on for span in loaded] == [dt.date(2022, 3, 1)] * count
    assert spans.in_force(loaded, dt.date(2022, 2, 1)) == loaded[:1]


def test_stamp_takes_the_clock_and_the_actor() -> None:
    with clock.at(MAY):
        made = stamp(on=dt.date(2022, 4, 30), by=SYSTEM)
    assert made == {
        "occurred_on": dt.date(2022, 4, 30),
        "recorded_at": MAY,
        "recorded_by": "system",
        "origin": "entered",
    }


RECORDS = [model for model in apps.get_models() if issubclass(model, Record)]
STARTS = [model for model in RECORDS if issubclass(model, SpanStart)]


def test_there_are_records_to_walk() -> None:
    assert {SchoolName, CohortMembership, CohortMembershipEnd} <= set(RECORDS)
    assert CohortMembership in STARTS


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
def test_every_record_keeps_the_constraints_of_its_kind(model: type[Record]) -> None:
    place = f"{model._meta.app_label}_{model._meta.model_name}"
    names = {constraint.name for constraint in model._meta.constraints}
    expected = {f"{place}_{rule}" for rule in ("void_whole", "void_later", "origin_known")}
    if issubclass(model, SpanEnd):
        expected.add(f"{place}_one_standing")
    assert expected <= names


@pytest.mark.parametrize("model", STARTS, ids=lambda model: model.__name__)
def test_every_start_has_ends_that_point_back_to_it(model: type[SpanStart]) -> None:
    ends = model._meta.get_field("ends").related_model
    assert issubclass(ends, SpanEnd)
    assert ends._meta.get_field("span").related_model is model


def test_the_name_of_a_model_is_its_own_for_it_makes_the_keys_of_the_journal() -> None:
    ours = [model._meta.model_name for model in apps.get_models() if model.__module__.startswith("opora.")]
    assert sorted(set(ours)) == sorted(ours)
