"""schools(…) and municipalities(…): who is counted on a day, who is excluded and why, as known at a moment."""

import datetime as dt

import pytest
from django.utils import translation

from opora.core import clock
from opora.core.actions import void
from opora.core.actors import SYSTEM
from opora.indicators.context import Context
from opora.indicators.registry import language
from opora.indicators.subjects import Population
from opora.organisations import actions as organisations
from opora.programmes import actions
from opora.programmes.groups import SchoolGroup
from opora.programmes.models import CohortMembership, LeavingReason, Programme
from opora.programmes.words import municipalities, schools
from tests.organisations.places import Places

pytestmark = pytest.mark.django_db

CURRENT, PREVIOUS, LOW_RESULTS = SchoolGroup
MARCH = dt.date(2022, 3, 1)
MARCH_AT = dt.datetime(2022, 3, 1, 12, tzinfo=dt.UTC)
JUNE_AT = dt.datetime(2022, 6, 1, 12, tzinfo=dt.UTC)
DECEMBER = dt.datetime(2022, 12, 31, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _english() -> object:
    with translation.override("en"):
        yield


def at(programme: Programme, known_at: dt.datetime = DECEMBER) -> Context:
    return Context.of(programme, dt.date(2022, 12, 31), known_at)


def keys(population: Population) -> list[str]:
    return [subject.label for subject in population.subjects]


def left(population: Population) -> dict[str, tuple[str, dt.date | None]]:
    return {exclusion.subject.label: (exclusion.reason, exclusion.on) for exclusion in population.excluded}


def leave(made_school: object, programme: Programme, on: dt.date, **words: str) -> None:
    membership = CohortMembership.objects.get(school=made_school, cohort__programme=programme)
    how = {"reason": LeavingReason.IMPROVED, "basis": "order 7", **words}
    with clock.at(MARCH_AT):
        actions.leave(membership=membership, on=on, by=SYSTEM, **how)


def test_the_cohorts_of_this_and_last_year(programme: Programme) -> None:
    assert keys(schools(at(programme), MARCH, CURRENT)) == ["Боровская № 1", "Боровская № 2", "Лужская"]
    assert keys(schools(at(programme), MARCH, PREVIOUS)) == ["Боровская № 1", "Яснолуговая"]
    both = schools(at(programme), MARCH, CURRENT, PREVIOUS)
    assert keys(both) == ["Боровская № 1", "Боровская № 2", "Лужская", "Яснолуговая"]
    assert both.warnings == ()


def test_a_subject_tells_where_its_school_is(programme: Programme, made: Places) -> None:
    subject = schools(at(programme), MARCH, CURRENT).subjects[2]
    assert (subject.kind, subject.key) == ("school", f"school:{made.third.pk}")
    assert (subject.municipality_id, subject.school_id) == (made.luga.pk, made.third.pk)


def test_without_a_group_every_school_of_the_region(programme: Programme) -> None:
    assert len(schools(at(programme), MARCH).subjects) == 4


def test_who_joined_later_is_not_in(programme: Programme, made: Places) -> None:
    with clock.at(MARCH_AT):
        actions.enrol(programme=programme, schools=[made.fourth], on=MARCH, basis="order 9", by=SYSTEM)
    before = schools(at(programme), MARCH - dt.timedelta(days=1), CURRENT)
    assert "Яснолуговая" not in keys(before)
    assert before.excluded == []
    assert "Яснолуговая" in keys(schools(at(programme), MARCH, CURRENT))


def test_who_left_by_the_day_is_excluded_with_the_reason_and_stays_before_it(
    programme: Programme, made: Places
) -> None:
    leave(made.second, programme, MARCH)
    assert "Боровская № 2" in keys(schools(at(programme), MARCH - dt.timedelta(days=1), CURRENT))
    after = schools(at(programme), MARCH, CURRENT)
    assert keys(after) == ["Боровская № 1", "Лужская"]
    assert left(after) == {"Боровская № 2": ("left the project: left the list of low results (order 7)", MARCH)}


def test_leaving_is_not_known_before_it_was_recorded(programme: Programme, made: Places) -> None:
    leave(made.second, programme, dt.date(2022, 2, 1))
    earlier = at(programme, MARCH_AT - dt.timedelta(seconds=1))
    assert "Боровская № 2" in keys(schools(earlier, MARCH, CURRENT))
    assert "Боровская № 2" not in keys(schools(at(programme, MARCH_AT), MARCH, CURRENT))


def test_a_voided_membership_never_was(programme: Programme, made: Places) -> None:
    membership = CohortMembership.objects.get(school=made.second, cohort__programme=programme)
    with clock.at(JUNE_AT):
        void(record=membership, reason="another school was meant", by=SYSTEM)
    assert "Боровская № 2" in keys(schools(at(programme, MARCH_AT), MARCH, CURRENT))
    now = schools(at(programme), MARCH, CURRENT)
    assert "Боровская № 2" not in keys(now)
    assert now.excluded == []


def test_in_a_union_of_cohorts_one_membership_in_force_is_enough(programme: Programme, made: Places) -> None:
    leave(made.first, programme, MARCH)
    both = schools(at(programme), MARCH, CURRENT, PREVIOUS)
    assert "Боровская № 1" in keys(both)
    assert both.excluded == []


def test_a_closed_school_is_excluded_with_the_document(programme: Programme, made: Places) -> None:
    with clock.at(MARCH_AT):
        organisations.change_status(school=made.third, status="closed", on=MARCH, basis="decree 3", by=SYSTEM)
    assert "Лужская" in keys(schools(at(programme), MARCH - dt.timedelta(days=1), CURRENT))
    after = schools(at(programme), MARCH, CURRENT)
    assert left(after) == {"Лужская": ("closed (decree 3)", MARCH)}


def test_growth_point_on_the_day(programme: Programme, made: Places) -> None:
    with clock.at(MARCH_AT):
        organisations.set_growth_point(school=made.first, present=True, on=MARCH, by=SYSTEM)
        organisations.set_growth_point(school=made.third, present=False, on=MARCH, by=SYSTEM)
    before = MARCH - dt.timedelta(days=1)
    assert keys(schools(at(programme), before, CURRENT, growth_point=True)) == ["Лужская"]
    assert keys(schools(at(programme), MARCH, CURRENT, growth_point=True)) == ["Боровская № 1"]
    assert keys(schools(at(programme), MARCH, CURRENT, growth_point=False)) == ["Боровская № 2", "Лужская"]


def test_without_a_preceding_programme_previous_is_empty_and_says_so(programme: Programme) -> None:
    context = at(programme.preceding)
    assert keys(schools(context, MARCH, CURRENT)) == ["Боровская № 1", "Яснолуговая"]
    nobody = schools(context, MARCH, PREVIOUS)
    assert (keys(nobody), nobody.excluded) == ([], [])
    assert nobody.warnings == ("No programme precedes this one: its cohort is empty.",)


def test_the_latest_list_of_low_results_counts(programme: Programme, made: Places) -> None:
    assert schools(at(programme), MARCH, LOW_RESULTS).warnings == (
        "The region has no list of low results on this day.",
    )
    with clock.at(MARCH_AT):
        actions.list_low_results(
            region=made.region, schools=[made.second, made.fourth], on=dt.date(2022, 1, 1), basis="list 1", by=SYSTEM
        )
        actions.list_low_results(region=made.region, schools=[made.fourth], on=MARCH, basis="list 2", by=SYSTEM)
    before = MARCH - dt.timedelta(days=1)
    assert keys(schools(at(programme), before, LOW_RESULTS)) == ["Боровская № 2", "Яснолуговая"]
    assert keys(schools(at(programme), MARCH, LOW_RESULTS)) == ["Яснолуговая"]
    assert len(schools(at(programme), MARCH, CURRENT, LOW_RESULTS).subjects) == 4


def test_municipalities_of_the_region_and_those_with_a_school_in_force(programme: Programme, made: Places) -> None:
    assert keys(municipalities(at(programme), MARCH)) == ["Боровской район", "Лужский район"]
    assert keys(municipalities(at(programme), MARCH, CURRENT)) == ["Боровской район", "Лужский район"]
    leave(made.third, programme, MARCH, reason="other", note="moved away")
    now = municipalities(at(programme), MARCH, CURRENT)
    assert keys(now) == ["Боровской район"]
    reason = "no school of the project any more; Лужская left the project: moved away (order 7)"
    assert left(now) == {"Лужский район": (reason, MARCH)}
    assert keys(municipalities(at(programme), MARCH)) == ["Боровской район", "Лужский район"]
    subject = now.subjects[0]
    assert (subject.key, subject.municipality_id) == (f"municipality:{made.bor.pk}", made.bor.pk)


def test_a_municipality_that_never_had_a_school_of_the_cohort_is_not_excluded(programme: Programme) -> None:
    last_year = municipalities(at(programme.preceding), dt.date(2021, 9, 30), CURRENT)
    assert (keys(last_year), last_year.excluded) == ([], [])


@pytest.mark.parametrize("count", [1, 3])
def test_every_sentence_together_costs_a_fixed_number_of_queries(
    programme: Programme, made: Places, count: int, django_assert_num_queries
) -> None:
    for school in made.schools[count:]:
        CohortMembership.objects.filter(school=school).delete()
    context = at(programme)
    # Memberships, five of the cohorts' schools, municipalities.
    with django_assert_num_queries(7):
        for day in (MARCH, dt.date(2022, 6, 1)):
            schools(context, day, CURRENT)
            schools(context, day, CURRENT, PREVIOUS)
            schools(context, day, CURRENT, growth_point=True)
            municipalities(context, day)
            municipalities(context, day, CURRENT)


@pytest.mark.parametrize(
    ("groups", "growth_point", "russian", "english"),
    [
        (["2022"], None, "школ — участниц проекта 2022 года", "schools in the project of 2022"),
        (
            ["2022", "2021"],
            None,
            "школ — участниц проекта 2021 или 2022 года",
            "schools in the project of 2021 or 2022",
        ),
        (
            [CURRENT, PREVIOUS],
            None,
            "школ — участниц проекта этого или прошлого года",
            "schools in the project of this year or last year",
        ),
        ([LOW_RESULTS], None, "школ из списка школ с низкими результатами", "schools on the list of low results"),
        ([], None, "школ региона", "schools of the region"),
        (
            ["2022"],
            True,
            "школ с центром «Точка роста» — участниц проекта 2022 года",
            "schools with a Growth Point centre in the project of 2022",
        ),
        (
            ["2022", LOW_RESULTS],
            False,
            "школ без центра «Точка роста» — участниц проекта 2022 года или из списка школ с низкими результатами",
            "schools without a Growth Point centre in the project of 2022 or on the list of low results",
        ),
    ],
)
def test_how_schools_are_spoken_of(groups: list[str], growth_point: bool | None, russian: str, english: str) -> None:
    phrase = language.words["schools"].phrase
    with translation.override("ru"):
        assert phrase(*groups, growth_point=growth_point) == russian
    assert phrase(*groups, growth_point=growth_point) == english


def test_how_municipalities_are_spoken_of() -> None:
    phrase = language.words["municipalities"].phrase
    with translation.override("ru"):
        assert phrase() == "муниципалитетов региона"
        assert phrase("2022") == "муниципалитетов — участников проекта 2022 года"
    assert phrase("2022") == "municipalities in the project of 2022"
