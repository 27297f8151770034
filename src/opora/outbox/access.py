"""Who may see which mailings: those of the region, or one's own."""

from django.db.models import QuerySet

from opora.core.actors import Actor, Scope
from opora.outbox.models import Mailing


def visible_to(actor: Actor, mailings: QuerySet[Mailing]) -> QuerySet[Mailing]:
    """Those of these mailings that the actor may see."""
    scope = actor.scope("message")
    if scope is None:
        return mailings.none()
    if actor.everything and actor.region_id is None:
        return mailings
    of_region = mailings.filter(of=f"region:{actor.region_id}")
    return of_region if scope is Scope.REGION else of_region.filter(prepared_by=actor.key)
