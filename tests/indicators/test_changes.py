"""Why a figure changed: every cause by itself, and parts that add up whatever happens."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from opora.indicators.changes import Cause, Counts, Step, changes
from opora.indicators.facts import State
from opora.indicators.figures import Figure, FigureKind, Member
from opora.indicators.subjects import Subject

DAY = dt.date(2022, 3, 1)
MET, MISSING, UNKNOWN, EXCLUDED = State.MET, State.MISSING, State.UNKNOWN, State.EXCLUDED


def figure(**states: State | tuple[tuple[State, int], ...]) -> Figure:
    """A figure of subjects by name; a weighted one stands in several lists."""
    members = []
    for name, lists in states.items():
        for state, weight in lists if isinstance(lists, tuple) else ((lists, 1),):
            members.append(Member(Subject("school", f"school:{name}", name, weight=weight), state, weight))
    return Figure(FigureKind.SHARE, DAY, tuple(members))


def told(before: Figure, after: Figure) -> list[tuple[Cause, list[str]]]:
    found = changes([(None, before), (Step.HAPPENED, after)])
    return [(change.cause, [member.subject.label for member in change.members]) for change in found]


@pytest.mark.parametrize(
    ("before", "after", "cause"),
    [
        ({}, {"a": MISSING}, Cause.ENTERED),
        ({"a": EXCLUDED}, {"a": MET}, Cause.ENTERED),
        ({"a": MET}, {}, Cause.LEFT),
        ({"a": UNKNOWN}, {"a": EXCLUDED}, Cause.LEFT),
        ({"a": MISSING}, {"a": MET}, Cause.MET),
        ({"a": UNKNOWN}, {"a": MET}, Cause.MET),
        ({"a": MET}, {"a": MISSING}, Cause.UNMET),
        ({"a": MET}, {"a": UNKNOWN}, Cause.UNMET),
        ({"a": UNKNOWN}, {"a": MISSING}, Cause.KNOWN),
        ({"a": MISSING}, {"a": UNKNOWN}, Cause.UNKNOWN),
        ({"a": ((MET, 10), (MISSING, 14))}, {"a": ((MET, 18), (MISSING, 6))}, Cause.MET),
        ({"a": ((MET, 18), (MISSING, 6))}, {"a": ((MET, 18), (MISSING, 8))}, Cause.ENTERED),
        ({"a": ((MET, 18), (MISSING, 6))}, {"a": ((MET, 18), (MISSING, 2))}, Cause.LEFT),
    ],
)
def test_each_cause(before: dict[str, State], after: dict[str, State], cause: Cause) -> None:
    assert told(figure(**before), figure(**after)) == [(cause, ["a"])]


@pytest.mark.parametrize("states", [{}, {"a": MET}, {"a": EXCLUDED}, {"a": ((MET, 3), (MISSING, 2))}])
def test_what_stays_is_not_told(states: dict[str, State]) -> None:
    assert told(figure(**states), figure(**states)) == []
    assert told(figure(**states, gone=EXCLUDED), figure(**states)) == []


def test_who_left_is_shown_with_the_reason_of_leaving() -> None:
    (change,) = changes([(None, figure(a=MET)), (Step.HAPPENED, figure(a=EXCLUDED))])
    assert change.members[0].state is EXCLUDED
    (change,) = changes([(None, figure(a=MET)), (Step.HAPPENED, figure())])
    assert change.members[0].state is MET


def test_of_a_subject_in_part_excluded_the_part_that_counts_is_shown() -> None:
    (change,) = changes([(None, figure(a=MET)), (Step.HAPPENED, figure(a=((EXCLUDED, 3), (MISSING, 2))))])
    assert (change.members[0].state, change.members[0].weight) == (MISSING, 2)


def test_counts_add_and_subtract_list_by_list() -> None:
    assert Counts(1, 2, 3) + Counts(10, 20, 30) == Counts(11, 22, 33)
    assert Counts(11, 22, 33) - Counts(10, 20, 30) == Counts(1, 2, 3)
    assert (Counts(1, 2, 3).total, Counts().total) == (6, 0)


def test_causes_are_told_by_step_and_in_one_order() -> None:
    way = [
        (None, figure(a=MISSING, b=MET, c=UNKNOWN)),
        (Step.CORRECTED, figure(a=MISSING, b=MISSING, c=UNKNOWN)),
        (Step.HAPPENED, figure(a=MET, b=MISSING, c=MISSING, d=MISSING)),
        (Step.REDEFINED, figure(a=MET, d=MISSING)),
    ]
    assert [(change.step, change.cause) for change in changes(way)] == [
        (Step.CORRECTED, Cause.UNMET),
        (Step.HAPPENED, Cause.ENTERED),
        (Step.HAPPENED, Cause.MET),
        (Step.HAPPENED, Cause.KNOWN),
        (Step.REDEFINED, Cause.LEFT),
    ]


STATES = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(State), max_size=8)


@given(st.lists(STATES, min_size=2, max_size=4))
def test_the_parts_add_up_and_each_begins_where_the_last_one_ended(states: list[dict[str, State]]) -> None:
    figures = [figure(**one) for one in states]
    found = changes(list(zip([None, *Step], figures, strict=False)))
    running = counts(figures[0])
    for change in found:
        assert change.before == running
        assert change.members
        running = change.after
    assert running == counts(figures[-1])


def counts(one: Figure) -> Counts:
    return Counts(one.counts[MET], one.counts[MISSING], one.counts[UNKNOWN])
