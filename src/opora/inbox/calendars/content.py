"""What a person's calendar holds: the deadlines of their to-dos over all their posts, and their events."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from opora.accounts.models import User
from opora.accounts.queries import actors_of
from opora.core import clock, numbers
from opora.core.actors import Actor
from opora.events.access import visible_to
from opora.events.calendar import Entry, calendar_file
from opora.events.models import Event
from opora.events.own import coming_to
from opora.events.queries import states
from opora.events.timetable import entries
from opora.inbox.lists import Item, lists_in
from opora.inbox.showing import written
from opora.inbox.wording import whose
from opora.indicators.access import visible_members
from opora.indicators.context import Context
from opora.indicators.figures import Member
from opora.organisations.models import Region
from opora.programmes.asked import last_day
from opora.programmes.models import Programme
from opora.programmes.queries import programme_on
from opora.roadmap.models import ActionTerms

Whole = Callable[[str], str]
"""Makes the whole address of a path of this site."""
NAMED = 10
"""Subjects of one to-do that its entry names."""


def calendar_of(person: User, whole: Whole) -> bytes:
    """The file, in the person's language; the same data give the same bytes. A fixed number of queries."""
    with translation.override(person.language):
        found = [one for context, actors in _regions(person) for one in _entries(person, context, actors, whole)]
        return calendar_file(sorted(found, key=lambda one: (f"{one.starts}", one.uid)), name=_("Opora"))


def _regions(person: User) -> Iterator[tuple[Context, list[Actor]]]:
    """The programme in force of each region the person works in, as it stands now, with the capacities held there."""
    actors = actors_of(person, clock.today())
    for region in Region.objects.filter(pk__in={one.region_id for one in actors}).order_by("pk"):
        day = last_day(region)
        rows = Programme.objects.filter(region=region).select_related("region", "preceding", "cohort")
        if programme := programme_on(rows, day):
            yield Context.of(programme, day, clock.now()), [one for one in actors if one.region_id == region.pk]


def _entries(person: User, context: Context, actors: Sequence[Actor], whole: Whole) -> Iterator[Entry]:
    with timezone.override(context.programme.region.time_zone):
        if any(actor.scope("todo") for actor in actors):
            yield from _todos(person, context, actors, whole)
        yield from _events(person, context, actors, whole)


def _todos(person: User, context: Context, actors: Sequence[Actor], whole: Whole) -> Iterator[Entry]:
    """To-dos with a deadline that are the person's to do now: those put off or handed over are not."""
    items = [
        item
        for item in context.once(lists_in).get(person.pk, [])
        if item.active and item.todo.due and any(item.of_role(actor.role) for actor in actors)
    ]
    said = _said_of_deadlines({item.todo.action.outline.id for item in items})
    for item in items:
        yield _todo(item, context.programme, actors, whole, said[item.todo.action.outline.id])


def _said_of_deadlines(actions: Collection[int]) -> dict[int, list[dt.datetime]]:
    """The moments at which the deadline of each action was set, or taken back: their number only grows."""
    found: dict[int, list[dt.datetime]] = defaultdict(list)
    rows = ActionTerms.objects.filter(action__in=actions).values_list("action_id", "recorded_at", "voided_at")
    for number, recorded_at, voided_at in rows:
        found[number] += [moment for moment in (recorded_at, voided_at) if moment]
    return found


def _todo(
    item: Item, programme: Programme, actors: Sequence[Actor], whole: Whole, said: Sequence[dt.datetime]
) -> Entry:
    todo = item.todo
    assert todo.due, "a to-do without a deadline has no place in a calendar"
    named = _seen(todo.members, actors)
    place = _place(item, named)
    page = whole(todo.gap.where or reverse("roadmap:indicator", args=[todo.indicator.key]))
    return Entry(
        uid=f"todo-{_digest(programme, todo.key)}@opora",
        sequence=len(said) - 1,
        starts=todo.due,
        ends=None,
        time_zone=programme.region.time_zone,
        title=_("%(step)s: %(place)s") % {"step": todo.step, "place": place} if place else todo.step,
        changed_at=max(said),
        description="\n".join((*_told(item, named), page)),
        link=page,
    )


def _place(item: Item, named: Sequence[Member]) -> str:
    """For whom, of those that may be named; of one's own person one reads what it is about instead."""
    todo = item.todo
    if len(todo.members) == 1 and todo.members[0].subject.key == f"person:{item.person_id}":
        return todo.action.outline.title
    return whose(named or todo.members, todo.indicator.unit) if named or len(todo.members) > 1 else ""


def _told(item: Item, named: Sequence[Member]) -> Iterator[str]:
    """Lines about a to-do: why, what it moves, who gave it, for whom."""
    todo = item.todo
    yield _("Action %(number)s. %(title)s") % {"number": todo.action.number, "title": todo.action.outline.title}
    if moves := written(todo.move):
        yield _("This moves: %(counts)s") % {"counts": moves}
    if item.received:
        told = {"name": item.received.person.short_name, "day": numbers.day(item.received.until)}
        yield _("Handed over to you by %(name)s until %(day)s") % told
    if len(named) > 1:
        yield from (one.subject.label for one in named[:NAMED])
        if len(named) > NAMED:
            yield _("and %(n)d more") % {"n": len(named) - NAMED}


def _seen(members: Sequence[Member], actors: Sequence[Actor]) -> list[Member]:
    """Those members that the person may be shown in one of their capacities."""
    shown = {one.subject.key: one for actor in actors for one in visible_members(actor, members)}
    return [shown[one.subject.key] for one in members if one.subject.key in shown]


def _events(person: User, context: Context, actors: Sequence[Actor], whole: Whole) -> list[Entry]:
    """Events to come to, and those that the person's ministry or institute organises; called off ones stay."""
    reading = next((actor for actor in actors if actor.scope("event")), None)
    if reading is None:
        return []
    programme, as_of, known_at = context.programme, context.as_of, context.known_at
    own = coming_to(person.pk, programme, as_of, known_at)
    organising = {actor.role for actor in actors if actor.scope("event", "write")}
    rows = Event.objects.known(as_of, known_at).filter(programme=programme)
    found = visible_to(reading, rows.filter(Q(pk__in=own) | Q(organiser__in=organising)))

    def page(pk: int) -> str:
        return whole(reverse("events:event", args=[pk]))

    return entries(states(found, as_of, known_at), programme.region, page)


def _digest(programme: Programme, key: str) -> str:
    """What a calendar knows a to-do by: its key would tell who answers for what."""
    return hashlib.sha256(f"{programme.pk}|{key}".encode()).hexdigest()[:32]
