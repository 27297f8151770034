"""Two municipalities and four schools in which nothing has happened yet: a test says what does, and asks.

north: schools n1, n2 in the cohort, n9 in that of the year before; head Nora, coordinator Cora
south: school s1 in the cohort; no head; regional curator Rick of n1 and s1; municipal curator Mick of n2
n1: head Hanna, deputy Dora, members Max and Mia · n2: head Hugo · s1: no head, member Mona
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any, TypeVar

from django.utils import timezone

from opora.accounts import actions as accounts
from opora.accounts.actions import NewAppointment, NewPerson
from opora.accounts.models import Appointment, User
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.models import Origin, Record
from opora.events.models import Event, EventSeries
from opora.indicators.checker import read
from opora.indicators.context import Context
from opora.indicators.evaluation import Question, evaluate
from opora.indicators.facts import State
from opora.indicators.figures import Figure
from opora.indicators.registry import Registry
from opora.indicators.targets import Target
from opora.organisations import actions as organisations
from opora.organisations.actions import NewMunicipality, NewSchool
from opora.organisations.models import Municipality, School
from opora.programmes import actions as programmes
from opora.programmes.models import CohortMembership
from tests.wordbook.words import book

R = TypeVar("R", bound=Record)
START, NOW = dt.date(2021, 12, 1), dt.date(2023, 6, 1)
PEOPLE = ("nora", "cora", "rick", "mick", "hanna", "dora", "max", "mia", "hugo", "mona", "ulla", "vera")
"""Ulla and Vera hold nothing."""
POSTS = (
    ("nora", "municipal_head", "north"),
    ("cora", "coordinator", "north"),
    ("hanna", "school_head", "n1"),
    ("dora", "deputy_head", "n1"),
    ("max", "team_member", "n1"),
    ("mia", "team_member", "n1"),
    ("hugo", "school_head", "n2"),
    ("mona", "team_member", "s1"),
    ("rick", "curator", "n1"),
    ("rick", "curator", "s1"),
    ("mick", "curator", "n2"),
)


def noon(day: dt.date) -> dt.datetime:
    """The moment things of a day are recorded at."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


class Village:
    """The village; places and people by the names above."""

    def __init__(self) -> None:
        with clock.at(noon(START)):
            region = organisations.open_region(name="V", code="village", time_zone="Asia/Barnaul", by=SYSTEM)
            north, south = organisations.add_municipalities(
                region=region,
                rows=[NewMunicipality(code=name, name=name, short_name=name) for name in ("north", "south")],
                by=SYSTEM,
            )
            schools = organisations.add_schools(
                region=region,
                rows=[
                    NewSchool(municipality=place, code=name, name=name, short_name=name)
                    for name, place in {"n1": north, "n2": north, "s1": south, "n9": north}.items()
                ],
                on=START,
                by=SYSTEM,
            )
            self.previous = programmes.start_programme(region=region, year=2021, title="2021", by=SYSTEM)
            self.programme = programmes.start_programme(
                region=region, year=2022, title="2022", preceding=self.previous, by=SYSTEM
            )
            persons = accounts.add_people(
                rows=[NewPerson(login=name, surname=name, given_name="A") for name in PEOPLE], by=SYSTEM
            )
        self.places: Mapping[str, Municipality] = {"north": north, "south": south}
        self.schools: Mapping[str, School] = {school.code: school for school in schools}
        self.people: Mapping[str, User] = dict(zip(PEOPLE, persons, strict=True))
        with clock.at(noon(START)):
            programmes.enrol(programme=self.programme, schools=schools[:3], on=START, basis="order", by=SYSTEM)
            programmes.enrol(programme=self.previous, schools=schools[3:], on=START, basis="order", by=SYSTEM)
            rows = [
                NewAppointment(
                    person=self.people[who],
                    post=post,
                    organisation=self.places.get(where) or self.schools[where],
                    on=START,
                    basis="order",
                    tier={"rick": "regional", "mick": "municipal"}.get(who, ""),
                )
                for who, post, where in POSTS
            ]
            made = accounts.appoint_many(rows=rows, by=SYSTEM)
        self.posts: dict[tuple[str, str], Appointment] = {
            (who, where): one for (who, _post, where), one in zip(POSTS, made, strict=True)
        }

    # What happens -----------------------------------------------------------------------------------------------------

    def note(self, model: type[R], on: dt.date, *, recorded: dt.date | None = None, **fields: Any) -> R:
        """Something happens, recorded the same day or on another. Names stand for schools, places and people."""
        if "programme" in {field.name for field in model._meta.get_fields()}:
            fields.setdefault("programme", self.programme)
        named: dict[str, Mapping[str, Any]] = {
            "school": self.schools,
            "municipality": self.places,
            "person": self.people,
            "in_place_of": self.people,
        }
        given = {name: named[name][value] if name in named else value for name, value in fields.items()}
        made = noon(recorded or on)
        row = model(occurred_on=on, recorded_at=made, recorded_by="user:1", origin=Origin.ENTERED, **given)
        row.save(force_insert=True)
        return row

    def plan(self, code: str, on: dt.date = START, *, series: str = "", level: str = "regional") -> Event:
        """An event put into the plan, or a session of a series, which is made with its first one."""
        about = {"kind": "conference_call", "title": code, "level": level}
        if not series:
            return self.note(Event, on, code=code, **about)
        known = EventSeries.objects.filter(programme=self.programme, code=series).first()
        of = known or self.note(EventSeries, on, code=series, kind="online_seminar", title=series)
        return self.note(Event, on, code=code, series=of, **about)

    def leave_post(self, who: str, where: str, on: dt.date) -> None:
        """Somebody leaves a post."""
        with clock.at(noon(on)):
            accounts.end_appointment(
                appointment=self.posts[who, where], on=on, reason="resigned", basis="order", by=SYSTEM
            )

    def appoint(self, who: str, post: str, where: str, on: dt.date, *, acting: bool = False, tier: str = "") -> None:
        """Somebody takes a post."""
        place = self.places.get(where) or self.schools[where]
        with clock.at(noon(on)):
            self.posts[who, where] = accounts.appoint(
                person=self.people[who],
                post=post,
                organisation=place,
                on=on,
                basis="order",
                acting=acting,
                tier=tier,
                by=SYSTEM,
            )

    def leave_cohort(self, school: str, on: dt.date, *, recorded: dt.date | None = None) -> None:
        """A school leaves the cohort of the year."""
        member = CohortMembership.objects.get(school=self.schools[school], cohort__programme=self.programme)
        with clock.at(noon(recorded or on)):
            programmes.leave(membership=member, on=on, reason="improved", basis="order", by=SYSTEM)

    # What is asked ----------------------------------------------------------------------------------------------------

    def ask(
        self,
        formula: str,
        as_of: dt.date,
        *,
        due: dt.date | None = None,
        known: dt.date = NOW,
        target: str = "",
        words: Registry | None = None,
    ) -> Figure:
        """One sentence on a day, as known on a day."""
        registry = words or book()
        question = Question("?", read(formula, registry), ((None, due),), Target.read(target) if target else None)
        return evaluate(Context.of(self.programme, as_of, noon(known)), registry, [question])["?"]

    def lists(self, formula: str, as_of: dt.date, **how: Any) -> dict[str, list[str]]:
        """The four lists by the village's names, empty ones left out; a post goes by its place: "head of n1"."""
        figure = self.ask(formula, as_of, **how)
        found = {str(state): sorted(self.name(m.subject.key) for m in figure.list(state)) for state in State}
        return {state: names for state, names in found.items() if names}

    def name(self, key: str) -> str:
        """The village's name of a subject."""
        kind, _colon, number = key.partition(":")
        things: dict[str, tuple[Mapping[str, Any], str]] = {
            "school": (self.schools, "{}"),
            "municipality": (self.places, "{}"),
            "person": (self.people, "{}"),
            "school_head": (self.schools, "head of {}"),
            "municipal_head": (self.places, "head of {}"),
            "management_team": (self.schools, "team of {}"),
        }
        if kind not in things:
            return key
        named, pattern = things[kind]
        return pattern.format(next(name for name, thing in named.items() if thing.pk == int(number)))
