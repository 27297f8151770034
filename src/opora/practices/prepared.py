"""Which works were accepted, and what of the others: answers of the indicator language."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import CharField, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opora.accounts.appointed import vacancy
from opora.core import numbers
from opora.indicators.context import Context, History, turning_on
from opora.indicators.facts import Answer, Evidence, Fact, Gap, Progress, Source, met, missing
from opora.indicators.subjects import Subject
from opora.practices.models import Work, WorkAcceptance, WorkReturn, WorkRevision, WorkStep

JUDGE = "institute"
"""The role that accepts works."""


class Step(NamedTuple):
    """What happened to a work after it was handed in: "acceptance", "return" or "revision"."""

    on: dt.date
    recorded_at: dt.datetime
    name: str
    origin: str


@dataclass(frozen=True, slots=True)
class Handed:
    """A work as known at a moment, with all its steps, oldest first."""

    id: int
    at: str
    kind: str
    title: str
    school_id: int | None
    person_id: int | None
    on: dt.date
    steps: tuple[Step, ...] = ()

    def accepted(self, day: dt.date) -> Step | None:
        """The acceptance, when there was one by the day."""
        return next((step for step in self.steps if step.name == "acceptance" and step.on <= day), None)

    def returned(self, day: dt.date) -> bool:
        """Whether it lies with its author on the day."""
        done = [step.name for step in self.steps if step.on <= day]
        return bool(done) and done[-1] == "return"


def _days(works: Sequence[Handed]) -> Iterator[dt.date]:
    for work in works:
        yield work.on
        yield from (step.on for step in work.steps)


@turning_on(_days)
def handed_in(history: History) -> list[Handed]:
    """Every work of the programme; two queries."""
    rows = Work.objects.filter(programme=history.programme.pk).known_at(history.known_at).oldest_first()
    steps = _steps(history)
    columns = ("pk", "at", "kind", "title", "school_id", "person_id", "occurred_on")
    found = (Handed(*row) for row in rows.values_list(*columns))
    return [replace(work, steps=tuple(sorted(steps[work.id]))) for work in found]


def _steps(history: History) -> dict[int, list[Step]]:
    tables: dict[str, type[WorkStep]] = {"acceptance": WorkAcceptance, "return": WorkReturn, "revision": WorkRevision}
    parts: list[QuerySet[WorkStep, Any]] = [
        model.objects.filter(work__programme=history.programme.pk)
        .known_at(history.known_at)
        .annotate(name=Value(name, CharField()))
        .values_list("work_id", "name", "occurred_on", "recorded_at", "origin")
        for name, model in tables.items()
    ]
    found: dict[int, list[Step]] = defaultdict(list)
    for work, name, on, recorded_at, origin in parts[0].union(*parts[1:], all=True):
        found[work].append(Step(on, recorded_at, name, origin))
    return found


def prepared(context: Context, at: str, kind: str) -> Fact:
    """The fact of `words.prepared`."""
    day = context.as_of
    works = [work for work in context.history.once(handed_in) if work.at == at and work.kind == kind and work.on <= day]
    of_school: dict[int | None, list[Handed]] = defaultdict(list)
    of_person: dict[int | None, list[Handed]] = defaultdict(list)
    for work in works:
        of_school[work.school_id].append(work)
        of_person[work.person_id].append(work)

    begin = f"{reverse('practices:hand_in')}?{urlencode({'at': at, 'kind': kind})}"

    def answer(subject: Subject) -> Answer:
        school = subject.kind == "school"
        own = of_school.get(subject.school_id or 0, []) if school else of_person.get(subject.person_id or 0, [])
        return _answer(subject, own, begin, day)

    accepted = [step.on for work in works if (step := work.accepted(day))]
    source = Source(Progress.COMPLETE, min(accepted)) if accepted else Source(Progress.ABSENT)
    return Fact(answer, source)


def _answer(subject: Subject, works: Sequence[Handed], begin: str, day: dt.date) -> Answer:
    accepted = [(step, work) for work in works if (step := work.accepted(day))]
    if accepted:
        accepted.sort(key=lambda one: (*one[0][:2], one[1].id))
        return met(accepted[0][0].on, *(_evidence(step, work) for step, work in accepted))
    if subject.vacant:
        return missing(pgettext("post", "vacant"), vacancy(subject))
    if not works:
        where = f"{begin}&{urlencode({'author': _author(subject)})}"
        begun = _("Prepare the work and hand it in")
        gap = Gap(subject.kind, where, step=begun, button=_("Hand in"), completes=False)
        return missing(_("nothing was handed in"), gap)
    waiting = next((work for work in works if not work.returned(day)), None)
    if waiting:
        told = _("handed in on %(day)s, waits for acceptance") % {"day": numbers.day(waiting.on)}
        return missing(told, Gap(JUDGE, _page(waiting), step=_("Accept or return the work")))
    mended, button = _("Mend the work and hand it in again"), _("Hand in again")
    gap = Gap(subject.kind, _page(works[-1]), step=mended, button=button, completes=False)
    return missing(_("returned with remarks"), gap)


def _author(subject: Subject) -> str:
    return f"school:{subject.school_id}" if subject.kind == "school" else f"person:{subject.person_id}"


def _page(work: Handed) -> str:
    return reverse("practices:work", args=[work.id])


def _evidence(step: Step, work: Handed) -> Evidence:
    return Evidence(work.title, step.on, step.recorded_at, step.origin, _page(work))
