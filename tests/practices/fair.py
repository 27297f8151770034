"""A small region in June in which a festival goes on: its people, what they hand in, and what the words say of it."""

import datetime as dt
from dataclasses import dataclass, field

from django.test import Client

from opora.accounts.models import Appointment, Post, User
from opora.core import clock
from opora.core.actors import Actor
from opora.indicators.checker import read
from opora.indicators.context import Context
from opora.indicators.evaluation import Question, evaluate
from opora.indicators.facts import State
from opora.indicators.figures import Figure
from opora.indicators.registry import language
from opora.practices import actions
from opora.practices.actions import NewWork
from opora.practices.models import Work
from opora.programmes.models import Programme
from tests.accounts.people import appoint, person, signed_in
from tests.organisations import places
from tests.programmes import years

NOW = dt.datetime(2022, 6, 30, 6, tzinfo=dt.UTC)
TODAY = NOW.date()
JUDGE = Actor("user:1")


def noon(day: dt.date) -> dt.datetime:
    """The moment things of a day are recorded at."""
    return dt.datetime.combine(day, dt.time(6), tzinfo=dt.UTC)


def june(number: int) -> dt.date:
    """A day of June."""
    return dt.date(2022, 6, number)


@dataclass
class Fair:
    """The places of `places.make`, their programme, and people by post."""

    made: places.Places = field(default_factory=places.make)
    programme: Programme = field(init=False)
    held: dict[str, tuple[User, Appointment]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.programme = years.make(self.made)
        region, bor, luga = self.made.region, self.made.bor, self.made.luga
        for name, post, where in (
            ("ministry", Post.MINISTRY, region),
            ("controller", Post.CONTROLLER, region),
            ("institute", Post.INSTITUTE, region),
            ("expert", Post.EXPERT, region),
            ("editor", Post.EDITOR, region),
            ("head-of-bor", Post.MUNICIPAL_HEAD, bor),
            ("coordinator", Post.COORDINATOR, bor),
            ("far-coordinator", Post.COORDINATOR, luga),
            ("curator", Post.CURATOR, self.made.first),
            ("far-curator", Post.CURATOR, self.made.third),
            ("head", Post.SCHOOL_HEAD, self.made.first),
            ("deputy", Post.DEPUTY_HEAD, self.made.first),
            ("team", Post.TEAM_MEMBER, self.made.first),
            ("far-head", Post.SCHOOL_HEAD, self.made.third),
        ):
            who = person(f"Чижова{name}", name)
            self.held[name] = who, appoint(who, post, where)
        User.objects.update(language="en")

    def browser(self, name: str) -> Client:
        """Somebody signed in."""
        return signed_in(*self.held[name])

    def person(self, name: str) -> User:
        """Somebody."""
        return self.held[name][0]

    def work(self, author: str, on: dt.date, title: str = "Работа", **more: str) -> Work:
        """A work handed in and recorded on a day; `author` is a field of the places, or a person."""
        who = getattr(self.made, author, None) or self.person(author)
        told = {"at": "festival", "kind": "experience" if hasattr(self.made, author) else "analysis", **more}
        with clock.at(noon(on)):
            return actions.hand_in(
                programme=self.programme, work=NewWork(title=title, author=who, on=on, **told), by=JUDGE
            )

    def ask(self, formula: str, as_of: dt.date, known: dt.date = TODAY) -> Figure:
        """A sentence on a day, as known at the end of a day."""
        question = Question("?", read(formula, language), ((None, None),))
        return evaluate(Context.of(self.programme, as_of, clock.end_of(known)), language, [question])["?"]

    def lists(self, formula: str, as_of: dt.date, known: dt.date = TODAY) -> dict[str, dict[str, str]]:
        """Subjects of each list with the reason, empty lists left out."""
        figure = self.ask(formula, as_of, known)
        found = {str(state): {one.subject.label: one.reason for one in figure.list(state)} for state in State}
        return {state: members for state, members in found.items() if members}
