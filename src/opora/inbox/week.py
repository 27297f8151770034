"""The week of the day of a page: events one is invited to or organises."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from opora.core import numbers
from opora.core.actors import Actor
from opora.events.models import Event, Invitation
from opora.events.queries import EventState, states
from opora.inbox.lists import person_of
from opora.programmes.asked import carried
from opora.roadmap.queries import RoadmapView
from opora.roadmap.showing import Links


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event of the week. `hour` is None where no hour is set."""

    day: dt.date
    hour: dt.time | None
    title: str
    place: str
    url: str
    called_off: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the week; `now` is the day of the page."""

    day: dt.date
    now: bool
    occasions: tuple[Occasion, ...]


@dataclass(frozen=True, slots=True)
class Week:
    """Monday to Sunday."""

    days: tuple[Day, ...]

    @property
    def title(self) -> str:
        """The first and the last day."""
        return f"{numbers.day_month(self.days[0].day)} – {numbers.day_month(self.days[-1].day)}"

    @property
    def occasions(self) -> list[Occasion]:
        """All of them in their order."""
        return [one for day in self.days for one in day.occasions]


def week_of(view: RoadmapView, actor: Actor, links: Links) -> Week:
    """The week around the day of the roadmap; six queries."""
    monday = view.as_of - dt.timedelta(days=view.as_of.weekday())
    days = [monday + dt.timedelta(days=n) for n in range(7)]
    found = [_occasion(state, links) for state in _own(view, actor) if state.on in days]
    found.sort(key=lambda one: (one.day, one.hour or dt.time.min, one.title))
    return Week(
        tuple(Day(day, day == view.as_of, tuple(one for one in found if one.day == day)) for day in days),
    )


def _own(view: RoadmapView, actor: Actor) -> Iterable[EventState]:
    """Events that the actor's post organises or to which the actor is invited."""
    invitations = Invitation.objects.known(view.as_of, view.known_at).filter(event__programme=view.context.programme)
    invited = set(invitations.filter(person=person_of(actor) or 0).values_list("event_id", flat=True))
    events = Event.objects.filter(programme=view.context.programme).known(view.as_of, view.known_at)
    mine = [event for event in events if event.pk in invited or event.organiser == actor.role]
    return states(mine, view.as_of, view.known_at)


def _occasion(state: EventState, links: Links) -> Occasion:
    plan = state.plan
    hour = plan.starts_at if plan.planned_on == state.on else None
    return Occasion(
        day=state.on,
        hour=hour,
        title=state.event.title,
        place=plan.place or plan.link,
        url=reverse("events:event", args=[state.event.pk]) + carried(links.request.GET),
        called_off=state.cancellation is not None,
    )
