"""A full year of facts over the demonstration region, and ten times that: what `opora bench` measures on.

Ten times means ten times the schools in both cohorts, with teams, curators and everything they did; municipalities
stay. `settings.BENCH` names this module: `fill` and `every_word` are what the measuring asks of it.
"""

import datetime as dt
import random
from collections.abc import Sequence

from django.db.models import Q

from opora.accounts import actions as accounts
from opora.accounts.actions import NewAppointment, NewPerson
from opora.accounts.models import Post, Tier, User
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.core.models import Origin
from opora.events.models import Event, EventSeries, Held, Presence
from opora.organisations.models import Municipality, School
from opora.programmes import actions as programmes
from opora.programmes.models import CohortMembership, Programme
from tests.wordbook.deeds import Deeds
from tests.wordbook.reading import every_word
from tests.wordbook.reference import curators_todos, reference
from tests.wordbook.world import moment

__all__ = ["curators_todos", "every_word", "fill", "reference"]
JOINED = {2022: dt.date(2021, 12, 27), 2021: dt.date(2021, 12, 16)}
TEAM = (Post.DEPUTY_HEAD, Post.DEPUTY_HEAD, Post.TEAM_MEMBER, Post.TEAM_MEMBER, Post.TEAM_MEMBER)
SCHOOLS_OF_A_CURATOR = 3


class FullYear(Deeds):
    """Everything that is likely has happened: no row of the roadmap is without facts."""

    fates = ("closed", "closed", "moved")

    def series(self, code: str) -> EventSeries:
        """One that the demonstration has goes on."""
        known = EventSeries.objects.standing().filter(programme=self.programme, code=code).first()
        return known or super().series(code)

    def event(self, code: str, planned_on: dt.date, series: EventSeries | None = None) -> None:
        """To one that the demonstration held more people came."""
        held = Held.objects.standing().filter(event__programme=self.programme, event__code=code).first()
        if held is not None:
            for person in self.some(self.people, 0.3):
                self.note(Presence, held.occurred_on, event=held.event, person=person, way="check_in")
        elif not Event.objects.standing().filter(programme=self.programme, code=code).exists():
            super().event(code, planned_on, series)

    def chance(self, probability: float) -> bool:
        return probability >= 0.7 or super().chance(probability)


def fill(times: int) -> None:
    """Let the region of the demonstration live through the programme of 2022, with `times` as many schools in it."""
    programme = Programme.objects.get(year=2022)
    rng = random.Random(times)  # noqa: S311  # the same facts each time
    if times > 1:
        _grow(programme, times, rng)
    inside = list(School.objects.filter(pk__in=CohortMembership.objects.values("school")).order_by("pk"))
    at_work = Q(appointments__school__in=inside) | Q(appointments__municipality__isnull=False)
    people = list(User.objects.filter(at_work).distinct().order_by("pk"))
    FullYear(list(Municipality.objects.order_by("pk")), inside, people, programme, rng).happen()


def _grow(programme: Programme, times: int, rng: random.Random) -> None:
    """More schools of the region join both cohorts, with teams and curators of their own."""
    others = School.objects.exclude(pk__in=CohortMembership.objects.values("school")).order_by("pk")
    free = rng.sample(list(others), len(others))
    for one in filter(None, (programme, programme.preceding)):
        wanted = (times - 1) * CohortMembership.objects.filter(cohort__programme=one, voided_at=None).count()
        joining, free = free[:wanted], free[wanted:]
        on = JOINED[one.year]
        with clock.at(moment(on)):
            programmes.enrol(programme=one, schools=joining, on=on, basis="order", by=SYSTEM, origin=Origin.DEMO)
            _appoint(joining, on)


def _appoint(schools: Sequence[School], on: dt.date) -> None:
    seats = [(post, school) for school in schools for post in TEAM]
    curated = [schools[at : at + SCHOOLS_OF_A_CURATOR] for at in range(0, len(schools), SCHOOLS_OF_A_CURATOR)]
    names = [f"team-{school.pk}-{nth}" for nth, (_post, school) in enumerate(seats)]
    names += [f"curator-{some[0].pk}" for some in curated]
    rows = [NewPerson(login=name, surname=name.title(), given_name="A") for name in names]
    people = iter(accounts.add_people(rows=rows, by=SYSTEM))
    posts = [
        NewAppointment(person=next(people), post=post, organisation=school, on=on, basis="order")
        for post, school in seats
    ]
    for some in curated:
        person = next(people)
        posts += [
            NewAppointment(
                person=person, post=Post.CURATOR, organisation=one, on=on, basis="order", tier=Tier.MUNICIPAL
            )
            for one in some
        ]
    accounts.appoint_many(rows=posts, by=SYSTEM, origin=Origin.DEMO)
