"""Who may see which events, and who may write about them."""

from django.db.models import QuerySet

from opora.core.actors import Actor, Scope
from opora.events.models import Event


def visible_to(actor: Actor, queryset: QuerySet[Event]) -> QuerySet[Event]:
    """Those of these events that the actor may see: all of the region. Whom they show there is another question."""
    if actor.everything:
        return queryset
    if actor.scope("event") is None:
        return queryset.none()
    return queryset.filter(programme__region=actor.region_id)


def sees_files_of(actor: Actor, of: str) -> bool:
    """Door: the materials of an event ("event:17") are seen by whoever sees the event."""
    number = of.partition(":")[2]
    return number.isdecimal() and visible_to(actor, Event.objects.standing().filter(pk=number)).exists()


def sees_attendance_of(actor: Actor, of: str) -> bool:
    """Whether the actor may see the file of an attendance list ("attendancelist:5"): whoever closes such lists."""
    number = of.rpartition(":")[2]
    events = visible_to(actor, Event.objects.filter(lists=int(number))) if number.isdecimal() else Event.objects.none()
    return may_write(actor) and events.exists()


def may_write(actor: Actor) -> bool:
    """Whether the actor plans events and closes their lists."""
    return actor.scope("event", "write") is Scope.REGION
