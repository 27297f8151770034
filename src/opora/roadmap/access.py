"""Who may see a roadmap. Its counts are the region's; members of its figures pass indicators.access."""

from django.db.models import QuerySet

from opora.core.actors import Actor
from opora.roadmap.models import Roadmap


def visible_to(actor: Actor, queryset: QuerySet[Roadmap]) -> QuerySet[Roadmap]:
    """Those of these roadmaps that the actor may see: the ones of the actor's own region."""
    if actor.scope("roadmap") is None:
        return queryset.none()
    return queryset if actor.everything else queryset.filter(programme__region=actor.region_id)
