"""Who may see which certificates; what a certificate says is public to whoever holds its number or its code."""

from django.db.models import Q, QuerySet

from opora.accounts.models import Appointment
from opora.certificates.models import Certificate
from opora.core import clock
from opora.core.actors import Actor, Scope


def visible_to(actor: Actor, certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    """Those that the actor may see: of the region, or the own ones and those of people with a post within reach today.

    A guest's is seen by who sees the whole region.
    """
    scope = actor.scope("certificate")
    if scope is None:
        return certificates.none()
    if scope is Scope.REGION:
        return certificates if actor.everything and actor.region_id is None else _of_region(actor, certificates)
    kind, _colon, number = actor.key.partition(":")
    own = Q(person=int(number)) if kind == "user" else Q(pk__in=())
    return certificates.filter(own | _near(actor))


def may_issue(actor: Actor) -> bool:
    """Whether the actor gives certificates and takes them back."""
    return actor.scope("certificate", "issue") is not None


def _of_region(actor: Actor, certificates: QuerySet[Certificate]) -> QuerySet[Certificate]:
    return certificates.filter(region=actor.region_id)


def _near(actor: Actor) -> Q:
    """Of people who hold a post in a school or municipality of the actor."""
    if actor.scope("person") is None or not (actor.municipality_ids or actor.school_ids):
        return Q(pk__in=())
    places = (
        Q(school__in=actor.school_ids)
        | Q(school__municipality__in=actor.municipality_ids)
        | Q(municipality__in=actor.municipality_ids)
    )
    held = Appointment.objects.in_force(clock.today(), clock.now()).filter(places)
    return Q(region=actor.region_id, person__in=held.values("person"))
