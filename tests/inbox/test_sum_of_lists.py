"""Every gap that can be closed stands in the lists of exactly those who can close it, and nothing else stands there."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import transaction

from opora.accounts import actions as accounts
from opora.accounts.models import Appointment
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.demo.loading import load
from opora.demo.size import SMALL
from opora.inbox import actions
from opora.inbox.actions import Said
from opora.inbox.lists import Item, lists_in
from opora.inbox.todos import todos_in
from opora.indicators.context import Context
from opora.indicators.facts import State
from opora.indicators.targets import Verdict
from opora.programmes.models import Programme
from opora.roadmap.queries import RoadmapView, roadmap_in
from tests.inbox.by_hand import Pair, Stands, closable, in_office, staffed
from tests.wordbook.reading import every_word
from tests.wordbook.world import moment

pytestmark = pytest.mark.django_db
DAYS = (dt.date(2022, 3, 30), dt.date(2022, 10, 1), dt.date(2022, 12, 31))
LATER = dt.date(2023, 6, 1)
REGIONS = {"seed 1": (1, 6, 18), "seed 2": (2, 4, 12)}
"""Regions that a seed makes, with municipalities and schools; beside them stands the demonstration."""


@pytest.fixture(scope="module", params=[*REGIONS, "demonstration"])
def programme(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker) -> Iterator[Programme]:
    with django_db_blocker.unblock(), transaction.atomic():
        if request.param in REGIONS:
            seed, municipalities, schools = REGIONS[request.param]
            yield staffed(seed, municipalities=municipalities, schools=schools).programme
        else:
            load(on=DAYS[-1], password="priobye-2022", size=SMALL)
            yield Programme.objects.get(year=2022)
        transaction.set_rollback(True)


def read(programme: Programme, day: dt.date, known_at: dt.datetime) -> tuple[RoadmapView, dict[int, list[Item]]]:
    context = Context.of(programme, day, known_at)
    with every_word():
        view, lists = roadmap_in(context), context.once(lists_in)
    assert view is not None
    return view, lists


def standing(lists: dict[int, list[Item]]) -> dict[Pair, Stands]:
    """The lists turned round: where each gap stands."""
    found: dict[Pair, set[int]] = {}
    vacant: dict[Pair, bool] = {}
    for person, items in lists.items():
        for item in items:
            for member in item.todo.members:
                pair = item.todo.indicator.key, member.subject.key
                found.setdefault(pair, set()).add(person)
                vacant[pair] = item.todo.answerable.vacant
    return {pair: Stands(frozenset(people), vacant[pair]) for pair, people in found.items()}


@pytest.mark.parametrize("then", [True, False], ids=["known-then", "known-later"])
@pytest.mark.parametrize("day", DAYS, ids=str)
def test_all_lists_together_are_the_closable_gaps(programme: Programme, day: dt.date, *, then: bool) -> None:
    known_at = clock.end_of(day) if then else moment(LATER)
    view, lists = read(programme, day, known_at)
    expected = closable(view, programme.region_id, in_office(day, known_at))
    assert len(expected) > 60
    assert {one.vacant for one in expected.values()} == {True, False}
    assert max(len(one.persons) for one in expected.values()) > 1
    assert standing(lists) == expected
    for person, items in lists.items():
        assert {item.person_id for item in items} == {person}
        assert max(Counter(item.todo.key for item in items).values()) == 1
        pairs = Counter((one.todo.indicator.key, member.subject.key) for one in items for member in one.todo.members)
        assert set(pairs.values()) == {1}, "one gap is one to-do"
    with every_word():
        keys = [one.key for one in view.context.once(todos_in)]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("programme", ["seed 1"], indirect=True)
def test_numbers_that_are_reached_leave_nothing_to_do(programme: Programme) -> None:
    known_at = clock.end_of(DAYS[-1])
    view, lists = read(programme, DAYS[-1], known_at)
    reached = {
        one.key
        for action in view.actions
        for one in action.indicators
        if one.outline.formula.startswith("count(") and one.result is Verdict.MET and one.figure.list(State.MISSING)
    }
    assert reached
    assert not reached & {pair[0] for pair in standing(lists)}


def test_what_is_put_off_and_handed_over_still_stands_once(programme: Programme) -> None:
    """Two of the ministry hand the same to-do to one colleague, who then leaves; the others put theirs off."""
    day, known_at = DAYS[-1], clock.end_of(DAYS[-1])
    said = Said(day, "leave", day)
    with transaction.atomic(), clock.at(moment(day)):
        before = read(programme, day, known_at)[1]
        shared = next(one.todo for items in before.values() for one in items if one.todo.gap.closes == "ministry")
        givers, colleague = shared.answerable.persons, colleague_of(programme)
        for person, items in before.items():
            if person in givers:
                give = of_key(items, shared.key)
                actions.hand_over(programme=programme, item=give, to=colleague.person, said=said, by=SYSTEM)
            else:
                actions.put_off(programme=programme, item=items[0], said=said, by=SYSTEM)
        after = read(programme, day, known_at)[1]
        moved = {(shared.indicator.key, member.subject.key) for member in shared.members}
        stands, stood = standing(after), standing(before)
        assert stands.keys() == stood.keys()
        for pair in stood:
            receiver = {colleague.person_id} if pair in moved else set()
            assert stands[pair].persons == stood[pair].persons | receiver
        resting = {person: [item.todo.key for item in items if item.snooze] for person, items in after.items()}
        assert {person for person in resting if not resting[person]} == {*givers, colleague.person_id}
        assert {
            key: [items[0].todo.key] for key, items in before.items() if key not in givers
        }.items() <= resting.items()
        active = {person: of_key(after[person], shared.key).active for person in (*givers, colleague.person_id)}
        assert active == {**dict.fromkeys(givers, False), colleague.person_id: True}
        accounts.end_appointment(appointment=colleague, on=day, reason="resigned", basis="order", by=SYSTEM)
        left = read(programme, day, known_at)[1]
        assert all(of_key(left[person], shared.key).active for person in givers)
        assert colleague.person_id not in left
        transaction.set_rollback(True)


def of_key(items: list[Item], key: str) -> Item:
    (found,) = (item for item in items if item.todo.key == key)
    return found


def colleague_of(programme: Programme) -> Appointment:
    """A controller: to-dos are handed over to one, and none is theirs."""
    return Appointment.objects.filter(region=programme.region, post="controller").order_by("pk")[0]
