"""What is said twice, or of nothing any more, when two entries of a person become one: to-dos put off, handed over.

An address of a calendar is no record and cannot be carried over: the two are not merged when the double has one,
revoked or not.
"""

from collections.abc import Iterator

from django.db import models

from opora.accounts.models import User
from opora.core import merging
from opora.core.models import Record
from opora.inbox.models import Delegation, Remark, Snooze
from opora.roadmap.closing import ONESELF


@merging.already
def said_already(kept: models.Model, double: models.Model) -> Iterator[Record]:
    """Of the double: what the kept one said of the same to-do on the same day, and what was said of own affairs.

    A to-do that the double had as the person it is about bears another key once the two are one.
    """
    if not isinstance(kept, User) or not isinstance(double, User):
        return
    for table in (Snooze, Delegation):
        said = {_about(one) for one in table.objects.standing().filter(person=kept)}
        for one in table.objects.standing().filter(person=double):
            if _about(one) in said or _own(one, double):
                yield one


@merging.already
def handed_to_oneself(kept: models.Model, double: models.Model) -> Iterator[Record]:
    """What one of the two handed over to the other: it is theirs again."""
    if not isinstance(kept, User) or not isinstance(double, User):
        return
    yield from Delegation.objects.standing().filter(person__in=[kept, double], to__in=[kept, double])


def _about(one: Remark) -> tuple[object, ...]:
    return one.programme_id, one.todo, one.occurred_on


def _own(one: Remark, double: User) -> bool:
    """Whether its to-do is that of the double as the person it is about (`todos.Todo.key`: indicator, role, places)."""
    _indicator, role, places, *_rest = one.todo.split("|")
    return role == ONESELF and places == str(double.pk)
