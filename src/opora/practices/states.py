"""What became of a work: its steps in their order, and the state they lead to."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import pgettext_lazy

from opora.practices.models import Work, WorkAcceptance, WorkPublication, WorkReturn, WorkRevision, WorkStep

S = TypeVar("S", bound=WorkStep)

STEPS: tuple[type[WorkStep], ...] = (WorkRevision, WorkReturn, WorkAcceptance, WorkPublication)
"""Tables of what can happen to a work, in the order in which it does on one day."""


class State(models.TextChoices):
    """Where a work stands."""

    WAITING = "waiting", pgettext_lazy("work", "waits for acceptance")
    RETURNED = "returned", pgettext_lazy("work", "returned")
    ACCEPTED = "accepted", pgettext_lazy("work", "accepted")
    PUBLISHED = "published", pgettext_lazy("work", "published")


@dataclass(frozen=True)
class Course:
    """A work and what happened to it, oldest first."""

    work: Work
    steps: tuple[WorkStep, ...] = ()

    @property
    def state(self) -> State:
        """Where it stands after all of this."""
        if self.last(WorkPublication):
            return State.PUBLISHED
        if self.last(WorkAcceptance):
            return State.ACCEPTED
        returned = bool(self.steps) and isinstance(self.steps[-1], WorkReturn)
        return State.RETURNED if returned else State.WAITING

    @property
    def since(self) -> dt.date:
        """The day from which it has stood there."""
        return self.steps[-1].occurred_on if self.steps else self.work.occurred_on

    def last(self, table: type[S]) -> S | None:
        """The latest step of a kind."""
        return next((step for step in reversed(self.steps) if isinstance(step, table)), None)


def courses(works: Iterable[Work], as_of: dt.date, known_at: dt.datetime) -> list[Course]:
    """These works with their steps, as known; in their order, in four queries."""
    found = list(works)
    steps: dict[int, list[WorkStep]] = defaultdict(list)
    for table in STEPS:
        for step in _known(table, as_of, known_at).filter(work__in=[work.pk for work in found]):
            steps[step.work_id].append(step)
    return [Course(work, tuple(sorted(steps[work.pk], key=_order))) for work in found]


def course_now(work: Work) -> Course:
    """A work with all that stands of it, whatever the day."""
    steps = [step for table in STEPS for step in table._base_manager.filter(work=work, voided_at=None)]
    return Course(work, tuple(sorted(steps, key=_order)))


def _known(table: type[WorkStep], as_of: dt.date, known_at: dt.datetime) -> QuerySet[WorkStep]:
    rows: QuerySet[WorkStep] = table.objects.known(as_of, known_at)
    return rows


def _order(step: WorkStep) -> tuple[dt.date, dt.datetime, int]:
    return step.occurred_on, step.recorded_at, STEPS.index(type(step))
