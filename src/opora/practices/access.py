"""Who may see which works, for whom one may hand in, and who may see the bank of practices and the sites."""

from typing import TypeVar

from django.db.models import Q, QuerySet

from opora.accounts.models import Appointment, Post, User
from opora.core import clock
from opora.core.actors import Actor, Scope
from opora.organisations.models import School
from opora.practices import papers
from opora.practices.models import InnovationSite, Practice, Work

M = TypeVar("M", Practice, InnovationSite)

OWN_NAME = frozenset({Post.CURATOR, Post.COORDINATOR})
"""Posts whose holders hand in works of their own; others with the grant hand in those of their school."""


def visible_to(actor: Actor, works: QuerySet[Work]) -> QuerySet[Work]:
    """Those of these works that the actor may see: of the region, or one's own, those of one's schools, and those of
    the schools and people of one's municipality."""
    scope = actor.scope("work")
    if scope is None:
        return works.none()
    if actor.everything:
        return works
    of_region = works.filter(programme__region=actor.region_id)
    if scope is Scope.REGION:
        return of_region
    return of_region.filter(_of_schools(actor) | Q(person=person_of(actor)) | Q(person__in=_at_work(actor)))


def may_judge(actor: Actor) -> bool:
    """Whether the actor may accept, return and publish the works that the actor may see."""
    return actor.scope("work", "judge") is not None


def may_hand_in(actor: Actor, work: Work) -> bool:
    """Whether the actor may do with a work what its author may."""
    scope = actor.scope("work", "hand_in")
    if scope is None or scope is Scope.REGION:
        return scope is Scope.REGION
    if actor.role in OWN_NAME:
        return work.person_id is not None and work.person_id == person_of(actor)
    return work.school_id in actor.school_ids


def schools_for(actor: Actor) -> QuerySet[School]:
    """The schools in whose name the actor may hand in."""
    scope = actor.scope("work", "hand_in")
    if scope is Scope.REGION:
        return School.objects.filter(municipality__region=actor.region_id)
    if scope is None or actor.role in OWN_NAME:
        return School.objects.none()
    return School.objects.filter(pk__in=actor.school_ids)


def people_for(actor: Actor) -> QuerySet[User]:
    """The people in whose name the actor may hand in: oneself, or every curator and coordinator in office."""
    scope = actor.scope("work", "hand_in")
    if scope is Scope.REGION:
        held = Appointment.objects.in_force(clock.today(), clock.now()).filter(post__in=OWN_NAME)
        here = (
            Q(region=actor.region_id)
            | Q(municipality__region=actor.region_id)
            | Q(school__municipality__region=actor.region_id)
        )
        return User.objects.filter(pk__in=held.filter(here).values("person"))
    if scope is None or actor.role not in OWN_NAME:
        return User.objects.none()
    return User.objects.filter(pk__in=[person_of(actor)])


def may_see_work(actor: Actor, key: str) -> bool:
    """The door of files of works: "work:17"."""
    found = papers.now(Work, _id(key))
    return found is not None and visible_to(actor, Work.objects.filter(pk=found.pk)).exists()


def published_for(actor: Actor, rows: QuerySet[M]) -> QuerySet[M]:
    """Those of these practices or sites that the actor may see: whoever works in the region sees all of it."""
    if actor.scope("practice") is None:
        return rows.none()
    if actor.everything:
        return rows
    path = "region" if rows.model is Practice else "school__municipality__region"
    return rows.filter(**{path: actor.region_id})


def may_see_practice(actor: Actor, key: str) -> bool:
    """The door of files of practices: "practice:17"."""
    found = papers.now(Practice, _id(key))
    return found is not None and published_for(actor, Practice.objects.filter(pk=found.pk)).exists()


def person_of(actor: Actor) -> int | None:
    """The person behind an actor; None for the system."""
    kind, _colon, number = actor.key.partition(":")
    return int(number) if kind == "user" and number.isdecimal() else None


def _of_schools(actor: Actor) -> Q:
    return Q(school__in=actor.school_ids) | Q(school__municipality__in=actor.municipality_ids)


def _at_work(actor: Actor) -> QuerySet[Appointment, int]:
    """People with a post in the actor's municipalities or in one of their schools."""
    places = actor.municipality_ids
    held = Appointment.objects.in_force(clock.today(), clock.now())
    return held.filter(Q(municipality__in=places) | Q(school__municipality__in=places)).values_list("person", flat=True)


def _id(key: str) -> int:
    number = key.partition(":")[2]
    return int(number) if number.isdecimal() else 0
