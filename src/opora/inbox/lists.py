"""Whose list a to-do stands in, and what was said of it there: put off, handed over. A fixed number of queries."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from opora.accounts.models import BELONGS_TO, Post
from opora.accounts.permissions import grants_of
from opora.core.actors import Actor
from opora.inbox.models import Delegation, Snooze
from opora.inbox.office import Office, office_in
from opora.inbox.todos import Todo, posts_in, todos_in
from opora.indicators.context import Context
from opora.roadmap.closing import ONESELF
from opora.roadmap.showing import passes

R = TypeVar("R", Snooze, Delegation)
Said = Mapping[tuple[str, int], R]
"""What is in force, by the key of a to-do and the person whose list it stands in."""

LONGEST = 14
"""Days for which an overdue to-do, or one without a deadline, can be put off at once."""


@dataclass(frozen=True, slots=True)
class Item:
    """A to-do in the list of one person. `given`: handed over by them; `received`: handed over to them."""

    todo: Todo
    person_id: int
    snooze: Snooze | None = None
    given: Delegation | None = None
    received: Delegation | None = None

    @property
    def active(self) -> bool:
        """Whether the person is the one to act now: it is neither put off nor with somebody else."""
        return self.snooze is None and self.given is None

    def of_role(self, role: str) -> bool:
        """Whether it stands in the list of the person in this capacity; one's own affairs stand in all of them."""
        own = self.received is not None or (self.todo.closing.role == ONESELF and not self.todo.answerable.vacant)
        return own or any(held.post == role for held in posts_in(self.todo, self.person_id))


def lists_in(context: Context) -> dict[int, list[Item]]:
    """The lists of everybody on the day of the context, by person; load with `context.once`.

    Two queries more than the to-dos themselves.
    """
    return lists_of(context.once(todos_in), context)


def lists_of(found: Iterable[Todo], context: Context) -> dict[int, list[Item]]:
    """The same of these to-dos alone, in two queries.

    What was handed over to somebody who is no longer in office stands with its giver again.
    """
    office = context.once(office_in)
    snoozes = {(one.todo, one.person_id): one for one in _in_force(Snooze, context, "person")}
    delegations = _in_force(Delegation, context, "person", "to")
    given = {(one.todo, one.person_id): one for one in delegations if office.of_person(one.to_id)}
    lists: dict[int, list[Item]] = {}
    for todo in found:
        for item in _items(todo, snoozes, given):
            lists.setdefault(item.person_id, []).append(item)
    return lists


def _items(todo: Todo, snoozes: Said[Snooze], given: Said[Delegation]) -> list[Item]:
    """A to-do in the list of everybody who answers for it, and once in that of each colleague who took it over."""
    persons, key = todo.answerable.persons, todo.key
    own = [Item(todo, one, snoozes.get((key, one)), given=given.get((key, one))) for one in persons]
    taken = {item.given.to_id: item.given for item in own if item.given and item.given.to_id not in persons}
    return [*own, *(Item(todo, one, snoozes.get((key, one)), received=row) for one, row in taken.items())]


def list_of(context: Context, actor: Actor) -> list[Item]:
    """The list of a person in the capacity they act in; empty for who is no person."""
    items = context.once(lists_in).get(person_of(actor) or 0, [])
    return [item for item in items if item.of_role(actor.role)]


def person_of(actor: Actor) -> int | None:
    """The person who acts; None for the system and for nobody."""
    kind, _colon, number = actor.key.partition(":")
    return int(number) if kind == "user" else None


def colleagues(item: Item, office: Office) -> list[int]:
    """Whom the to-do can be handed over to: who is in office at the same place and may enter the page of the step."""
    found: dict[int, None] = {}
    for mine in posts_in(item.todo, item.person_id):
        kind, number = mine.organisation
        for post in _posts_of(kind):
            at = office.of_region(post) if kind == "region" else office.at(post, kind, number)
            if _may_act(post, item.todo.gap.where):
                found.update((held.person_id, None) for held in at)
    return [person for person in found if person not in item.todo.answerable.persons]


def latest_day(item: Item, on: dt.date) -> dt.date:
    """The last day up to which a to-do can be put off: its deadline, or LONGEST days where that is over or missing."""
    due = item.todo.due
    return due if due and due > on else on + dt.timedelta(days=LONGEST)


def _posts_of(kind: str) -> Sequence[str]:
    return [post for post in Post.values if kind in BELONGS_TO[Post(post)]]


def _may_act(post: str, where: str) -> bool:
    return not where or passes(Actor(key="", role=post, grants=grants_of(post)), where)


def _in_force(model: type[R], context: Context, *people: str) -> list[R]:
    """What stands on the day; of several the latest holds."""
    rows = model.objects.filter(programme=context.programme, until__gte=context.as_of).select_related(*people)
    return list(rows.known(context.as_of, context.known_at).oldest_first())
