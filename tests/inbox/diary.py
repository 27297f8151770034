"""A spring with deadlines and events: schools without a curator, a call ahead, people who have to do with them."""

import datetime as dt
from typing import Any

from django.test import Client
from icalendar import Calendar, Event

from opora.accounts.models import User
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.events import actions
from opora.inbox.calendars.actions import make_address
from opora.inbox.lists import Item, lists_in
from opora.indicators.context import Context
from tests.events.planned import LATER, NOW, Region
from tests.roadmap import small_programme
from tests.roadmap.small_programme import row

DUE = dt.date(2022, 4, 15)


class Diary(Region):
    """Row 5: three schools have no curator, which the ministry ends; row 6: three heads are to come to a call."""

    def __init__(self, schools: str = "schools(current)") -> None:
        super().__init__()
        content = small_programme.data()
        content["actions"] = [
            row("2", "2022-03-01", 'delivered("guide")'),  # nobody can tell yet: the roadmap begins before the others
            row("5", DUE.isoformat(), f"share({schools}, curator_appointed())"),
            row("6", "2022-04-25", 'share(school_heads(current), attended("vks-1"))', by="institute"),
        ]
        del content["awaiting"]["summoned"]
        content["titles"]["vks-1"] = small_programme.words("совещании", "the call")
        small_programme.load(self.programme, content)
        self.call = self.plan(on=LATER, title="Совещание о чтении")

    def user(self, name: str) -> User:
        return self.people[name][0]

    def address(self, name: str, of: str = "Телефон") -> str:
        with clock.at(NOW - dt.timedelta(hours=1)):
            _row, key = make_address(person=self.user(name), name=of, by=SYSTEM)
        return f"/calendar/{key}.ics"

    def invite(self, *names: str) -> None:
        people = {self.user(name).pk: "" for name in names}
        actions.invite(event=self.call, people=people, on=NOW.date(), by=SYSTEM)

    def items(self, name: str) -> list[Item]:
        context = Context.of(self.programme, NOW.date(), clock.now())
        return context.once(lists_in).get(self.user(name).pk, [])


def read(path: str, client: Client | None = None, **more: Any) -> list[Event]:
    """What another program reads under the address."""
    answer = (client or Client()).get(path, **more)
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    return list(Calendar.from_ical(answer.content).walk("VEVENT"))


def todos(entries: list[Event]) -> list[Event]:
    return [one for one in entries if one["UID"].startswith("todo-")]


def events(entries: list[Event]) -> list[Event]:
    return [one for one in entries if one["UID"].startswith("event-")]
