"""Regions in which the posts of the region itself are held too, and whose list each gap must stand in, by hand."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from opora.accounts import actions as accounts
from opora.accounts.actions import NewAppointment, NewPerson
from opora.accounts.models import Appointment, AppointmentEnd
from opora.core import clock
from opora.core.actors import SYSTEM
from opora.indicators.facts import State
from opora.indicators.figures import Figure, FigureKind, Member
from opora.indicators.targets import Target
from opora.roadmap.queries import RoadmapView
from tests.wordbook import world
from tests.wordbook.world import OPENED, World, moment

OF_REGION = ("ministry", "ministry", "institute", "institute", "expert", "controller")
"""Posts of the region that are held all the time, some by two people."""
PLACE_OF = {
    **dict.fromkeys(OF_REGION, "region_id"),
    **dict.fromkeys(("municipal_head", "coordinator"), "municipality_id"),
    **dict.fromkeys(("school_head", "curator", "deputy_head", "team_member"), "school_id"),
}
THROUGH = {"school": "school_head", "team": "school_head", "municipality": "municipal_head"}

Pair = tuple[str, str]
"""An indicator and a subject, by their keys."""


class Held(NamedTuple):
    person_id: int
    post: str
    place: str
    number: int


class Stands(NamedTuple):
    """In whose lists a gap stands; `vacant`: with the ministry, for nobody holds the post that closes it."""

    persons: frozenset[int]
    vacant: bool


def staffed(seed: int, **options: Any) -> World:
    """The region of a seed, everything done in it, with people in the posts of the region from its first day."""
    made = world.build(seed, **options)
    names = [f"{post}-{made.region.pk}-{nth}" for nth, post in enumerate(OF_REGION)]
    with clock.at(moment(OPENED)):
        people = accounts.add_people(
            rows=[NewPerson(login=one, surname=one, given_name="A") for one in names], by=SYSTEM
        )
        rows = [
            NewAppointment(person=person, post=post, organisation=made.region, on=OPENED, basis="order")
            for person, post in zip(people, OF_REGION, strict=True)
        ]
        accounts.appoint_many(rows=rows, by=SYSTEM)
    return made


def in_office(day: dt.date, known_at: dt.datetime) -> set[Held]:
    """Who holds what on a day, as known at a moment."""

    def known(row: Any) -> bool:
        told = row.recorded_at <= known_at and (row.voided_at is None or row.voided_at > known_at)
        return told and row.occurred_on <= day

    left = {row.span_id for row in AppointmentEnd.objects.all() if known(row)}
    standing = (row for row in Appointment.objects.all() if known(row) and row.pk not in left)
    return {
        Held(row.person_id, row.post, place, getattr(row, place))
        for row in standing
        for place in ("region_id", "municipality_id", "school_id")
        if getattr(row, place) is not None
    }


def closable(view: RoadmapView, region_id: int, held: set[Held]) -> dict[Pair, Stands]:
    """Each gap that somebody can close, and in whose lists it stands."""
    by_post: dict[tuple[str, str, int], set[int]] = defaultdict(set)
    for one in held:
        by_post[one.post, one.place, one.number].add(one.person_id)
    working = {one.person_id for one in held}
    found = {}
    for key, member in gaps(view):
        persons = _closers(member, region_id, by_post, working)
        ministry = by_post["ministry", "region_id", region_id]
        found[key, member.subject.key] = Stands(frozenset(persons or ministry), vacant=not persons)
    return found


def gaps(view: RoadmapView) -> Iterator[tuple[str, Member]]:
    """Who or what is missing or unknown, and not for good, where a gap says who closes it."""
    for action in view.actions:
        for one in action.indicators:
            figure, formula = one.figure, one.outline.formula
            if not figure.known or figure.awaiting or "actions(" in formula or _enough(figure, one.outline.target):
                continue
            for member in figure.members:
                open_ = member.state in (State.MISSING, State.UNKNOWN)
                if open_ and member.gap is not None and member.gap.closes and not member.gap.final:
                    yield one.key, member


def _enough(figure: Figure, target: Target | None) -> bool:
    """Whether a number of subjects is as great as asked."""
    if figure.kind is not FigureKind.COUNT or target is None:
        return False
    assert target.sign == ">="
    return sum(member.weight for member in figure.counted if member.state is State.MET) >= target.number


def _closers(
    member: Member, region_id: int, by_post: dict[tuple[str, str, int], set[int]], working: set[int]
) -> set[int]:
    assert member.gap
    subject = member.subject
    post = THROUGH.get(member.gap.closes, member.gap.closes)
    if post == "person":
        return {subject.person_id} & working if subject.person_id else set()
    if post == "post":
        post = subject.key.split(":")[0]
    place = PLACE_OF[post]
    if place == "region_id":
        return by_post[post, place, region_id]
    numbers = {getattr(subject, place), *(getattr(one, place) for one in subject.posts)}
    return {person for number in numbers if number is not None for person in by_post[post, place, number]}
