"""Unknown, word by word (design section 3): what a word says while its source is silent, and once it has spoken.

Unknown is never zero. Each test is a row of the table in docs/formula-language.md.
"""

import datetime as dt

import pytest

from opora.events.models import AttendanceClosing, Held, Presence
from opora.indicators.awaiting import read_awaiting
from opora.indicators.facts import Progress, State
from opora.indicators.registry import language
from opora.roadmap.programme_file import programme_path, read_programme
from tests.wordbook import models as m
from tests.wordbook.village import Village

pytestmark = pytest.mark.django_db
DAY, NEXT, DUE = dt.date(2022, 3, 5), dt.date(2022, 3, 6), dt.date(2022, 12, 31)


@pytest.fixture
def village() -> Village:
    return Village()


def test_attendance_is_unknown_until_the_list_is_closed(village: Village) -> None:
    sentence = 'share(schools(current), attended("forum"))'
    everybody = {"unknown": ["n1", "n2", "s1"]}
    assert village.lists(sentence, DAY) == everybody
    forum = village.plan("forum", DAY)
    assert village.lists(sentence, NEXT) == everybody, "planned"
    village.note(Held, DAY, event=forum)
    village.note(Presence, DAY, event=forum, person="hugo", way="hand")
    assert village.lists(sentence, NEXT) == everybody, "held; who is marked already is not met yet"
    assert village.ask(sentence, NEXT).range == (0, 100)
    village.note(AttendanceClosing, NEXT, event=forum)
    assert village.lists(sentence, DAY) == everybody, "the day before the closing"
    assert village.lists(sentence, NEXT) == {"met": ["n2"], "missing": ["n1", "s1"]}


def test_attendance_at_a_series_is_unknown_while_a_held_session_has_an_open_list(village: Village) -> None:
    sentence = 'share(schools(current), attended(series="seminar"))'
    first = village.plan("seminar-1", DAY, series="seminar")
    second = village.plan("seminar-2", DAY, series="seminar")
    village.note(Held, DAY, event=first)
    village.note(Presence, DAY, event=first, person="hugo", way="hand")
    village.note(AttendanceClosing, DAY, event=first)
    assert village.lists(sentence, DAY) == {"met": ["n2"], "missing": ["n1", "s1"]}
    village.note(Held, NEXT, event=second)
    assert village.lists(sentence, NEXT) == {"met": ["n2"], "unknown": ["n1", "s1"]}


def test_outside_courses_are_unknown_until_their_list_is_imported(village: Village) -> None:
    sentence = 'share(schools(current), took_course(provider="academy"))'
    assert village.lists(sentence, DUE) == {"unknown": ["n1", "n2", "s1"]}
    course = village.note(m.OutsideCourse, DAY, provider="academy")
    village.note(m.CourseParticipant, DAY, course=course, school="n1")
    assert village.lists(sentence, DUE) == {"unknown": ["n1", "n2", "s1"]}
    village.note(m.CourseImported, NEXT, course=course)
    assert village.lists(sentence, DUE) == {"met": ["n1"], "missing": ["n2", "s1"]}
    village.note(m.OutsideCourse, DAY, provider="academy")
    assert village.lists(sentence, DUE) == {"met": ["n1"], "unknown": ["n2", "s1"]}, "another list is still to come"


def test_tests_are_unknown_until_the_results_are_imported_but_their_classes_are_expected(village: Village) -> None:
    sentence = 'share(pupils_assessed(current, "reading"), succeeded())'
    test = village.note(m.Assessment, DAY, code="reading")
    large = village.note(m.ExpectedClass, DAY, assessment=test, school="n1", name="9a", pupils=20)
    village.note(m.ExpectedClass, DAY, assessment=test, school="s1", name="9a", pupils=10)
    village.note(m.ClassResult, DAY, expected=large, wrote=18, succeeded=12)
    before = village.ask(sentence, DAY)
    assert (before.counts[State.UNKNOWN], before.denominator, before.value) == (30, 30, None)
    village.note(m.ResultsImported, NEXT, assessment=test)
    after = village.ask(sentence, NEXT)
    assert after.counts == {State.MET: 12, State.MISSING: 16, State.UNKNOWN: 0, State.EXCLUDED: 0}


def test_a_wave_is_unknown_until_it_is_closed_except_what_is_met_already(village: Village) -> None:
    sentence = "share(municipalities(current), systemic_approach(1))"
    wave = village.note(m.Wave, DAY, number=1, needed=1)
    village.note(m.RequirementMet, DAY, wave=wave, municipality="north", requirement="a")
    assert village.lists(sentence, NEXT) == {"met": ["north"], "unknown": ["south"]}
    village.note(m.WaveClosed, NEXT, wave=wave)
    assert village.lists(sentence, NEXT) == {"met": ["north"], "missing": ["south"]}


def test_a_campaign_is_unknown_until_it_is_closed_except_what_is_met_already(village: Village) -> None:
    sentence = 'share(schools(current), surveyed("profile"))'
    campaign = village.note(m.Campaign, DAY, code="profile")
    village.note(m.Surveyed, DAY, campaign=campaign, school="s1")
    assert village.lists(sentence, NEXT) == {"met": ["s1"], "unknown": ["n1", "n2"]}
    village.note(m.CampaignClosed, NEXT, campaign=campaign)
    assert village.lists(sentence, NEXT) == {"met": ["s1"], "missing": ["n1", "n2"]}


@pytest.mark.parametrize(
    "fact",
    [
        'visited("first")',
        'documents_confirmed("concept")',
        "risks_activated()",
        'expertise_passed("concept")',
        'presented("regional")',
        'prepared("festival", "experience")',
    ],
)
def test_what_is_recorded_when_it_is_done_is_missing_without_a_record(village: Village, fact: str) -> None:
    assert village.lists(f"share(schools(current), {fact})", DUE) == {"missing": ["n1", "n2", "s1"]}


def test_an_appointment_that_nobody_made_is_missing(village: Village) -> None:
    village.leave_post("mick", "n2", NEXT)
    assert village.lists("share(schools(current), curator_appointed())", NEXT) == {
        "met": ["n1", "s1"],
        "missing": ["n2"],
    }
    coordinators = "share(municipalities(current), coordinator_appointed())"
    assert village.lists(coordinators, NEXT) == {"met": ["north"], "missing": ["south"]}


def test_a_municipal_roadmap_and_training_are_missing_without_a_record(village: Village) -> None:
    assert village.lists("share(municipalities(), roadmap_published())", DUE) == {"missing": ["north", "south"]}
    teams = {"missing": ["team of n1", "team of n2", "team of s1"]}
    assert village.lists('share(management_teams(current), trained("risks"))', DUE) == teams


def test_a_vacant_post_is_missing_even_while_the_list_is_open(village: Village) -> None:
    sentence = 'share(municipal_heads(), attended("call"))'
    call = village.plan("call", DAY)
    assert village.lists(sentence, DAY) == {"unknown": ["head of north"], "missing": ["head of south"]}
    village.note(Held, DAY, event=call)
    assert village.lists(sentence, DAY) == {"unknown": ["head of north"], "missing": ["head of south"]}
    assert [member.reason for member in village.ask(sentence, DAY).list(State.MISSING)] == ["должность была вакантна"]


def test_records_are_counted_as_they_are_and_a_running_month_is_unknown_below_the_minimum(village: Village) -> None:
    assert village.ask("count(requests())", DAY).value == 0
    village.note(m.News, DAY, title="one")
    running = village.ask("least_per_month(news())", NEXT, due=NEXT, target=">= 2")
    assert [(member.state, member.weight) for member in running.members] == [(State.UNKNOWN, 1)]
    village.note(m.News, DAY, title="two")
    reached = village.ask("least_per_month(news())", NEXT, due=NEXT, target=">= 2")
    assert [member.state for member in reached.members] == [State.MET]
    over = village.ask("least_per_month(news())", DUE, due=NEXT, target=">= 3")
    assert [member.state for member in over.members] == [State.MISSING]


def test_a_document_that_nobody_approved_is_missing(village: Village) -> None:
    village.note(m.Deliverable, DAY, code="report")
    assert village.lists('delivered("report")', DAY) == {"missing": ["document:report"]}


def test_awaited_words_are_unknown(village: Village) -> None:
    file = read_programme(programme_path("2022"))
    awaited, mistakes = read_awaiting(file.awaiting)
    assert mistakes == []
    words = language.with_words(awaited)
    village.note(m.Visit, DAY, school="n1", kind="first")
    figure = village.ask('share(schools(current), visited("first"))', DUE, words=words)
    assert figure.counts[State.UNKNOWN] == 3
    assert figure.source is not None
    assert figure.source.progress is Progress.AWAITING
    assert figure.awaiting == ("visited",)
