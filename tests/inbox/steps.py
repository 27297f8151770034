"""The next steps of to-dos, taken by Opora's own actions where there are any, else by rows of the plain tables."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.urls import resolve

from opora.accounts import actions as accounts
from opora.accounts.actions import NewPerson
from opora.accounts.models import Appointment, User
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.models import Origin, Record
from opora.events import actions as events
from opora.events.models import AttendanceClosing, Cancellation, Event, EventSeries, Held
from opora.inbox.todos import Todo
from opora.indicators.registry import Kind
from opora.indicators.syntax import Call, Constant, walk
from opora.organisations.models import Municipality, School
from opora.practices import actions as practices
from opora.practices.actions import NewWork
from opora.practices.models import Work, WorkAcceptance
from opora.programmes.models import Programme
from tests.wordbook import models as m
from tests.wordbook.words import book
from tests.wordbook.words.schools import ROADMAP
from tests.wordbook.world import moment

WORDS = frozenset(name for name, word in book().words.items() if word.kind is not Kind.POPULATION)
"""Every word that is no population: facts, documents, things to count."""
ENTERED = moment(dt.date(2023, 5, 31))
"""When everything here is recorded: after the region has lived, before the moment that is asked about."""
SETS = {
    "concept": [
        ("concept", ""),
        ("mid-term", ""),
        *(("anti-risk", one) for one in ("staff", "equipment", "motivation")),
    ],
    "stage-2": [("evidence", f"m{nth}") for nth in range(3)],
}
"""Every place that a set of documents can have in a region of `deeds`."""


@dataclass(frozen=True)
class Step:
    """A to-do of the programme and the day on which its step is taken."""

    todo: Todo
    programme: Programme
    on: dt.date

    @property
    def word(self) -> str:
        """The word that the to-do comes from: a fact, a document or things to count; the last one of a change."""
        return self._call.name

    @property
    def asked(self) -> Any:
        """The first argument of the word."""
        values = [*self._call.arguments, *(value for _name, value in self._call.keywords)]
        assert isinstance(values[0], Constant)
        return values[0].value

    @property
    def _call(self) -> Call:
        node = self.todo.indicator.outline.node
        assert node
        return [one for one in walk(node) if isinstance(one, Call) and one.name in WORDS][-1]

    @property
    def school(self) -> School:
        return School.objects.get(pk=self.todo.members[0].subject.school_id)

    @property
    def page(self) -> str:
        """The name of the page where the step is taken; "" when there is none."""
        return resolve(urlsplit(self.todo.gap.where).path).view_name if self.todo.gap.where else ""

    @property
    def number(self) -> int:
        """What the page is about."""
        return int(resolve(urlsplit(self.todo.gap.where).path).kwargs["pk"])

    @property
    def query(self) -> Mapping[str, str]:
        """What the page is told in its address."""
        return {name: values[0] for name, values in parse_qs(urlsplit(self.todo.gap.where).query).items()}

    def possible(self) -> bool:
        """False when the step is taken later in the life of the region: it cannot be taken twice."""
        return POSSIBLE.get(self.page or self.word, lambda _step: True)(self)

    def take(self) -> None:
        """Take it."""
        with clock.at(ENTERED):
            (PAGES.get(self.page) or TABLES[self.word])(self)

    def note(self, model: type[Record], **fields: Any) -> Any:
        """A row of a plain table about the school of the to-do, or about what is given."""
        names = {field.name for field in model._meta.get_fields()}
        if "programme" in names:
            fields["programme"] = self.programme
        if "school" in names:
            fields["school"] = self.school
        row = model(occurred_on=self.on, recorded_at=ENTERED, recorded_by="user:1", origin=Origin.ENTERED, **fields)
        row.save(force_insert=True)
        return row


# Pages of Opora -------------------------------------------------------------------------------------------------------


def close(step: Step) -> None:
    events.close_attendance(event=Event.objects.get(pk=step.number), on=step.on, by=SYSTEM)


def hold(step: Step) -> None:
    events.hold(event=Event.objects.get(pk=step.number), on=step.on, by=SYSTEM)


def plan(step: Step) -> None:
    series = EventSeries.objects.standing().filter(programme=step.programme, code=step.query.get("series", "")).first()
    code = step.query.get("code", "one-more")
    planned = events.Planned(on=step.on + dt.timedelta(days=5))
    about: events.Changes = {"kind": "conference_call", "title": code, "level": "regional"}
    events.plan_event(
        programme=step.programme, code=code, planned=planned, about=about, by=SYSTEM, series=series, on=step.on
    )


def plan_series(step: Step) -> None:
    code = step.query["code"]
    events.plan_series(programme=step.programme, code=code, kind="seminar", title=code, on=step.on, by=SYSTEM)


def appoint(step: Step) -> None:
    name = "newly-appointed"
    person = accounts.add_person(row=NewPerson(login=name, surname=name, given_name="A"), by=SYSTEM)
    asked = dict(step.query)
    post = asked.pop("post")
    ((kind, number),) = asked.items()
    place = {"school": School, "municipality": Municipality}[kind].objects.get(pk=number)
    tier = "municipal" if post == "curator" else ""
    accounts.appoint(person=person, post=post, organisation=place, on=step.on, basis="order", tier=tier, by=SYSTEM)


def hand_in(step: Step) -> None:
    kind, number = step.query["author"].split(":")
    author = {"school": School, "person": User}[kind].objects.get(pk=number)
    work = NewWork(at=step.query["at"], kind=step.query["kind"], title=f"work of {step.on}", author=author, on=step.on)
    practices.hand_in(programme=step.programme, work=work, by=SYSTEM)


def judge(step: Step) -> None:
    work = Work.objects.get(pk=step.number)
    if step.todo.gap.completes:
        practices.accept(work=work, on=step.on, by=SYSTEM)
    else:
        practices.hand_in_again(work=work, on=step.on, by=SYSTEM)


PAGES: Mapping[str, Callable[[Step], None]] = {
    "events:attendance": close,
    "events:event": hold,
    "events:new": plan,
    "events:new_series": plan_series,
    "people:appoint": appoint,
    "practices:hand_in": hand_in,
    "practices:work": judge,
}
POSSIBLE: Mapping[str, Callable[[Step], bool]] = {
    "events:attendance": lambda step: not AttendanceClosing.objects.standing().filter(event=step.number).exists(),
    "events:event": lambda step: (
        not any(model.objects.standing().filter(event=step.number).exists() for model in (Held, Cancellation))
    ),
    "people:appoint": lambda step: (
        not Appointment.objects.standing().filter(post=step.query["post"], occurred_on__gt=step.on).exists()
    ),
    "events:new": lambda step: not Event.objects.standing().filter(code=step.query.get("code", "")).exists(),
    "events:new_series": lambda step: not EventSeries.objects.standing().filter(code=step.query["code"]).exists(),
    "delivered": lambda step: (
        not m.Deliverable.objects.standing()
        .filter(programme=step.programme, code=step.asked, occurred_on__gt=step.on)
        .exists()
    ),
    "practices:work": lambda step: not WorkAcceptance.objects.standing().filter(work=step.number).exists(),
}


# Plain tables ---------------------------------------------------------------------------------------------------------


def gather(step: Step) -> None:
    campaign = m.Campaign.objects.get(programme=step.programme, code=step.asked)
    step.note(m.Surveyed, campaign=campaign)


def on_the_map(step: Step) -> None:
    lacking = next(name for name, said in ROADMAP.items() if said == step.todo.step)
    step.note(m.RoadmapStep, municipality_id=step.todo.members[0].subject.municipality_id, step=lacking)


def meet(step: Step) -> None:
    wave = m.Wave.objects.get(programme=step.programme, number=step.asked)
    municipality = step.todo.members[0].subject.municipality_id
    step.note(m.RequirementMet, wave=wave, municipality_id=municipality, requirement="new")


def review(step: Step) -> None:
    if step.todo.gap.completes:
        step.note(m.Conclusion, stage=step.asked, positive=True, final=True)
    else:
        step.note(m.Submission, stage=step.asked)


def confirm(step: Step) -> None:
    if step.todo.gap.completes:
        versions = m.Version.objects.filter(document__programme=step.programme, document__stage=step.asked)
        for version in versions.filter(document__school=step.school):
            step.note(m.Confirmation, version=version)
        return
    for kind, about in SETS[step.asked]:
        step.note(m.Version, document=step.note(m.Document, stage=step.asked, kind=kind, about=about))


def enrol(step: Step) -> None:
    course = step.note(m.OutsideCourse, provider=step.asked)
    step.note(m.CourseParticipant, course=course)


def approve(step: Step) -> None:
    known = m.Deliverable.objects.standing().filter(programme=step.programme, code=step.asked).first()
    step.note(m.Approval, deliverable=known or step.note(m.Deliverable, code=step.asked))


def present(step: Step) -> None:
    held = Held.objects.standing().filter(event__programme=step.programme, event__level=step.asked)
    event = held.filter(occurred_on__lte=step.on).order_by("pk")[0].event
    events.note_speaker(event=event, topic="new", school=step.school, on=step.on, by=SYSTEM)


TABLES: Mapping[str, Callable[[Step], object]] = {
    "surveyed": gather,
    "visited": lambda step: step.note(m.Visit, kind=step.asked),
    "risks_activated": lambda step: step.note(m.RiskAgreement, direction="new", side="curator"),
    "roadmap_published": on_the_map,
    "systemic_approach": meet,
    "expertise_passed": review,
    "documents_confirmed": confirm,
    "trained": lambda step: step.note(m.Group, training=step.asked),
    "took_course": enrol,
    "delivered": approve,
    "news": lambda step: step.note(m.News, title="new"),
    "presented": present,
}
