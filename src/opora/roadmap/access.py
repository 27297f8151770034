"""Who may see a roadmap. Its counts are the region's; members of its figures pass indicators.access."""

from django.db.models import QuerySet

from opora.core.actors import Actor
from opora.roadmap.models import OrderDraft, Roadmap


def visible_to(actor: Actor, queryset: QuerySet[Roadmap]) -> QuerySet[Roadmap]:
    """Those of these roadmaps that the actor may see: the ones of the actor's own region."""
    if actor.scope("roadmap") is None:
        return queryset.none()
    return queryset if actor.everything else queryset.filter(programme__region=actor.region_id)


def drafts_visible_to(actor: Actor, queryset: QuerySet[OrderDraft]) -> QuerySet[OrderDraft]:
    """Those of these drafts that the actor may see and confirm: of the own region, for who imports orders."""
    if actor.scope("order", "import") is None:
        return queryset.none()
    return queryset if actor.everything else queryset.filter(region=actor.region_id)


def may_see_document(actor: Actor, of: str) -> bool:
    """Door of stored files: the document of a draft ("orderdraft:7")."""
    drafts = OrderDraft.objects.filter(pk=int(of.partition(":")[2]))
    return drafts_visible_to(actor, drafts).exists()
