"""Words about people: posts with their holders, persons once, teams, and whether somebody was appointed."""

import datetime as dt

import pytest
from django.utils import translation

from opora.accounts import words
from opora.accounts.models import User
from opora.core.actions import void
from opora.core.actors import SYSTEM
from opora.core.clock import at as clock_at
from opora.indicators.context import Context
from opora.indicators.facts import Answer, Gap, Proof, State
from opora.indicators.registry import language
from opora.indicators.subjects import Population, Subject
from opora.organisations import actions as organisations
from opora.organisations.actions import NewSchool
from opora.organisations.models import School
from opora.programmes import actions as programmes
from opora.programmes.groups import SchoolGroup
from opora.programmes.models import CohortMembership, Programme
from opora.programmes.words import municipalities, schools
from tests.accounts.people import ENTERED_AT, FEBRUARY, appoint, end, person
from tests.organisations.places import Places

pytestmark = pytest.mark.django_db

CURRENT, PREVIOUS, _LOW = SchoolGroup
MARCH, JUNE = dt.date(2022, 3, 1), dt.date(2022, 6, 1)
DECEMBER = dt.datetime(2022, 12, 31, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def _english() -> object:
    with translation.override("en"):
        yield


def at(programme: Programme, as_of: dt.date = dt.date(2022, 12, 31), known_at: dt.datetime = DECEMBER) -> Context:
    return Context.of(programme, as_of, known_at)


def one(population: Population, key: str) -> Subject:
    return next(subject for subject in population.subjects if subject.key == key)


def left(population: Population) -> dict[str, tuple[str, dt.date | None]]:
    return {exclusion.subject.label: (exclusion.reason, exclusion.on) for exclusion in population.excluded}


def leave_cohort(programme: Programme, school: School, on: dt.date) -> None:
    membership = CohortMembership.objects.get(school=school, cohort__programme=programme)
    with clock_at(ENTERED_AT):
        programmes.leave(membership=membership, on=on, reason="improved", basis="order 7", by=SYSTEM)


def test_a_school_head_is_a_post_with_its_holder_on_the_day(
    programme: Programme, made: Places, siskin: User, starling: User
) -> None:
    held = appoint(siskin, "school_head", made.first, on=dt.date(2021, 9, 1))
    end(held, MARCH)
    appoint(starling, "school_head", made.first, on=JUNE)
    key = f"school_head:{made.first.pk}"

    def head(day: dt.date) -> Subject:
        return one(words.school_heads(at(programme), day, CURRENT), key)

    before, between, after = head(FEBRUARY), head(MARCH), head(JUNE)
    assert (before.person_id, before.person, before.vacant) == (siskin.pk, "Чижова\u00a0Е.\u00a0В.", False)
    assert (between.person_id, between.note, between.vacant) == (None, "vacant", True)
    assert after.person_id == starling.pk
    assert before.titles == ("school head, Боровская № 1",)
    assert (before.kind, before.municipality_id, before.school_id) == ("post", made.bor.pk, made.first.pk)


def test_every_school_of_the_groups_has_one_head_post_once(programme: Programme, made: Places) -> None:
    assert len(words.school_heads(at(programme), MARCH, CURRENT).subjects) == 3
    assert len(words.school_heads(at(programme), MARCH, CURRENT, PREVIOUS).subjects) == 4


def test_heads_and_curators_of_schools_outside_the_cohorts(programme: Programme, made: Places, siskin: User) -> None:
    with clock_at(ENTERED_AT):
        rows = [NewSchool(municipality=made.bor, code="apart", name="Дальняя школа", short_name="Дальняя")]
        (apart,) = organisations.add_schools(region=made.region, rows=rows, on=FEBRUARY, by=SYSTEM)
    appoint(siskin, "school_head", apart)
    appoint(siskin, "curator", apart)
    context = at(programme)
    assert one(words.school_heads(context, MARCH), f"school_head:{apart.pk}").person_id == siskin.pk
    assert one(words.management_teams(context, MARCH), f"management_team:{apart.pk}").note == "1 member"
    assert [subject.person_id for subject in words.curators(context, MARCH).subjects] == [siskin.pk]
    fact = words.curator_appointed(context)
    met = [subject.label for subject in schools(context, MARCH).subjects if fact.answer(subject).state is State.MET]
    assert met == ["Дальняя"]


def test_the_full_head_stands_before_the_acting_one(
    programme: Programme, made: Places, siskin: User, starling: User
) -> None:
    acting = appoint(starling, "school_head", made.first, acting=True)
    key = f"school_head:{made.first.pk}"
    alone = one(words.school_heads(at(programme), MARCH, CURRENT), key)
    assert (alone.person_id, alone.note) == (starling.pk, "acting")
    appoint(siskin, "school_head", made.first, on=MARCH)
    both = one(words.school_heads(at(programme), MARCH, CURRENT), key)
    assert (both.person_id, both.note) == (siskin.pk, "")
    assert acting.acting


def test_the_head_of_an_excluded_school_is_excluded_with_it(programme: Programme, made: Places, siskin: User) -> None:
    appoint(siskin, "school_head", made.first)
    leave_cohort(programme, made.first, MARCH)
    population = words.school_heads(at(programme), MARCH, CURRENT)
    assert left(population) == {
        "school head, Боровская № 1": ("left the project: left the list of low results (order 7)", MARCH)
    }


def test_municipal_heads_are_posts_of_every_municipality(programme: Programme, made: Places, siskin: User) -> None:
    appoint(siskin, "municipal_head", made.bor, acting=True)
    population = words.municipal_heads(at(programme), MARCH)
    assert [subject.key for subject in population.subjects] == [
        f"municipal_head:{made.bor.pk}",
        f"municipal_head:{made.luga.pk}",
    ]
    held, vacant = population.subjects
    assert (held.person_id, held.note, held.municipality_id) == (siskin.pk, "acting", made.bor.pk)
    assert (vacant.vacant, vacant.note) == (True, "vacant")


def test_a_curator_of_several_schools_counts_once_with_all_of_them(
    programme: Programme, made: Places, siskin: User, starling: User
) -> None:
    appoint(siskin, "curator", made.first)
    appoint(siskin, "curator", made.second)
    appoint(siskin, "curator", made.fourth)
    appoint(starling, "curator", made.third, tier="municipal")
    population = words.curators(at(programme), MARCH, CURRENT)
    assert [subject.key for subject in population.subjects] == [f"person:{starling.pk}", f"person:{siskin.pk}"]
    municipal, regional = population.subjects
    assert set(regional.titles) == {"curator, Боровская № 1", "curator, Боровская № 2"}
    assert (regional.municipality_id, municipal.municipality_id) == (None, made.luga.pk)
    assert (regional.kind, regional.school_id, regional.person_id) == ("person", None, siskin.pk)


def test_a_curator_who_left_the_last_school_is_excluded_and_one_to_come_is_not_in(
    programme: Programme, made: Places, siskin: User, starling: User
) -> None:
    end(appoint(siskin, "curator", made.first), MARCH)
    appoint(starling, "curator", made.first, on=JUNE)
    population = words.curators(at(programme), MARCH, CURRENT)
    assert population.subjects == []
    assert left(population) == {"Чижова\u00a0Е.\u00a0В.": ("left the post: left at own wish (order 6)", MARCH)}
    appoint(siskin, "curator", made.second)
    assert words.curators(at(programme), MARCH, CURRENT).excluded == []


def test_a_curator_whose_only_school_left_is_excluded_with_its_reason(
    programme: Programme, made: Places, siskin: User
) -> None:
    appoint(siskin, "curator", made.first)
    leave_cohort(programme, made.first, MARCH)
    reason = "Боровская № 1 left the project: left the list of low results (order 7)"
    assert left(words.curators(at(programme), MARCH, CURRENT)) == {"Чижова\u00a0Е.\u00a0В.": (reason, MARCH)}


def test_coordinators_of_municipalities_with_a_school_of_the_cohort(
    programme: Programme, made: Places, siskin: User, starling: User
) -> None:
    appoint(siskin, "coordinator", made.bor)
    appoint(starling, "coordinator", made.luga)
    appoint(person("Дроздова", "drozdova"), "coordinator", made.region)
    population = words.coordinators(at(programme), MARCH, CURRENT)
    assert [subject.person_id for subject in population.subjects] == [starling.pk, siskin.pk]
    assert population.subjects[1].municipality_id == made.bor.pk
    leave_cohort(programme, made.third, MARCH)
    population = words.coordinators(at(programme), MARCH, CURRENT)
    assert [subject.person_id for subject in population.subjects] == [siskin.pk]
    reason = "no school of the project any more; Лужская left the project: left the list of low results (order 7)"
    assert left(population) == {"Скворцова\u00a0Е.\u00a0В.": (reason, MARCH)}
    assert len(words.coordinators(at(programme), MARCH).subjects) == 2


def test_a_team_stands_for_its_school_even_when_empty(
    programme: Programme, made: Places, siskin: User, starling: User
) -> None:
    appoint(siskin, "school_head", made.first)
    appoint(siskin, "team_member", made.first)
    appoint(starling, "deputy_head", made.first)
    appoint(person("Дроздова", "drozdova"), "curator", made.first)
    population = words.management_teams(at(programme), MARCH, CURRENT)
    team = one(population, f"management_team:{made.first.pk}")
    assert (team.kind, team.school_id, team.note) == ("team", made.first.pk, "2 members")
    assert one(population, f"management_team:{made.second.pk}").note == "0 members"


def answer(programme: Programme, school: School, as_of: dt.date, known_at: dt.datetime = DECEMBER) -> Answer:
    context = at(programme, as_of, known_at)
    subject = one(schools(context, as_of, CURRENT), f"school:{school.pk}")
    return words.curator_appointed(context).answer(subject)


def test_a_curator_is_appointed_since_the_first_day(programme: Programme, made: Places, siskin: User) -> None:
    assert answer(programme, made.first, MARCH).state is State.MISSING
    appoint(siskin, "curator", made.first, tier="municipal")
    said = answer(programme, made.first, MARCH)
    assert (said.state, said.on) == (State.MET, FEBRUARY)
    (evidence,) = said.evidence
    assert (evidence.label, evidence.on, evidence.recorded_at, evidence.origin) == (
        "Чижова\u00a0Е.\u00a0В.: order 5",
        FEBRUARY,
        ENTERED_AT,
        "entered",
    )
    assert answer(programme, made.first, FEBRUARY - dt.timedelta(days=1)).state is State.MISSING


def test_nobody_appointed_is_missing_and_the_ministry_can_close_it(programme: Programme, made: Places) -> None:
    said = answer(programme, made.first, MARCH)
    assert (said.reason, said.on) == ("nobody was appointed", None)
    assert said.gap == Gap(
        "ministry",
        f"/appointments/new/?post=curator&school={made.first.pk}",
        step="Appoint a curator",
        button="Appoint",
    )


def test_a_vacancy_after_somebody_left_is_missing_with_that_reason(
    programme: Programme, made: Places, siskin: User
) -> None:
    end(appoint(siskin, "curator", made.first), MARCH)
    assert answer(programme, made.first, MARCH - dt.timedelta(days=1)).state is State.MET
    said = answer(programme, made.first, JUNE)
    assert said.state is State.MISSING
    assert "left at own wish (order 6)" in said.reason
    assert "2022" in said.reason


def test_a_handover_without_a_gap_does_not_make_the_appointment_late(
    programme: Programme, made: Places, siskin: User, starling: User
) -> None:
    end(appoint(siskin, "curator", made.first), JUNE)
    appoint(starling, "curator", made.first, on=JUNE)
    said = answer(programme, made.first, dt.date(2022, 7, 1))
    assert (said.state, said.on) == (State.MET, FEBRUARY)
    assert [evidence.on for evidence in said.evidence] == [FEBRUARY, JUNE]


def test_after_a_gap_the_appointment_counts_anew(
    programme: Programme, made: Places, siskin: User, starling: User
) -> None:
    end(appoint(siskin, "curator", made.first), MARCH)
    appoint(starling, "curator", made.first, on=MARCH + dt.timedelta(days=1))
    said = answer(programme, made.first, JUNE)
    assert (said.on, len(said.evidence)) == (MARCH + dt.timedelta(days=1), 1)


def test_an_appointment_obeys_the_second_clock(programme: Programme, made: Places, siskin: User) -> None:
    held = appoint(siskin, "curator", made.first)
    voided = ENTERED_AT + dt.timedelta(days=30)
    with clock_at(voided):
        void(record=held, reason="another person", by=SYSTEM)
    day = FEBRUARY
    assert answer(programme, made.first, day, ENTERED_AT - dt.timedelta(seconds=1)).state is State.MISSING
    assert answer(programme, made.first, day, ENTERED_AT).state is State.MET
    assert answer(programme, made.first, day, voided).state is State.MISSING


def test_a_coordinator_of_the_municipality(programme: Programme, made: Places, siskin: User) -> None:
    appoint(siskin, "coordinator", made.bor)
    context = at(programme)
    fact = words.coordinator_appointed(context)
    bor, luga = municipalities(context, MARCH, CURRENT).subjects
    assert (fact.answer(bor).state, fact.answer(bor).on) == (State.MET, FEBRUARY)
    assert fact.answer(luga).state is State.MISSING


def test_both_facts_are_proven_by_their_subjects() -> None:
    for name in ("coordinator_appointed", "curator_appointed"):
        assert language.words[name].proof is Proof.SUBJECTS
    assert language.words["curator_appointed"].of == ("school",)
    assert language.words["coordinator_appointed"].of == ("municipality",)


@pytest.mark.parametrize("count", [1, 3])
def test_all_words_together_cost_a_fixed_number_of_queries(
    programme: Programme, made: Places, count: int, django_assert_num_queries
) -> None:
    for number in range(count):
        who = person(f"Дроздова{number}", f"drozdova{number}")
        appoint(who, "curator", made.schools[number])
        appoint(who, "school_head", made.schools[number])
        appoint(who, "coordinator", made.bor)
    context = at(programme)
    # Memberships, five of the cohorts' schools, municipalities, appointments.
    with django_assert_num_queries(8):
        for day in (MARCH, JUNE):
            words.municipal_heads(context, day)
            words.school_heads(context, day, CURRENT)
            words.curators(context, day, CURRENT, PREVIOUS)
            words.coordinators(context, day, CURRENT)
            words.management_teams(context, day, CURRENT)
            for subject in schools(context, day, CURRENT).subjects:
                words.curator_appointed(context).answer(subject)
            for subject in municipalities(context, day, CURRENT).subjects:
                words.coordinator_appointed(context).answer(subject)


@pytest.mark.parametrize(
    ("word", "arguments", "russian"),
    [
        ("municipal_heads", [], "руководителей муниципальных органов управления образованием"),
        ("school_heads", ["2022"], "руководителей школ — участниц проекта 2022 года"),
        ("curators", ["2021", "2022"], "кураторов школ — участниц проекта 2021 или 2022 года"),
        ("coordinators", [CURRENT], "муниципальных координаторов школ — участниц проекта этого года"),
        ("management_teams", ["2022"], "управленческих команд школ — участниц проекта 2022 года"),
        ("coordinator_appointed", [], "в которых назначен координатор"),
        ("curator_appointed", [], "которым назначен куратор"),
    ],
)
def test_how_people_are_spoken_of(word: str, arguments: list[str], russian: str) -> None:
    with translation.override("ru"):
        assert language.words[word].phrase(*arguments) == russian


def test_a_reorganised_school_takes_its_head_along(programme: Programme, made: Places) -> None:
    with clock_at(ENTERED_AT):
        organisations.change_status(school=made.third, status="reorganised", on=MARCH, basis="decree 3", by=SYSTEM)
    population = words.school_heads(at(programme), MARCH, CURRENT)
    assert left(population) == {"school head, Лужская": ("reorganised (decree 3)", MARCH)}
