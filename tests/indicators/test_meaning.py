"""The rules of design section 3, "Meaning", one by one in a village where nothing else happens."""

import datetime as dt
from fractions import Fraction

import pytest

from opora.events.models import AttendanceClosing, Event, Held, Presence
from opora.indicators.facts import State
from opora.indicators.figures import groups
from tests.wordbook import models as m
from tests.wordbook.village import Village

pytestmark = pytest.mark.django_db
DAY, NEXT, LATER, DUE = dt.date(2022, 3, 5), dt.date(2022, 3, 6), dt.date(2022, 5, 1), dt.date(2022, 12, 31)
HEADS = 'share(municipal_heads(), attended("call"))'
SCHOOLS = 'share(schools(current), attended("call"))'
EVERYBODY = 'share(school_heads(current) | curators(current) | coordinators(current), attended("call"))'


@pytest.fixture
def village() -> Village:
    return Village()


def meet(village: Village, *present: str, on: dt.date = DAY, code: str = "call", series: str = "") -> Event:
    """A gathering that was held with these people and whose list is closed."""
    gathering = village.plan(code, DAY, series=series)
    village.note(Held, on, event=gathering)
    village.note(AttendanceClosing, on, event=gathering)
    for person in present:
        village.note(Presence, on, event=gathering, person=person, way="hand")
    return gathering


# Scope and the day of a population ----------------------------------------------------------------------------------


def test_facts_of_another_programme_never_count(village: Village) -> None:
    village.note(m.Visit, DAY, school="n1", kind="first", programme=village.previous)
    village.note(m.Visit, DAY, school="n2", kind="first")
    assert village.lists('share(schools(current), visited("first"))', DUE) == {"met": ["n2"], "missing": ["n1", "s1"]}


def test_the_cohorts_of_both_years_are_asked_by_one_programme(village: Village) -> None:
    village.note(m.Visit, DAY, school="n9", kind="first")
    found = village.lists('share(schools(current, previous), visited("first"))', DUE)
    assert found == {"met": ["n9"], "missing": ["n1", "n2", "s1"]}


@pytest.mark.parametrize(
    ("left_on", "lists"),
    [
        (dt.date(2022, 3, 4), {"missing": ["n2", "s1"], "excluded": ["n1"]}),
        (dt.date(2022, 3, 5), {"missing": ["n2", "s1"], "excluded": ["n1"]}),
        (dt.date(2022, 3, 6), {"missing": ["n1", "n2", "s1"]}),
    ],
    ids=["before the due day", "first day outside is the due day", "after it"],
)
def test_who_left_by_the_due_day_is_excluded_and_who_left_after_it_stays(
    village: Village, left_on: dt.date, lists: dict[str, list[str]]
) -> None:
    village.leave_cohort("n1", left_on)
    assert village.lists('share(schools(current), visited("first"))', DUE, due=DAY) == lists


def test_before_the_due_day_the_population_is_that_of_the_day_asked(village: Village) -> None:
    village.leave_cohort("n1", NEXT)
    sentence = 'share(schools(current), visited("first"))'
    assert village.ask(sentence, DAY, due=LATER).population_on == DAY
    assert village.lists(sentence, DAY, due=LATER) == {"missing": ["n1", "n2", "s1"]}
    assert village.lists(sentence, NEXT, due=LATER) == {"missing": ["n2", "s1"], "excluded": ["n1"]}


def test_the_population_of_an_event_is_that_of_its_actual_day(village: Village) -> None:
    village.leave_cohort("n1", dt.date(2022, 3, 20))
    meet(village, "hugo", on=LATER)
    assert village.lists(SCHOOLS, DUE, due=DAY) == {"met": ["n2"], "missing": ["s1"], "excluded": ["n1"]}


def test_facts_after_the_due_day_count_and_are_late(village: Village) -> None:
    village.note(m.Visit, DAY, school="n1", kind="first")
    village.note(m.Visit, NEXT, school="n2", kind="first")
    met = village.ask('share(schools(current), visited("first"))', DUE, due=DAY).list(State.MET)
    assert {village.name(member.subject.key): member.late for member in met} == {"n1": False, "n2": True}


def test_a_school_with_nothing_to_do_at_a_stage_is_excluded_with_the_document(village: Village) -> None:
    village.note(m.Exemption, DAY, school="n1", stage="stage-1", basis="letter 5")
    figure = village.ask('share(schools(current), expertise_passed("stage-1"))', DUE)
    (member,) = figure.list(State.EXCLUDED)
    assert (village.name(member.subject.key), member.on, figure.denominator) == ("n1", DAY, 2)
    assert "letter 5" in member.reason


# Posts and persons --------------------------------------------------------------------------------------------------


def test_the_holder_on_the_day_of_the_fact_counts(village: Village) -> None:
    meet(village, "ulla")
    village.leave_post("nora", "north", NEXT)
    village.appoint("ulla", "municipal_head", "north", NEXT)
    assert village.lists(HEADS, DUE) == {"missing": ["head of north", "head of south"]}, "Ulla was nobody then"


def test_an_acting_holder_counts_beside_the_absent_one(village: Village) -> None:
    village.appoint("ulla", "municipal_head", "north", dt.date(2022, 3, 1), acting=True)
    meet(village, "ulla")
    assert village.lists(HEADS, DUE) == {"met": ["head of north"], "missing": ["head of south"]}


def test_at_a_series_the_holder_of_each_sessions_day_counts(village: Village) -> None:
    sentence = 'count(school_heads(current), attended(series="leader"))'
    meet(village, "hugo", code="leader-1", series="leader")
    meet(village, "ulla", code="leader-2", series="leader", on=LATER)
    village.leave_post("hugo", "n2", NEXT)
    village.appoint("ulla", "school_head", "s1", dt.date(2022, 4, 1))
    found = village.ask(sentence, DUE)
    assert village.lists(sentence, DUE) == {"met": ["head of n2", "head of s1"], "missing": ["head of n1"]}
    assert {village.name(member.subject.key): member.on for member in found.list(State.MET)} == {
        "head of n2": DAY,
        "head of s1": LATER,
    }


def test_a_substitute_is_shown_and_does_not_count(village: Village) -> None:
    call = meet(village)
    village.note(Presence, DAY, event=call, person="ulla", in_place_of="nora", way="hand")
    figure = village.ask(HEADS, DUE)
    reasons = {village.name(member.subject.key): member.reason for member in figure.list(State.MISSING)}
    assert reasons == {
        "head of north": "05.03.2022 отсутствовал, пришёл заместитель",
        "head of south": "должность была вакантна",
    }


def test_a_substitute_with_a_post_in_the_school_is_there_for_the_school(village: Village) -> None:
    call = meet(village)
    village.note(Presence, DAY, event=call, person="dora", in_place_of="hanna", way="hand")
    assert village.lists(SCHOOLS, DUE) == {"met": ["n1"], "missing": ["n2", "s1"]}


def test_a_school_is_there_in_anybody_with_a_post_that_day_but_a_curator(village: Village) -> None:
    meet(village, "rick", "mick", "mona", "ulla")
    assert village.lists(SCHOOLS, DUE) == {"met": ["s1"], "missing": ["n1", "n2"]}


def test_who_gets_a_post_later_was_not_there_for_the_school(village: Village) -> None:
    meet(village, "ulla")
    village.appoint("ulla", "team_member", "n2", NEXT)
    assert village.lists(SCHOOLS, DUE) == {"missing": ["n1", "n2", "s1"]}


def test_in_a_union_everybody_is_a_person_once_and_vacant_posts_stay(village: Village) -> None:
    village.appoint("hugo", "curator", "s1", dt.date(2022, 3, 1), tier="municipal")
    meet(village, "hugo", "cora")
    found = village.lists(EVERYBODY, DUE)
    assert found == {"met": ["cora", "hugo"], "missing": ["hanna", "head of s1", "mick", "rick"]}
    posts = {
        village.name(member.subject.key): len(member.subject.posts) for member in village.ask(EVERYBODY, DUE).members
    }
    assert (posts["hugo"], posts["rick"], posts["hanna"]) == (2, 2, 1)


def test_a_regional_curator_stands_in_the_row_of_the_region(village: Village) -> None:
    meet(village, "rick")
    places = {place.pk: name for name, place in village.places.items()}
    rows = {
        places.get(row.members[0].subject.municipality_id or 0, "region"): sorted(
            village.name(member.subject.key) for member in row.members
        )
        for _place, row in groups(village.ask(EVERYBODY, DUE), lambda member: member.subject.municipality_id)
    }
    assert rows == {"north": ["cora", "hanna", "hugo", "mick"], "south": ["head of s1"], "region": ["rick"]}


# Sets, teams, waves, tests ------------------------------------------------------------------------------------------


def test_experts_pass_a_set_by_their_latest_final_conclusion(village: Village) -> None:
    for school, conclusions in {
        "n1": [(True, True), (False, True)],
        "n2": [(False, True), (True, True)],
        "s1": [(True, False)],
    }.items():
        for nth, (positive, final) in enumerate(conclusions):
            on = DAY + dt.timedelta(days=nth)
            village.note(m.Conclusion, on, school=school, stage="concept", positive=positive, final=final)
    village.note(m.Submission, DAY, school="s1", stage="concept")
    figure = village.ask('share(schools(current), expertise_passed("concept"))', DUE)
    assert [village.name(member.subject.key) for member in figure.list(State.MET)] == ["n2"]
    closes = {village.name(one.subject.key): one.gap.closes for one in figure.list(State.MISSING) if one.gap}
    assert closes == {"n1": "school", "s1": "expert"}


def test_the_concept_set_has_an_anti_risk_programme_for_each_activated_direction(village: Village) -> None:
    sentence = 'share(schools(current), documents_confirmed("concept"))'
    for kind in ("concept", "mid-term"):
        confirm(village, "concept", kind)
    assert village.lists(sentence, DUE) == {"met": ["n1"], "missing": ["n2", "s1"]}
    for side in ("school", "curator"):
        village.note(m.RiskAgreement, DAY, school="n1", direction="staff", side=side)
    assert village.lists(sentence, DUE) == {"missing": ["n1", "n2", "s1"]}
    confirm(village, "concept", "anti-risk", "staff")
    assert village.lists(sentence, DUE) == {"met": ["n1"], "missing": ["n2", "s1"]}


def test_one_sides_agreement_activates_no_direction(village: Village) -> None:
    village.note(m.RiskAgreement, DAY, school="n1", direction="staff", side="school")
    village.note(m.RiskAgreement, DAY, school="n1", direction="equipment", side="curator")
    assert village.lists("share(schools(current), risks_activated())", DUE) == {"missing": ["n1", "n2", "s1"]}


def test_a_new_version_is_not_confirmed_by_the_confirmation_of_the_old(village: Village) -> None:
    village.note(m.Stage, DAY, code="stage-1", measures_by=LATER)
    village.note(m.Measure, DAY, school="n1", code="m1", due_on=LATER)
    village.note(m.Measure, DAY, school="n1", code="m2", due_on=DUE)
    document = confirm(village, "stage-1", "evidence", "m1")
    sentence = 'share(schools(current), documents_confirmed("stage-1"))'
    assert village.lists(sentence, DUE)["met"] == ["n1"], "the measure due later is not asked for"
    village.note(m.Version, LATER, document=document)
    assert village.lists(sentence, DAY)["met"] == ["n1"]
    assert "met" not in village.lists(sentence, LATER)


def test_a_team_is_trained_with_a_leader_and_half_of_it(village: Village) -> None:
    sentence = 'share(management_teams(current), trained("risks"))'
    group = village.note(m.Group, DAY, training="risks")
    for person in ("max", "mia", "mona"):
        village.note(m.Completion, DAY, group=group, person=person)
    assert "met" not in village.lists(sentence, DUE), "half of n1, the whole of s1, and no leader"
    village.note(m.Completion, NEXT, group=group, person="hugo")
    village.note(m.Completion, NEXT, group=group, person="dora")
    assert village.lists(sentence, NEXT)["met"] == ["team of n1", "team of n2"]
    village.leave_post("dora", "n1", LATER)
    assert village.lists(sentence, DUE)["met"] == ["team of n1", "team of n2"], "a trained team stays trained"


def test_what_comes_after_the_close_of_a_wave_is_not_of_it(village: Village) -> None:
    wave = village.note(m.Wave, DAY, number=1, needed=2)
    for place, on in (("north", DAY), ("south", LATER)):
        for requirement in ("a", "b"):
            village.note(m.RequirementMet, on, wave=wave, municipality=place, requirement=requirement)
    village.note(m.WaveClosed, NEXT, wave=wave)
    assert village.lists("share(municipalities(current), systemic_approach(1))", DUE) == {
        "met": ["north"],
        "missing": ["south"],
    }


def test_a_change_takes_each_share_at_the_close_of_its_wave(village: Village) -> None:
    first, second = (f"share(municipalities(current), systemic_approach({number}))" for number in (1, 2))
    sentence = f"change({first}, {second})"
    for number, closed_on in ((1, NEXT), (2, LATER)):
        wave = village.note(m.Wave, DAY, number=number, needed=1)
        village.note(m.RequirementMet, DAY, wave=wave, municipality="north", requirement="a")
        assert village.ask(sentence, DUE).value is None
        village.note(m.WaveClosed, closed_on, wave=wave)
    village.leave_cohort("s1", dt.date(2022, 4, 1))
    assert village.ask(sentence, DUE).value == 50, "south is asked at the first close and gone at the second"
    assert village.ask(sentence, dt.date(2022, 4, 15)).value is None, "before the second close"


def test_pupils_weigh_what_they_wrote_and_a_class_can_stand_in_two_lists(village: Village) -> None:
    test = village.note(m.Assessment, DAY, code="reading")
    classes = {
        (school, name): village.note(m.ExpectedClass, DAY, assessment=test, school=school, name=name, pupils=20)
        for school, name in (("n1", "9a"), ("n1", "9b"), ("n2", "9a"), ("s1", "9a"), ("n9", "9a"))
    }
    village.note(m.ClassResult, NEXT, expected=classes["n1", "9a"], wrote=18, succeeded=12)
    village.note(m.ClassResult, NEXT, expected=classes["n1", "9b"], wrote=0, succeeded=0)
    village.note(m.ClassResult, NEXT, expected=classes["s1", "9a"], wrote=16, succeeded=16)
    village.note(m.ResultsImported, NEXT, assessment=test)
    figure = village.ask('share(pupils_assessed(current, "reading"), succeeded())', DUE)
    units = {state: sorted(member.weight for member in figure.list(state)) for state in State}
    assert units == {State.MET: [12, 16], State.MISSING: [6, 20], State.UNKNOWN: [], State.EXCLUDED: [20]}
    assert figure.value == Fraction(100 * 28, 54)


def confirm(village: Village, stage: str, kind: str, about: str = "") -> m.Document:
    """A document of n1, placed and confirmed."""
    document = village.note(m.Document, DAY, school="n1", stage=stage, kind=kind, about=about)
    version = village.note(m.Version, DAY, document=document)
    village.note(m.Confirmation, DAY, version=version)
    return document


# Two clocks ---------------------------------------------------------------------------------------------------------


def test_a_late_mark_counts_from_the_moment_it_is_known(village: Village) -> None:
    call = meet(village)
    village.note(Presence, DAY, recorded=LATER, event=call, person="nora", way="hand")
    assert village.lists(HEADS, DUE, known=NEXT) == {"missing": ["head of north", "head of south"]}
    assert village.lists(HEADS, NEXT, known=LATER) == {"met": ["head of north"], "missing": ["head of south"]}


def test_a_leaving_recorded_late_changes_the_past_only_as_known_now(village: Village) -> None:
    village.leave_cohort("n1", DAY, recorded=LATER)
    sentence = 'share(schools(current), visited("first"))'
    assert village.lists(sentence, NEXT, known=NEXT) == {"missing": ["n1", "n2", "s1"]}
    assert village.lists(sentence, NEXT, known=LATER) == {"missing": ["n2", "s1"], "excluded": ["n1"]}
