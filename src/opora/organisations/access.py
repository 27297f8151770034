"""Who may see which municipalities and schools."""

from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from opora.core.actors import Actor, Scope
from opora.organisations.models import Municipality, School

M = TypeVar("M", Municipality, School)

THINGS: dict[type[Model], str] = {Municipality: "municipality", School: "school"}
"""Names of the objects in permissions.yaml."""


def visible_to(actor: Actor, queryset: QuerySet[M]) -> QuerySet[M]:
    """Those of these municipalities or schools that the actor may see."""
    scope = actor.scope(THINGS[queryset.model])
    if scope is None:
        return queryset.none()
    return queryset.filter(
        _whole_region(actor, queryset.model) if scope is Scope.REGION else _own(actor, queryset.model)
    )


def _whole_region(actor: Actor, model: type[Model]) -> Q:
    if actor.everything:
        return Q()
    path = "region" if model is Municipality else "municipality__region"
    return Q(**{path: actor.region_id})


def _own(actor: Actor, model: type[Model]) -> Q:
    if model is Municipality:
        return Q(pk__in=actor.municipality_ids)
    reach: dict[str, Any] = {"municipality__in": actor.municipality_ids}
    return Q(pk__in=actor.school_ids) | Q(**reach)
