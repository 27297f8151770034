"""Who learnt: teams in training of the programme, teachers on courses of others, pupils in a test."""

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from opora.accounts.holders import Holding
from opora.accounts.models import Post
from opora.accounts.populations import TEAM_POSTS, holders
from opora.indicators.context import Context
from opora.indicators.facts import (
    Answer,
    Fact,
    Gap,
    Progress,
    Proof,
    Source,
    met,
    missing,
    unknown,
)
from opora.indicators.subjects import Exclusion, Population, Subject
from opora.organisations.queries import SchoolState
from opora.programmes.groups import SchoolGroup
from opora.programmes.populations import roster
from tests.wordbook.models import (
    Assessment,
    ClassResult,
    Completion,
    CourseImported,
    CourseParticipant,
    ExpectedClass,
    Group,
    GroupClosed,
    OutsideCourse,
    ResultsImported,
)
from tests.wordbook.words.book import evidence, own, phrase, rows, rows_of

SEND = Gap("school_head", step="Send the head or a deputy and half of the team to the training", completes=False)
ENROL = Gap("school", step="Enrol a teacher for a course", completes=False)
"""The list of the course has to come in afterwards."""
LEADERS = (Post.SCHOOL_HEAD, Post.DEPUTY_HEAD)
_groups = rows(Group)
_groups_closed = rows(GroupClosed, "group__programme")
_completions = rows_of(Completion, "group_id", "group__programme")
_courses = rows(OutsideCourse)
_imported = rows(CourseImported, "course__programme")
_participants = rows(CourseParticipant, "course__programme")
_assessments = rows(Assessment)
_expected = rows(ExpectedClass, "assessment__programme")
_results_imported = rows(ResultsImported, "assessment__programme")
_results = rows(ClassResult, "expected__assessment__programme")


@own.fact(of=("team",), proof=Proof.SOURCE, phrase=phrase)
def trained(context: Context, programme: str) -> Fact:
    """Whether the head or a deputy and at least half of the team completed the training.

    A default rule of ours. The team is that of the day on which a completion makes it so: who joins or leaves
    afterwards changes nothing.
    """
    groups = {row.pk for row in context.once(_groups) if row.training == programme}
    closed = {row.group_id: row.occurred_on for row in reversed(context.once(_groups_closed)) if row.group_id in groups}
    of_group = _completions(context)
    completions = sorted((row for group in groups for row in of_group(group)), key=_by_day)
    days = sorted({row.occurred_on for row in completions})
    done: dict[int, dt.date] = {}
    for row in completions:
        done.setdefault(row.person_id, row.occurred_on)
    held = context.history.once(holders)

    def answer(subject: Subject) -> Answer:
        ever = [holding for post in TEAM_POSTS for holding in held.all_of(post, "school", subject.school_id)]
        for day in _days_that_matter(ever, done, days):
            team = {holding.person_id for holding in ever if holding.covers(day)}
            leaders = {holding.person_id for holding in ever if holding.post in LEADERS and holding.covers(day)}
            able = {person for person in team if person in done and done[person] <= day}
            if leaders & able and 2 * len(able) >= len(team):
                return met(day)
        return missing("not enough of the team", SEND)

    if groups and closed.keys() == groups:
        return Fact(answer, Source(Progress.COMPLETE, max(closed.values())))
    return Fact(answer, Source(Progress.PENDING if groups else Progress.ABSENT))


def _days_that_matter(
    ever: Sequence[Holding], done: Mapping[int, dt.date], days: Sequence[dt.date]
) -> Iterator[dt.date]:
    """Of the days of completions, the first ones after something changed for those who ever held a post there."""
    turns = {on for one in ever for on in (one.starts_on, one.ends_on, done.get(one.person_id)) if on}
    places = sorted({bisect_left(days, turn) for turn in turns})
    return (days[place] for place in places if place < len(days))


def _by_day(row: Completion) -> tuple[dt.date, int]:
    return row.occurred_on, row.pk


@own.fact(of=("school",), proof=Proof.RUNNING, phrase=phrase)
def took_course(context: Context, provider: str) -> Fact:
    """Whether at least one teacher of the school took part. Unknown until the lists of all courses have come in."""
    courses = {row.pk for row in context.once(_courses) if row.provider == provider}
    imported = {row.course_id: row.occurred_on for row in reversed(context.once(_imported)) if row.course_id in courses}
    took = {row.school_id: row for row in reversed(context.once(_participants)) if row.course_id in imported}
    complete = bool(courses) and imported.keys() == courses

    def answer(subject: Subject) -> Answer:
        if row := took.get(subject.school_id or 0):
            return met(row.occurred_on, *evidence("course", row))
        return missing("nobody took part", ENROL) if complete else unknown("the list has not come in")

    if complete:
        return Fact(answer, Source(Progress.COMPLETE, max(imported.values())))
    return Fact(answer, Source(Progress.PENDING if courses else Progress.ABSENT))


@own.population(of="class", phrase=phrase)
def pupils_assessed(context: Context, on: dt.date, cohort: SchoolGroup, test: str) -> Population:
    """Classes of the schools that are to write a test, with their pupils; known beforehand.

    Once the results are in, a class weighs what it wrote; one that nobody wrote in is excluded.
    """
    taken = roster(context, on, (cohort,))
    tests = {row.pk for row in context.once(_assessments) if row.code == test}
    imported = {row.assessment_id: row.occurred_on for row in context.once(_results_imported)}
    results = {row.expected_id: row for row in context.once(_results)}
    subjects: list[Subject] = []
    left: list[Exclusion] = []
    for row in context.once(_expected):
        if row.assessment_id not in tests:
            continue
        if gone := taken.excluded.get(row.school_id):
            left.append(Exclusion(_class(row, gone.school), gone.reason, gone.on))
        elif state := taken.schools.get(row.school_id):
            result = results.get(row.pk) if row.assessment_id in imported else None
            if result and not result.wrote:
                left.append(Exclusion(_class(row, state), "nobody wrote it", imported[row.assessment_id]))
            else:
                subjects.append(_class(row, state, result.wrote if result else None))
    return Population(subjects, left, taken.warnings)


@own.fact(of=("class",), proof=Proof.SOURCE, phrase=phrase)
def succeeded(context: Context) -> Fact:
    """How many pupils of the class succeeded. Unknown until the results are in; a class without any is missing."""
    expected = {f"class:{row.pk}": row for row in context.once(_expected)}
    imported = {row.assessment_id: row.occurred_on for row in reversed(context.once(_results_imported))}
    results = {row.expected_id: row for row in context.once(_results)}

    def answer(subject: Subject) -> Answer:
        row = expected[subject.key]
        if row.assessment_id not in imported:
            return unknown("the results have not come in")
        result = results.get(row.pk)
        if result is None:
            return missing("not in the results")
        return met(result.occurred_on, *evidence("result", result), weight=result.succeeded)

    tests = {row.pk for row in context.once(_assessments)}
    if tests and imported.keys() >= tests:
        return Fact(answer, Source(Progress.COMPLETE, max(imported[test] for test in tests)))
    return Fact(answer, Source(Progress.PENDING if tests else Progress.ABSENT))


def _class(row: ExpectedClass, school: SchoolState, weight: int | None = None) -> Subject:
    return Subject(
        kind="class",
        key=f"class:{row.pk}",
        label=f"{row.name}, {school.short_name}",
        municipality_id=school.municipality_id,
        school_id=school.id,
        weight=row.pupils if weight is None else weight,
    )
