"""What a region did in a programme: rows of the plain tables, learnt late at times, taken back at times."""

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db.models import Model
from django.utils import timezone

from opora.accounts.models import User
from opora.core.models import Origin, Record
from opora.events.models import (
    AttendanceClosing,
    Cancellation,
    Event,
    EventSeries,
    Held,
    Presence,
    Speaker,
)
from opora.organisations.models import Municipality, School
from opora.practices.models import Work, WorkAcceptance
from opora.programmes.models import Programme
from tests.wordbook import models as m
from tests.wordbook.tables import facts

R = TypeVar("R", bound=Record)

EVENTS = {
    "vks-1": (2021, 12, 15),
    "collegium": (2021, 12, 22),
    "vks-2": (2022, 2, 9),
    "vector-1": (2022, 3, 5),
    "vks-3": (2022, 4, 27),
    "mentor-session": (2022, 4, 19),
    "mentor-day": (2022, 4, 21),
    "vector-2": (2022, 5, 6),
    "vks-4": (2022, 6, 15),
    "vks-5": (2022, 8, 31),
    "round-table": (2022, 9, 20),
    "fl-conference": (2022, 8, 30),
    "fl-relay": (2022, 11, 15),
    "vector-3": (2022, 10, 5),
    "vks-6": (2022, 11, 2),
    "mentors-session": (2022, 11, 25),
    "of-no-action": (2022, 4, 1),
}
SERIES = {"effective-leader": (60, 4), "online-seminar": (45, 6), "internship": (26, 11), "of-no-action": (90, 2)}
"""Days between sessions and how many there are, from 15 March."""
MARCH, DECEMBER = dt.date(2022, 3, 1), dt.date(2022, 12, 22)


class Deeds:
    """Everything done in one programme, by a random source: `happen` writes it all, `rows` hands it over unwritten."""

    fates: Sequence[str] = ("closed", "closed", "closed", "closed", "moved", "moved", "open", "planned", "off", "none")
    """What may become of a gathering."""

    def __init__(
        self,
        municipalities: Sequence[Municipality],
        schools: Sequence[School],
        people: Sequence[User],
        programme: Programme,
        rng: random.Random,
    ) -> None:
        self.municipalities, self.schools, self.people = municipalities, schools, people
        self.programme, self.rng = programme, rng
        self.made: dict[type[Model], list[Record]] = defaultdict(list)

    def happen(self) -> None:
        """Make all rows and write them, one table after the other."""
        for model, rows in self.rows().items():
            model._default_manager.bulk_create(rows, batch_size=500)

    def rows(self) -> dict[type[Model], list[Any]]:
        """All rows, of each table those of the tables before it may be referred to."""
        self.events()
        self.beginnings()
        self.documents()
        self.learning()
        self.works()
        self.monitoring()
        self.assessment()
        self.running()
        made = {model: list(self.made.pop(model, [])) for model in facts()}
        assert not self.made
        return made

    def note(self, model: type[R], on: dt.date, *, sure: bool = False, **fields: Any) -> R:
        """One row. Mostly known at once; unless `sure` it may be learnt late, taken back, recorded anew."""
        row = self._row(model, on, self.rng.choice((0, 0, 0, 0, 0, 1, 4, 30, 75)) if not sure else 0, fields)
        if not sure and self.rng.random() < 0.07:
            row.voided_at = row.recorded_at + dt.timedelta(days=self.rng.choice((0, 5, 50)))
            row.voided_by, row.void_reason = "user:2", "mistake"
            if self.rng.random() < 0.4:
                again = self._row(model, on + dt.timedelta(days=self.rng.choice((0, 2))), 60, fields)
                again.recorded_at = max(again.recorded_at, row.voided_at + dt.timedelta(hours=1))
        return row

    def _row(self, model: type[R], on: dt.date, later: int, fields: dict[str, Any]) -> R:
        at = timezone.make_aware(dt.datetime.combine(on + dt.timedelta(days=later), dt.time(self.rng.randrange(8, 20))))
        if "programme" in {field.name for field in model._meta.get_fields()}:
            fields = {"programme": self.programme, **fields}
        row = model(occurred_on=on, recorded_at=at, recorded_by="user:1", origin=Origin.ENTERED, **fields)
        self.made[model].append(row)
        return row

    def chance(self, probability: float) -> bool:
        return self.rng.random() < probability

    def some(self, things: Iterable[Any], probability: float) -> list[Any]:
        return [thing for thing in things if self.rng.random() < probability]

    def day(self, first: dt.date, last: dt.date) -> dt.date:
        return first + dt.timedelta(days=self.rng.randrange((last - first).days + 1))

    # Events -----------------------------------------------------------------------------------------------------------

    def events(self) -> None:
        for code, on in EVENTS.items():
            self.event(code, dt.date(*on))
        for code, (step, number) in SERIES.items():
            series = self.series(code)
            for nth in range(number):
                self.event(f"{code}-{nth}", dt.date(2022, 3, 15) + dt.timedelta(days=step * nth), series)

    def series(self, code: str) -> EventSeries:
        """A series with nothing in it."""
        on = dt.date(2022, 2, 20)
        return self.note(EventSeries, on, sure=True, code=code, kind="online_seminar", title=code)

    def event(self, code: str, planned_on: dt.date, series: EventSeries | None = None) -> None:
        """Held and closed, held on another day, held with its list open, not held, called off, or not even planned."""
        fate = self.rng.choice(self.fates)
        if fate == "none":
            return
        about = {"kind": "conference_call", "title": code, "level": "regional" if self.chance(0.7) else "municipal"}
        row = self.note(Event, planned_on - dt.timedelta(days=20), sure=True, code=code, series=series, **about)
        if fate == "off":
            self.note(Cancellation, planned_on, event=row, reason="illness")
        if fate in ("planned", "off"):
            return
        on = planned_on + dt.timedelta(days=self.rng.choice((-2, 3, 12)) if fate == "moved" else 0)
        self.held(row, on)
        if fate != "open":
            self.note(AttendanceClosing, on + dt.timedelta(days=self.rng.choice((0, 1, 9))), event=row)
        for person in self.some(self.people, 0.3):
            other = self.rng.choice(self.people) if self.chance(0.1) else None
            instead = other if other != person else None
            self.note(Presence, on, event=row, person=person, in_place_of=instead, way="hand")
        for school in self.some(self.schools, 0.04):
            day = on + dt.timedelta(days=self.rng.choice((-9, -1, 4)))
            self.note(Speaker, day, event=row, school=school, topic="topic")

    def held(self, event: Event, on: dt.date) -> None:
        """One standing row at most: a wrong day is taken back before another is recorded."""
        row = self.note(Held, on, sure=True, event=event)
        if self.chance(0.12):
            row.voided_at = row.recorded_at + dt.timedelta(days=20)
            row.voided_by, row.void_reason = "user:2", "wrong day"
            if self.chance(0.7):
                self._row(Held, on + dt.timedelta(days=1), 25, {"event": event})

    # What begins the year ---------------------------------------------------------------------------------------------

    def beginnings(self) -> None:
        campaign = self.note(m.Campaign, dt.date(2022, 1, 15), sure=True, code="risk-profile")
        other = self.note(m.Campaign, dt.date(2022, 1, 15), sure=True, code="other")
        if self.chance(0.8):
            self.note(m.CampaignClosed, self.day(dt.date(2022, 2, 1), dt.date(2022, 3, 10)), campaign=campaign)
        for school in self.some(self.schools, 0.8):
            on = self.day(dt.date(2022, 1, 16), dt.date(2022, 2, 20))
            self.note(m.Surveyed, on, campaign=campaign if self.chance(0.85) else other, school=school)
        for school in self.some([*self.schools, *self.schools], 0.5):
            kind = "first" if self.chance(0.8) else "repeated"
            self.note(m.Visit, self.day(dt.date(2022, 2, 16), dt.date(2022, 3, 20)), school=school, kind=kind)
        for school in self.schools:
            for direction in self.some(("staff", "equipment", "motivation"), 0.5):
                for side in self.some(("school", "curator"), 0.8):
                    on = self.day(dt.date(2022, 2, 16), dt.date(2022, 3, 25))
                    self.note(m.RiskAgreement, on, school=school, direction=direction, side=side)
        for place in self.municipalities:
            for step in self.some(("approved", "published"), 0.85):
                self.note(m.RoadmapStep, self.day(MARCH, dt.date(2022, 4, 20)), municipality=place, step=step)

    # Documents --------------------------------------------------------------------------------------------------------

    def documents(self) -> None:
        stages = {"concept": None, "stage-1": dt.date(2022, 5, 31), "stage-2": dt.date(2022, 10, 31)}
        ready = {"concept": dt.date(2022, 3, 10), "stage-1": dt.date(2022, 5, 10), "stage-2": dt.date(2022, 10, 5)}
        for stage, measures_by in stages.items():
            self.note(m.Stage, dt.date(2022, 1, 10), sure=True, code=stage, measures_by=measures_by)
            if self.chance(0.7):
                self.note(m.ReviewClosed, ready[stage] + dt.timedelta(days=18), stage=stage)
        for school in self.schools:
            for nth in range(self.rng.choice((0, 1, 2, 3))):
                due_on = self.day(dt.date(2022, 4, 1), dt.date(2022, 12, 1))
                self.note(m.Measure, dt.date(2022, 3, 20), school=school, code=f"m{nth}", due_on=due_on)
            for stage, first in ready.items():
                self.documents_of(school, stage, first)

    def documents_of(self, school: School, stage: str, first: dt.date) -> None:
        if self.chance(0.08):
            self.note(m.Exemption, first, school=school, stage=stage, basis="letter")
        if self.chance(0.15):
            return
        wanted = [("concept", ""), ("mid-term", ""), *(("anti-risk", d) for d in ("staff", "equipment", "motivation"))]
        if stage != "concept":
            wanted = [("evidence", f"m{nth}") for nth in range(3)]
        diligence = self.rng.choice((0.6, 1.0, 1.0))
        for kind, about in self.some(wanted, diligence):
            document = self.note(m.Document, first, school=school, stage=stage, kind=kind, about=about)
            on = first
            for _nth in range(self.rng.choice((1, 1, 2))):
                on += dt.timedelta(days=self.rng.randrange(8))
                version = self.note(m.Version, on, document=document)
                if self.chance(0.9):
                    self.note(m.Confirmation, on + dt.timedelta(days=self.rng.randrange(12)), version=version)
        if self.chance(0.9):
            self.note(m.Submission, first + dt.timedelta(days=4), school=school, stage=stage)
        for nth in range(self.rng.choice((0, 1, 1, 2))):
            on, final = first + dt.timedelta(days=6 + 9 * nth), self.chance(0.8)
            self.note(m.Conclusion, on, school=school, stage=stage, positive=self.chance(0.7), final=final)

    # Learning ---------------------------------------------------------------------------------------------------------

    def learning(self) -> None:
        for training, months in {"risk-factors": (4, 8, 10), "mentoring": (10,), "other": (5,)}.items():
            for month in months:
                group = self.note(m.Group, dt.date(2022, month, 3), sure=self.chance(0.9), training=training)
                if self.chance(0.8):
                    self.note(m.GroupClosed, dt.date(2022, month, 28), group=group)
                for person in self.some(self.people, 0.35):
                    on = self.day(dt.date(2022, month, 10), dt.date(2022, month, 28))
                    self.note(m.Completion, on, group=group, person=person)
        for provider, month in (("academy", 4), ("academy", 9), ("other", 5)):
            if self.chance(0.15):
                continue
            course = self.note(m.OutsideCourse, dt.date(2022, month, 5), sure=True, provider=provider)
            if self.chance(0.75):
                self.note(m.CourseImported, dt.date(2022, month + 1, 15), course=course)
            for school in self.some(self.schools, 0.4):
                self.note(m.CourseParticipant, dt.date(2022, month, 20), course=course, school=school)

    def works(self) -> None:
        authors = [(school, None) for school in self.some(self.schools, 0.5)]
        authors += [(None, person) for person in self.some(self.people, 0.5)]
        for school, person in authors:
            on, kind = self.day(dt.date(2022, 6, 1), dt.date(2022, 9, 20)), "experience" if school else "analysis"
            at = "festival" if self.chance(0.9) else "other"
            work = self.note(Work, on, at=at, kind=kind, title="work", school=school, person=person)
            if self.chance(0.75):
                self.note(WorkAcceptance, on + dt.timedelta(days=self.rng.randrange(15)), work=work)

    # Monitoring and tests ---------------------------------------------------------------------------------------------

    def monitoring(self) -> None:
        for number, first in {1: dt.date(2022, 4, 6), 2: dt.date(2022, 10, 6), 3: dt.date(2022, 5, 1)}.items():
            wave = self.note(m.Wave, first, sure=True, number=number, needed=2)
            if self.chance(0.85):
                self.note(m.WaveClosed, first + dt.timedelta(days=self.rng.choice((15, 21, 30))), wave=wave)
            for place in self.municipalities:
                for requirement in self.some(("a", "b", "c"), 0.6):
                    on = first + dt.timedelta(days=self.rng.randrange(35))
                    self.note(m.RequirementMet, on, wave=wave, municipality=place, requirement=requirement)

    def assessment(self) -> None:
        for code in ("functional-literacy", "other"):
            test = self.note(m.Assessment, dt.date(2022, 9, 1), sure=True, code=code)
            if self.chance(0.8):
                self.note(m.ResultsImported, dt.date(2022, 11, 20), assessment=test)
            for school in self.schools:
                for name in self.some(("8a", "8b", "9a"), 0.5):
                    pupils = self.rng.randrange(5, 30)
                    on = self.day(dt.date(2022, 9, 5), dt.date(2022, 11, 1))
                    row = self.note(m.ExpectedClass, on, assessment=test, school=school, name=name, pupils=pupils)
                    if self.chance(0.85):
                        wrote = self.rng.choice((0, pupils, pupils, pupils - 3))
                        succeeded = self.rng.randrange(wrote + 1)
                        day = dt.date(2022, 11, 18)
                        self.note(m.ClassResult, day, expected=row, wrote=wrote, succeeded=succeeded)

    # What runs over the year ------------------------------------------------------------------------------------------

    def running(self) -> None:
        for _nth in range(20):
            school = self.rng.choice(self.schools) if self.chance(0.6) else None
            self.note(m.Request, self.day(MARCH, DECEMBER), school=school)
            mode = "network" if self.chance(0.6) else "single"
            self.note(m.Consultation, self.day(MARCH, DECEMBER), mode=mode)
            self.note(m.News, self.day(MARCH, DECEMBER), title="news")
        for month in range(3, 12):
            on = dt.date(2022, month + 1, 1) - dt.timedelta(days=1)
            for section in ("help", "bank"):
                self.note(m.PageViews, on, section=section, views=self.rng.randrange(200))
        deliverables = {
            "concept-templates": dt.date(2022, 3, 3),
            "expert-council": dt.date(2022, 3, 9),
            "programme-risk-factors": dt.date(2022, 3, 28),
            "programme-mentoring": dt.date(2022, 8, 20),
            "analytic-report": dt.date(2022, 10, 16),
            "methodical-guide": dt.date(2022, 11, 25),
        }
        for code, on in deliverables.items():
            row = self.note(m.Deliverable, on - dt.timedelta(days=40), sure=True, code=code)
            if self.chance(0.75):
                self.note(m.Approval, on + dt.timedelta(days=self.rng.choice((-1, 0, 1, 9))), deliverable=row)
