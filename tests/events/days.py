"""An event on a day in April over the places of the apps below, and people who may come."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.test import Client

from opora.accounts.models import Appointment, User
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.events import actions
from opora.events.actions import Planned
from opora.events.models import CheckIn, Event, Kind
from opora.programmes.models import Programme
from tests.accounts.people import appoint, person, signed_in
from tests.organisations import places
from tests.organisations.places import Places
from tests.programmes import years

DAY = dt.date(2022, 4, 12)
MORNING = dt.datetime(2022, 4, 12, 3, 3, tzinfo=dt.UTC)
"""10:03 in Barnaul."""


@dataclass(frozen=True)
class Day:
    """The places, the programme, the event, and people by what they are: login and their appointment."""

    made: Places
    programme: Programme
    event: Event
    people: dict[str, tuple[User, Appointment]]

    def user(self, name: str) -> User:
        return self.people[name][0]

    def client(self, name: str, **more: Any) -> Client:
        return signed_in(*self.people[name], **more)

    def opened(self) -> CheckIn:
        return actions.open_check_in(event=self.event, on=DAY, by=SYSTEM)


def make() -> Day:
    made = places.make()
    programme = years.make(made)
    with clock.at(dt.datetime(2022, 3, 1, 5, tzinfo=dt.UTC)):
        event = plan(programme, "vks-1", "Совещание о чтении")
    posts = {
        "ministry": ("Синицына", "ministry", made.region),
        "coordinator": ("Журавлёва", "coordinator", made.bor),
        "curator": ("Чижова", "curator", made.first),
        "head": ("Перепёлкина", "school_head", made.first),
        "luga_head": ("Скворцова", "school_head", made.third),
    }
    people = {}
    for name, (surname, post, where) in posts.items():
        who = person(surname, name.replace("_", "-"))
        people[name] = who, appoint(who, post, where)
    return Day(made, programme, event, people)


def plan(programme: Programme, code: str, title: str, on: dt.date = DAY, **about: Any) -> Event:
    return actions.plan_event(
        programme=programme,
        code=code,
        planned=Planned(on=on, starts_at=dt.time(10), ends_at=dt.time(12), place="Приобск, зал института"),
        about={"title": title, "kind": Kind.CONFERENCE_CALL, **about},
        by=SYSTEM,
    )
