"""What a to-do says that it moves is what its step moves, for every word of the language."""

import datetime as dt
from collections.abc import Iterator, Mapping

import pytest
from django.db import transaction

from opora.inbox.moving import Move
from opora.inbox.todos import todos_in
from opora.indicators.context import Context
from opora.indicators.facts import State
from opora.indicators.figures import Figure, FigureKind
from opora.programmes.models import Programme
from opora.roadmap.answers import figures_of
from tests.inbox.by_hand import staffed
from tests.inbox.steps import WORDS, Step
from tests.wordbook.reading import every_word
from tests.wordbook.world import moment

pytestmark = pytest.mark.django_db
LATER = moment(dt.date(2023, 6, 1))
DAYS = (dt.date(2022, 2, 5), dt.date(2022, 4, 15), dt.date(2022, 8, 8), dt.date(2022, 10, 20))
EACH = 3
"""So many to-dos of a word are carried out, those about most subjects first."""
NOTHING_TO_DO: Mapping[str, str] = {
    "executed": "the actions of the roadmap close their gaps themselves and stand in no list",
    "succeeded": "results come in for all classes at once, and nobody can bring about that pupils succeed",
    "requests": "a plain count of what came: nothing is missing in it",
    "consultations": "a plain count of what was held",
    "page_views": "a plain count of what was looked at",
    "sessions": "a plain count of what was held; a session that is missing is planned for `attended`",
}
NEVER_AT_ONCE: Mapping[str, str] = {
    "risks_activated": "the curator's agreement needs that of the school beside it",
    "trained": "a training takes its time, and half a team",
    "took_course": "the list of the course comes in afterwards",
}
WIDENS = frozenset({"attended", "took_course"})
"""Words of which a step can make unknown what was known to be missing: a session is held, a list is still to come."""
CLOSED_BY_ONE_STEP = [word for word in sorted(WORDS) if word not in {**NOTHING_TO_DO, **NEVER_AT_ONCE}]
HAVE_STEPS_BEFORE = [
    "attended",
    "documents_confirmed",
    "expertise_passed",
    "news",
    "prepared",
    "roadmap_published",
    "systemic_approach",
    *NEVER_AT_ONCE,
]


@pytest.fixture(scope="module")
def steps(django_db_setup: None, django_db_blocker) -> Iterator[list[Step]]:
    """Everything that is to be done on some days in a region of a seed, where one more work waits for acceptance."""
    with django_db_blocker.unblock(), transaction.atomic():
        programme = staffed(1, municipalities=4, schools=16).programme
        with every_word():
            next(step for step in steps_on(programme, DAYS[2]) if step.page == "practices:hand_in").take()
            yield [step for day in DAYS for step in steps_on(programme, day)]
        transaction.set_rollback(True)


def steps_on(programme: Programme, day: dt.date) -> list[Step]:
    return [Step(todo, programme, day) for todo in Context.of(programme, day, LATER).once(todos_in)]


def test_every_word_moves_something_or_there_is_a_reason_why_not(steps: list[Step]) -> None:
    assert {step.word for step in steps} == WORDS - NOTHING_TO_DO.keys()
    assert {step.word for step in steps if step.todo.move} == set(CLOSED_BY_ONE_STEP)
    assert {step.word for step in steps if step.todo.move is None} >= set(HAVE_STEPS_BEFORE)


@pytest.mark.parametrize("word", CLOSED_BY_ONE_STEP)
def test_the_step_moves_what_the_to_do_says(steps: list[Step], word: str) -> None:
    chosen = choose([step for step in steps if step.word == word and step.todo.move])
    for step in chosen:
        move, before = step.todo.move, step.todo.indicator.figure
        assert move
        assert (move.met, move.unknown, move.whole) == counted(before)
        with transaction.atomic():
            step.take()
            after = read(step)
            transaction.set_rollback(True)
        holds(move, after)
        ours = {member.subject.key for member in step.todo.members}
        for state in (State.MISSING, State.UNKNOWN):
            left = {member.subject.key for member in before.list(state)} & ours
            assert not left & {member.subject.key for member in after.list(state)}, step.todo.key


@pytest.mark.parametrize("word", HAVE_STEPS_BEFORE)
def test_a_step_after_which_more_is_needed_counts_nobody_in(steps: list[Step], word: str) -> None:
    """But for the first of several open lists of a series (`test_moves_of_meetings`): it counts in who is on it."""
    later = [step for step in steps if step.word == word and step.todo.move is None]
    chosen = choose([step for step in later if step.page != "events:attendance"])
    for step in chosen:
        before = step.todo.indicator.figure
        with transaction.atomic():
            step.take()
            after = read(step)
            transaction.set_rollback(True)
        assert lists(after)[State.MET] == lists(before)[State.MET], step.todo.key
        if word not in WIDENS:
            assert lists(after) == lists(before), step.todo.key


def choose(steps: list[Step]) -> list[Step]:
    """Some that can be taken; those about most subjects first."""
    possible = (step for step in sorted(steps, key=lambda one: -len(one.todo.members)) if step.possible())
    chosen = [step for step, _nth in zip(possible, range(EACH), strict=False)]
    assert chosen
    return chosen


def read(step: Step) -> Figure:
    """The figure of a to-do after all."""
    key = step.todo.indicator.key
    return figures_of(Context.of(step.programme, step.on, LATER), [key])[key]


def holds(move: Move, after: Figure) -> None:
    """Whether it came as said; a step that only settles leaves open who is met."""
    met, unknown, whole = counted(after)
    assert (unknown, whole) == (move.unknown_after, move.whole)
    if move.met_after is None:
        assert move.met <= met <= move.met + (move.unknown - move.unknown_after)
    else:
        assert met == move.met_after


def counted(figure: Figure) -> tuple[int, int, int | None]:
    """How many are met and unknown, of how many: units, or months."""
    months = figure.kind is FigureKind.MINIMUM

    def of(*states: State) -> int:
        return sum(1 if months else member.weight for member in figure.members if member.state in states)

    whole = of(State.MET, State.MISSING, State.UNKNOWN)
    return of(State.MET), of(State.UNKNOWN), whole if months or figure.kind is FigureKind.SHARE else None


def lists(figure: Figure) -> Mapping[State, set[str]]:
    return {state: {member.subject.key for member in figure.list(state)} for state in State}
