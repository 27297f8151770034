"""An invented region with people in it, and events at whatever stage a test needs."""

import datetime as dt
from typing import Any

from django.test import Client

from opora.accounts.models import Appointment, Post, User
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.events import actions
from opora.events.actions import Changes, Planned
from opora.events.models import Event, EventSeries
from opora.programmes.models import Programme
from tests.accounts.people import appoint, person, signed_in
from tests.organisations import places
from tests.programmes import years

NOW = dt.datetime(2022, 4, 1, 9, tzinfo=dt.UTC)
MARCH = dt.date(2022, 3, 5)
LATER = dt.date(2022, 4, 20)
HEADS = "school_heads(current)"
ROLES = {
    "ministry": Post.MINISTRY,
    "controller": Post.CONTROLLER,
    "institute": Post.INSTITUTE,
    "expert": Post.EXPERT,
    "operator": Post.OPERATOR,
    "editor": Post.EDITOR,
}


class Region:
    """Schools 1–3 take part; with three heads; a coordinator of Bor, who reaches 1 and 2 alone."""

    def __init__(self) -> None:
        self.places = places.make()
        self.programme: Programme = years.make(self.places)
        self.people: dict[str, tuple[User, Appointment]] = {}
        for role, post in ROLES.items():
            self.hire(role, "Читаева", post, self.places.region)
        self.hire("coordinator", "Сойкина", Post.COORDINATOR, self.places.bor)
        for at, surname in enumerate(("Курочкина", "Цаплина", "Зяблова")):
            self.hire(f"head{at + 1}", surname, Post.SCHOOL_HEAD, self.places.schools[at])

    def hire(self, name: str, surname: str, post: str, where: Any) -> User:
        who = person(surname, name)
        self.people[name] = who, appoint(who, post, where)
        return who

    def client(self, name: str) -> Client:
        return signed_in(*self.people[name])

    def plan(self, code: str = "vks-1", on: dt.date = MARCH, **more: Any) -> Event:
        series: EventSeries | None = more.pop("series", None)
        when = {name: more.pop(name) for name in ("starts_at", "ends_at", "place", "link") if name in more}
        about = Changes(**{"title": f"Совещание {code}", "kind": "conference_call", "invited": HEADS, **more})
        with clock.at(years.BEGUN):
            return actions.plan_event(
                programme=self.programme,
                code=code,
                planned=Planned(on=on, **when),
                about=about,
                series=series,
                by=SYSTEM,
            )

    def held(self, code: str = "vks-1", *present: str, on: dt.date = MARCH, closed: dt.date | None = None) -> Event:
        event = self.plan(code, on)
        with clock.at(dt.datetime.combine(on, dt.time(15), tzinfo=dt.UTC)):
            actions.hold(event=event, on=on, by=SYSTEM)
            if present:
                actions.note_presences(event=event, people=[self.people[name][0] for name in present], by=SYSTEM)
        if closed:
            with clock.at(dt.datetime.combine(closed, dt.time(15), tzinfo=dt.UTC)):
                actions.close_attendance(event=event, on=closed, by=SYSTEM)
        return event
