"""Who may see and steer which jobs: everybody their own, the ministry those of its region."""

from django.db.models import Q, QuerySet

from opora.core.actors import Actor, Scope
from opora.core.jobs.models import Job


def visible_to(actor: Actor, jobs: QuerySet[Job], verb: str = "read") -> QuerySet[Job]:
    """Jobs the actor may read (or "steer": cancel, retry). Without any grant not even one's own."""
    scope = actor.scope("job", verb)
    if actor.everything:
        return jobs
    if scope is None:
        return jobs.none()
    own = Q(started_by=actor.key)
    return jobs.filter(own | Q(region_id=actor.region_id)) if reaches_region(actor, verb) else jobs.filter(own)


def reaches_region(actor: Actor, verb: str = "read") -> bool:
    """Whether the actor's reach is the whole region."""
    return actor.scope("job", verb) is Scope.REGION and actor.region_id is not None
