"""Who may see which programmes."""

from django.db.models import QuerySet

from opora.core.actors import Actor
from opora.programmes.models import Programme


def visible_to(actor: Actor, queryset: QuerySet[Programme]) -> QuerySet[Programme]:
    """Those of these programmes that the actor may see: whoever may see the region's overview may see its years."""
    if actor.everything:
        return queryset
    if actor.scope("overview") is None:
        return queryset.none()
    return queryset.filter(region=actor.region_id)
