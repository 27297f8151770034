"""An invented region in which something is left to do: curators and coordinators to appoint, experience to present."""

import datetime as dt
from collections.abc import Iterator

from django.test import Client

from opora.accounts.actions import Organisation
from opora.accounts.models import Appointment, Post, User
from opora.accounts.permissions import grants_of
from opora.core import clock
from opora.core.actors import Actor
from opora.inbox.lists import Item, lists_in
from opora.indicators.context import Context
from tests.accounts.people import appoint, person, signed_in
from tests.organisations import places
from tests.programmes import years
from tests.roadmap import small_programme

NOW = dt.datetime(2022, 2, 12, 6, tzinfo=dt.UTC)
TODAY = dt.date(2022, 2, 12)
JANUARY = dt.date(2022, 1, 10)
PRESENTED = 'count(schools(current), presented("regional"))'


class Desk:
    """Actions 4 (coordinators) and 5 (curators) were due on 8 February; 6 (experience) is due on 1 March.

    Schools first, second and third take part; the first has a head and a deputy, the second a head.
    """

    def __init__(self) -> None:
        self.places = places.make()
        self.programme = years.make(self.places)
        content = small_programme.data()
        content["actions"].append(small_programme.row("6", "2022-03-01", PRESENTED, group="people"))
        small_programme.load(self.programme, content)
        self.people: dict[str, tuple[User, Appointment]] = {}
        self.hire("ministry", "Синицына", Post.MINISTRY, self.places.region)
        self.hire("controller", "Зимина", Post.CONTROLLER, self.places.region)
        self.hire("head", "Перепёлкина", Post.SCHOOL_HEAD, self.places.first)
        self.hire("deputy", "Чечёткина", Post.DEPUTY_HEAD, self.places.first)
        self.hire("other", "Дроздова", Post.SCHOOL_HEAD, self.places.second)

    def hire(self, name: str, surname: str, post: str, where: Organisation) -> User:
        who = person(surname, name)
        self.people[name] = who, appoint(who, post, where, on=JANUARY, at=dt.datetime(2022, 1, 10, 6, tzinfo=dt.UTC))
        return who

    def user(self, name: str) -> User:
        return self.people[name][0]

    def client(self, name: str) -> Client:
        return signed_in(*self.people[name])

    def actor(self, name: str) -> Actor:
        who, held = self.people[name]
        return Actor(key=who.key, role=held.post, grants=grants_of(held.post), region_id=self.places.region.pk)

    def context(self, day: dt.date = TODAY) -> Context:
        return Context.of(self.programme, day, clock.now())

    def items(self, name: str, day: dt.date = TODAY) -> list[Item]:
        return self.context(day).once(lists_in).get(self.user(name).pk, [])

    def item(self, name: str, number: str, day: dt.date = TODAY) -> Item:
        (found,) = [one for one in self.items(name, day) if one.todo.action.number == number]
        return found


def open_desk() -> Iterator[Desk]:
    with clock.at(NOW):
        yield Desk()
