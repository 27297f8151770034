"""Works, practices and sites as rows and steps of a page."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from opora.core.actors import names_of
from opora.core.models import Record
from opora.practices import codes
from opora.practices.found import Found
from opora.practices.models import Practice, Work, WorkAcceptance, WorkPublication, WorkReturn, WorkRevision
from opora.practices.states import Course, State, courses


@dataclass(frozen=True, slots=True)
class Filters:
    """Which works are shown; "" is all."""

    state: str = ""
    at: str = ""
    kind: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Filters":
        """From the address; a state that is none is left out."""
        state = given.get("state", "")
        return cls(state if state in State.values else "", given.get("at", "")[:40], given.get("kind", "")[:40])

    def fit(self, row: "WorkRow", *, but_state: bool = False) -> bool:
        """Whether a work is shown."""
        work = row.course.work
        alike = (self.at, self.kind) == (self.at and work.at, self.kind and work.kind)
        return alike and (but_state or self.state in ("", row.course.state))

    @property
    def pairs(self) -> dict[str, str]:
        """For an address."""
        return {name: value for name, value in (("state", self.state), ("at", self.at), ("kind", self.kind)) if value}


@dataclass(frozen=True, slots=True)
class WorkRow:
    """A work in a list. `author` is the school or the person, `place` the municipality of the school."""

    course: Course
    author: str
    place: str

    @property
    def kind(self) -> str:
        """What it is."""
        return codes.kind(self.course.work.kind)

    @property
    def occasion(self) -> str:
        """What it is for."""
        return codes.occasion(self.course.work.at)

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("practices:work", args=[self.course.work.pk])

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        return str(self.course.state.label)


@dataclass(frozen=True, slots=True)
class ShownStep:
    """Something that happened to a work, or that it was handed in. `record` is what would be taken back."""

    record: Record
    title: str
    on: dt.date
    who: str
    text: str = ""
    url: str = ""


def work_rows(found: Found) -> list[WorkRow]:
    """Every work of the page, what happened last first; eight queries at most."""
    every = courses(found.works.order_by("pk"), found.as_of, found.known_at)
    names = found.names(course.work.school_id for course in every)
    rows = [WorkRow(course, author_of(course.work, names), place_of(course.work)) for course in every]
    return sorted(rows, key=lambda row: (row.course.since, row.course.work.pk), reverse=True)


def author_of(work: Work, names: Mapping[int, str]) -> str:
    """The school or the person."""
    return names[work.school_id] if work.school_id else work.person.short_name if work.person else ""


def place_of(work: Work) -> str:
    """The municipality of a school; "" of a person."""
    return work.school.municipality.name if work.school else ""


def steps_of(course: Course, found: Found) -> list[ShownStep]:
    """What happened, oldest first, with who recorded it."""
    records: list[Record] = [course.work, *course.steps]
    names = names_of({record.recorded_by for record in records})
    return [_shown(record, names.get(record.recorded_by, "")) for record in records]


def _shown(record: Record, who: str) -> ShownStep:
    on = record.occurred_on
    match record:
        case WorkReturn():
            return ShownStep(record, _("Returned with remarks"), on, who, record.remarks)
        case WorkRevision():
            return ShownStep(record, _("Handed in again"), on, who, record.note)
        case WorkAcceptance():
            return ShownStep(record, pgettext("a work", "Accepted"), on, who)
        case WorkPublication():
            return ShownStep(record, pgettext("a work", "Published"), on, who, url=record.link)
        case _:
            return ShownStep(record, _("Handed in"), on, who)


@dataclass(frozen=True, slots=True)
class PracticeRow:
    """An entry of the bank with the name of its school."""

    practice: Practice
    school: str
    place: str

    @property
    def url(self) -> str:
        """Its page."""
        return reverse("practices:practice", args=[self.practice.pk])


def practice_rows(found: Found, practices: Iterable[Practice]) -> list[PracticeRow]:
    """These entries, in their order."""
    every = list(practices)
    names = found.names(one.school_id for one in every)
    return [PracticeRow(one, names[one.school_id], one.school.municipality.name) for one in every]
